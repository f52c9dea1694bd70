import { refuse } from "../text.ts";

/** Refuses a value that the OVH API does not understand. */
export function bad(words: string): never {
  return refuse(400, "Client::BadRequest", words);
}

/** Refuses what names something that is not there. */
export function absent(words: string): never {
  return refuse(404, "Client::NotFound", words);
}

/** Refuses what stands in the way of something that exists. */
export function conflict(words: string): never {
  return refuse(409, "Client::Conflict", words);
}

/** Refuses a value that is none of those allowed; an omitted one passes. */
export function oneOf(name: string, value: unknown, allowed: readonly string[]): void {
  if (value === undefined || value === null || allowed.includes(String(value))) return;
  bad(`${name} must be one of ${allowed.join(", ")}, got ${String(value)}`);
}
