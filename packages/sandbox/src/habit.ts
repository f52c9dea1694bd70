/**
 * A bad habit of the real thing that the sandbox has too. Each can be switched off by name, so that one sees what it
 * costs: `ovh-sandbox habit off database.avnadmin-without-password`.
 */
export interface Habit {
  /** Family and habit, such as `database.avnadmin-without-password`. */
  readonly name: string;
  /** What it does, in one sentence. */
  readonly about: string;
  /** Where it is described, such as `ovh-facts 1.9`. */
  readonly source: string;
}

/** Declares a habit. */
export const habit = (name: string, about: string, source: string): Habit => ({ name, about, source });
