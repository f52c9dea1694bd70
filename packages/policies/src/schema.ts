import type { Environment } from "./environment.ts";
import { defaultOf, type Parameter, type Rule } from "./rule.ts";

/** The JSON schemas of a rule's parameters, with their defaults in that environment. */
export function schemasOf(rule: Rule, environment: Environment) {
  return Object.fromEntries(
    Object.entries(rule.parameters).map(([name, parameter]) => [name, schemaOf(parameter, environment)]),
  );
}

function schemaOf(parameter: Parameter, environment: Environment) {
  const { description, minimum = 0, maximum = Number.MAX_SAFE_INTEGER, pattern } = parameter;
  const usual = defaultOf(parameter, environment);
  if (typeof usual === "boolean") return { type: "boolean" as const, description, default: usual };
  if (typeof usual === "number") return { type: "integer" as const, description, default: usual, minimum, maximum };
  const items = { type: "string" as const, ...(pattern ? { pattern: `^(?:${pattern})$` } : {}) };
  const least = parameter.nonEmpty ? { minItems: 1 } : {};
  return { type: "array" as const, description, default: [...usual], items, ...least };
}
