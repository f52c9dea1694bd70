import { type Finding, isPlainObject, judgePlain, type Rule, unknownNames } from "@accoreboot/core";

/** How a list of things that have a name each is judged. */
export interface NamedList {
  /** Where it stands in the arguments. */
  readonly path: string;
  /** Property that holds the name, and what is a good one. */
  readonly key: string;
  readonly name: Rule;
  /** Properties that a member may have. */
  readonly known: Readonly<Record<string, true>>;
  /** What to say of something that is no list of at least one, of a member that is no object, and of a name given twice. */
  readonly none: Rule;
  readonly other: Rule;
  readonly twice: string;
  /**
   * How many there may be at most.
   * @default any number
   */
  readonly most?: number;
}

/** What is wrong with such a list: names that are unknown, bad or taken, and what `own` finds in a member. */
export function namedFindings(
  given: unknown,
  list: NamedList,
  own: (member: Record<string, unknown>, at: string) => Finding[],
): Finding[] {
  const { path, key } = list;
  if (!Array.isArray(given) || given.length === 0)
    return judgePlain([{ path, value: given, rule: orNothing(list.none) }]);
  const { most = Number.POSITIVE_INFINITY } = list;
  if (given.length > most) return judgePlain([{ path, value: given.length, rule: tooMany(most) }]);
  const seen = new Map<unknown, number>();
  return Array.from(given).flatMap((member: unknown, i) => {
    const at = `${path}[${i}]`;
    if (!isPlainObject(member)) return judgePlain([{ path: at, value: member, rule: list.other }]);
    const before = seen.get(member[key]);
    if (before === undefined) seen.set(member[key], i);
    const short = path.replace(/^.*\./, "");
    const rule = before === undefined ? list.name : taken(`${short}[${before}]`, list.twice);
    return [
      ...unknownNames(member, list.known, at),
      ...judgePlain([{ path: `${at}.${key}`, value: member[key], rule }]),
      ...own(member, at),
    ];
  });
}

/** The same in other words for what was not given at all. */
const orNothing =
  (rule: Rule): Rule =>
  (value, show) => {
    const verdict = rule(value, show);
    return verdict && value === undefined ? { ...verdict, problem: "required, but nothing was given" } : verdict;
  };
const tooMany =
  (most: number): Rule =>
  (value, show) => ({ problem: `${show(value)} are too many`, remedy: `OVHcloud takes ${most} at most` });
const taken =
  (where: string, remedy: string): Rule =>
  (value, show) => ({ problem: `${show(value)} is ${where} already`, remedy });
