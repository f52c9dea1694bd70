/** The three environments that levels and defaults are written for. */
export const environments = ["test", "preprod", "prod"] as const;
export type Environment = (typeof environments)[number];

/** One value for all environments, or one for each. */
export type ByEnvironment<T> = { readonly [E in Environment]: T };

/**
 * The environment a stack's name tells: the one that stands in it as a word (`prod`, `shop-test`, `preprod.eu`).
 * Undefined when none or more than one does.
 */
export function environmentIn(stack: string): Environment | undefined {
  const words = stack.toLowerCase().split(/[^a-z0-9]+/);
  const named = environments.filter((environment) => words.includes(environment));
  return named.length === 1 ? named[0] : undefined;
}

/** True for the name of an environment. */
export const isEnvironment = (value: unknown): value is Environment =>
  (environments as readonly unknown[]).includes(value);

/**
 * The environment to judge by: the one that is set, else the one in the stack's name, else `prod`, which is the
 * strictest, so that a stack with an unusual name loses no rule.
 */
export function environmentOf(stack: string, set?: string): Environment {
  return isEnvironment(set) ? set : (environmentIn(stack) ?? "prod");
}
