import { CloudError } from "../model.ts";

/** How the provider's client (gophercloud) begins its words for an answer of that status. */
const beginnings: Readonly<Record<number, string>> = {
  400: "Bad request with error message",
  403: "Request forbidden, error message",
  404: "Resource not found, error message",
  409: "Expected HTTP response code [200 201 202 204], but got 409 instead",
  413: "Expected HTTP response code [200 201 202 204], but got 413 instead",
};

/** Refuses as an OpenStack API does. */
export function refuse(status: number, words: string): never {
  throw new CloudError(status, `${beginnings[status] ?? `Got ${status}`}: ${words}`);
}

/** Refuses before anything is sent, in the words of the Terraform provider. */
export function unsent(words: string): never {
  throw new CloudError(400, words);
}

/** Refuses what only the cloud's operator may do. */
export function forbidden(rule: string): never {
  refuse(403, `Policy doesn't allow ${rule} to be performed.`);
}

/** Refuses a value that is none of those allowed, as the provider's own validation does. */
export function oneOf(name: string, value: unknown, allowed: readonly string[]): void {
  if (value === undefined || value === null || value === "" || allowed.includes(String(value))) return;
  unsent(`expected ${name} to be one of [${allowed.join(" ")}], got ${String(value)}`);
}
