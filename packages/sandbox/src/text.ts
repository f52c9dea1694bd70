import { CloudError } from "./model.ts";
import type { Properties } from "./properties.ts";

/** Reads of checked inputs; the contract has already seen to the types. */
export const text = (values: Properties, name: string): string => {
  const value = values[name];
  return value === undefined || value === null ? "" : String(value);
};

export const list = (values: Properties, name: string): unknown[] => {
  const value = values[name];
  return Array.isArray(value) ? value : [];
};

export const objects = (values: Properties, name: string): Properties[] => list(values, name) as Properties[];

/** A nested object, empty when there is none. */
export const object = (values: Properties, name: string): Properties => {
  const value = values[name];
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Properties) : {};
};

/** The time of a call as the APIs write it: `2026-11-21T09:00:00.000Z`. */
export const stamp = ({ now }: { readonly now: number }): string => new Date(now).toISOString();

/** Refuses with the words of the OVH API. */
export function refuse(status: number, errorClass: string, words: string): never {
  throw new CloudError(status, `OVHcloud API error (status code ${status}): ${errorClass}: "${words}"`);
}
