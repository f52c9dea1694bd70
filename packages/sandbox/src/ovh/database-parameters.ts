import { type PostgresParameter, postgresParameters } from "@accoreboot/catalogue";
import type { Properties } from "../properties.ts";
import { bad } from "./refusals.ts";

/**
 * Refuses advanced parameters that a PostgreSQL service does not have, and values outside the documented limits, with a
 * 400 in words of the sandbox's own. The parameters of other engines are not judged.
 */
export function judgeParameters(configuration: Properties): void {
  for (const [key, value] of Object.entries(configuration)) {
    const parameter = Object.hasOwn(postgresParameters, key) ? postgresParameters[key] : undefined;
    if (!parameter) bad(`advancedConfiguration ${key} is not a parameter of engine postgresql`);
    const words = lacking(parameter, String(value));
    if (words) bad(`advancedConfiguration ${key} is not ${words}`);
  }
}

/** What a value should be and is not; undefined when it is. */
function lacking(parameter: PostgresParameter, value: string): string | undefined {
  if (parameter.kind === "text") return undefined;
  if (parameter.kind === "word")
    return parameter.words.includes(value) ? undefined : `one of ${parameter.words.join(", ")}`;
  const { kind, least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY } = parameter;
  const number = value.trim() === "" ? Number.NaN : Number(value);
  if (Number.isNaN(number) || (kind === "integer" && !Number.isInteger(number)))
    return kind === "integer" ? "a whole number" : "a number";
  return number >= least && number <= most ? undefined : `between ${least} and ${most}`;
}
