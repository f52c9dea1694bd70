import { isLater } from "./later.ts";
/** One thing that is wrong with what a component was given. */
export interface Finding {
  /** Property path in Pulumi's form, such as `ingress[0].cidrs` or `overrides.database.version`. */
  readonly path: string;
  /** What is wrong, with the value that was given unless it is a secret. */
  readonly problem: string;
  /** What to write instead. */
  readonly remedy: string;
}

/** What a rule says of a value: nothing, or the problem and its remedy. The path is added by whoever asked. */
export type Verdict = Omit<Finding, "path"> | undefined;

/** Shows a value in a message; a secret one is masked before the rule ever sees this function. */
export type Show = (value: unknown) => string;

/** Judges one known value. Must be total: any JavaScript value may arrive. */
export type Rule = (value: unknown, show: Show) => Verdict;

/**
 * A component's arguments were refused. The engine prints the message alone, without a stack
 * (`pulumi.RunError` is recognised by its brand, so that two copies of the SDK agree).
 */
export class ArgumentError extends Error {
  /** Brand of `pulumi.RunError`. */
  readonly __pulumiRunError = true;
  override readonly name = "ArgumentError";
  /** Every finding, in the order in which the arguments are documented. */
  readonly findings: readonly Finding[];

  /** `late` says that the values were known only after other resources had been made. */
  constructor(subject: string, findings: readonly Finding[], when: "early" | "late" = "early") {
    const words = message(subject, findings, when);
    super(words);
    this.findings = findings;
    // The SDK puts "error serializing property ..." in front of a rejected input's message, once for every resource
    // it passes through, and prints some of them by their stack. What was wrong is all a reader needs.
    Object.defineProperty(this, "message", { get: () => words, set: () => {}, enumerable: false });
    Object.defineProperty(this, "stack", { get: () => words, set: () => {}, enumerable: false });
  }
}

function message(subject: string, findings: readonly Finding[], when: "early" | "late"): string {
  const count = findings.length === 1 ? "1 problem" : `${findings.length} problems`;
  const lines = findings.map(
    ({ path, problem, remedy }) => `  ${path}: ${problem}. ${remedy}${/[.?]$/.test(remedy) ? "" : "."}`,
  );
  const made =
    when === "early"
      ? "in its arguments, none of its resources was created"
      : "in a value that has only now arrived, the resource that needs it is not touched";
  return [`${subject}: ${count} ${made}.`, ...lines].join("\n");
}

/** Shows a plain value, shortened to 60 characters. */
export const shown: Show = (value) => {
  const text = value === undefined ? "nothing" : written(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
};

/** What JSON would show as something else: values that are not there yet, and numbers without end. */
function plainly(this: unknown, key: string, value: unknown): unknown {
  if (isLater((this as Record<string, unknown>)[key])) return "an output";
  return typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
}

/** JSON where there is one; a number without end, a value that holds itself and the like by their kind. */
function written(value: unknown): string {
  try {
    return JSON.stringify(value, plainly) ?? `a ${typeof value}`;
  } catch {
    return `a ${typeof value}`;
  }
}

/** Shows a secret value: not at all. */
export const masked: Show = () => "the secret value";
