import * as pulumi from "@pulumi/pulumi";

/** True for a value that is not there yet: an output or a promise. */
export function isLater(value: unknown): boolean {
  return pulumi.Output.isInstance(value) || value instanceof Promise;
}

/** True when the value, or anything inside it, is not there yet. */
export function holdsLater(value: unknown): boolean {
  if (isLater(value)) return true;
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  if (!Array.isArray(value) && prototype !== Object.prototype && prototype !== null) return false;
  return Object.values(value).some(holdsLater);
}
