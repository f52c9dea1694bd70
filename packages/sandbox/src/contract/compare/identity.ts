import { hasUnknown } from "../../properties.ts";
import type { ResourceContract } from "../types.ts";
import { absent, elementPlace, isMembers, memberPlace, type Place, written } from "./place.ts";

/**
 * What makes an element of a set the same as another, as text: its values as Terraform writes them, without those that
 * the cloud decides alone or that say nothing, with sets inside it in one order. Undefined while something in it is not
 * known yet: it is then the same as nothing.
 */
export function identity(contract: ResourceContract, place: Place, value: unknown): string | undefined {
  return hasUnknown(value) ? undefined : (JSON.stringify(canonical(contract, place, value)) ?? "");
}

function canonical(contract: ResourceContract, place: Place, value: unknown): unknown {
  const { sets, ignored, defaults, same } = contract.changes;
  if (ignored.has(place.general) || same.get(place.general) === "anything") return undefined;
  const given = absent(value) ? defaults.get(place.general) : value;
  if (Array.isArray(given)) {
    const items = given.map((item, i) => canonical(contract, elementPlace(place, i), item));
    if (items.length === 0) return undefined;
    return sets.has(place.general) ? items.map((item) => JSON.stringify(item) ?? "").sort() : items;
  }
  if (isMembers(given)) {
    const names = place.type.kind === "object" ? Object.keys(place.type.fields ?? {}) : Object.keys(given);
    const members = names
      .filter((name) => !name.startsWith("__"))
      .sort()
      .map(
        (name) =>
          [
            name,
            canonical(
              contract,
              memberPlace(place, name, (key) => `.${key}`),
              given[name],
            ),
          ] as const,
      );
    return Object.fromEntries(members.filter(([, inner]) => inner !== undefined));
  }
  const text = written(given);
  if (!place.entry && ["", "false", "0"].includes(text)) return undefined;
  return same.get(place.general) === "lower" ? text.toLowerCase() : text;
}

/** Indices of the elements that the other list lacks: of the old one, of the new one. */
export function unmatched(
  contract: ResourceContract,
  place: Place,
  old: readonly unknown[],
  now: readonly unknown[],
): { gone: number[]; come: number[] } {
  const element = elementPlace(place, 0);
  const named = (list: readonly unknown[]) => list.map((item) => identity(contract, element, item));
  const [before, after] = [named(old), named(now)];
  const lacks = (from: readonly (string | undefined)[], other: readonly (string | undefined)[]) =>
    [...from.keys()].filter((i) => from[i] === undefined || !other.includes(from[i]));
  return { gone: lacks(before, after), come: lacks(after, before) };
}
