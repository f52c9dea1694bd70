import type { Call } from "../../model.ts";
import { text } from "../../text.ts";
import { tenantOf } from "../keystone.ts";
import { refuse } from "../refusal.ts";

/** Refuses a combination of values. */
export function invalid(detail: string): never {
  refuse(400, `Validation failure: ${detail}`);
}

/** Refuses a value in the words that Octavia has for options. */
export function badOption(value: string, option: string): never {
  refuse(400, `${value} is not a valid option for ${option}`);
}

/** Refuses what names something that is not there. */
export function absent(what: string, id: string): never {
  refuse(404, `${what} ${id} not found.`);
}

/** Refuses to build on a network resource that is not there. */
export function noSuch(what: string, id: string): never {
  refuse(400, `${what} ${id} not found.`);
}

/** Refuses to make something in another's name. */
export function ownOnly(call: Call): void {
  const given = text(call.inputs, "tenantId");
  if (given !== "" && given !== tenantOf(call)) refuse(403, "Policy does not allow this request to be performed.");
}

/** Refuses a number outside its limits; one that is not given passes. */
export function within(name: string, value: unknown, least: number, most = Number.MAX_SAFE_INTEGER): void {
  if (value === undefined || value === null || value === "") return;
  const number = Number(value);
  const bounds = number < least ? `greater or equal to ${least}` : `lower or equal to ${most}`;
  if (!Number.isInteger(number) || number < least || number > most)
    refuse(400, `Invalid input for field/attribute ${name}. Value: '${String(value)}'. Value should be ${bounds}`);
}

/** Refuses a value that is none of those allowed, letter by letter: the provider's check lets any case through. */
export function oneExactly(name: string, value: unknown, allowed: readonly string[]): void {
  if (allowed.includes(String(value))) return;
  refuse(
    400,
    `Invalid input for field/attribute ${name}. Value: '${String(value)}'. Value should be one of: ${allowed.join(", ")}`,
  );
}
