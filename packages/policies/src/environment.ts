import { environments } from "@accoreboot/core/pure";

/** The three environments that levels and defaults are written for. */
export { environments };
export type Environment = (typeof environments)[number];

/** One value for all environments, or one for each. */
export type ByEnvironment<T> = { readonly [E in Environment]: T };

/**
 * The environment a stack's name tells: the one that stands in it as a word (`prod`, `shop-test`, `preprod.eu`).
 * Undefined when none or more than one does.
 */
export function environmentIn(stack: string): Environment | undefined {
  const words = wordsIn(stack);
  const named = environments.filter((environment) => words.includes(environment));
  return named.length === 1 ? named[0] : undefined;
}

/** The words of a name, in small letters: what stands between all that is neither a letter nor a digit. */
export const wordsIn = (name: string): string[] => name.toLowerCase().split(/[^a-z0-9]+/);

/** True for the name of an environment. */
export const isEnvironment = (value: unknown): value is Environment =>
  (environments as readonly unknown[]).includes(value);

/**
 * The environment to judge by: the one that is set, else the one in the stack's name, else `prod`, which is the
 * strictest, so that a stack with an unusual name loses no rule.
 *
 * @throws when one is set that there is not, or one that is laxer than the stack's name says: a slip must not loosen
 * anything
 */
export function environmentOf(stack: string, set = ""): Environment {
  const named = environmentIn(stack);
  if (set === "") return named ?? "prod";
  const where = "mend --environment, accoreboot:environment in the stack's configuration, or ACCOREBOOT_ENVIRONMENT";
  if (!isEnvironment(set)) {
    throw new Error(`the environment of the policy pack is none of ${environments.join(", ")}: ${where}`);
  }
  if (named && environments.indexOf(set) < environments.indexOf(named)) {
    throw new Error(`the environment of the policy pack is ${set}, and the stack's name says ${named}: ${where}`);
  }
  return set;
}
