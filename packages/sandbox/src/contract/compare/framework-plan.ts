import type { ResourceContract } from "../types.ts";
import { absent, elementPlace, isMembers, memberPlace, namesOf, type Place } from "./place.ts";

/**
 * What Terraform's plugin framework plans for an input before its plan modifiers: what the program gives, with the
 * defaults, and with the old value of what the program stopped giving and only the cloud could have decided.
 */
export function frameworkPlan(contract: ResourceContract, place: Place, old: unknown, now: unknown): unknown {
  const { sets, defaults } = contract.changes;
  if (absent(now)) {
    if (contract.replacesAt.get(place.general) === "removal") return undefined;
    if (decided(contract, place)) return couldBeDecided(contract, place, old) ? old : undefined;
    return absent(old) ? undefined : defaults.get(place.general);
  }
  if (Array.isArray(now)) {
    const before = Array.isArray(old) && !sets.has(place.general) ? old : [];
    return now.map((item, i) => frameworkPlan(contract, elementPlace(place, i), before[i], item));
  }
  if (!isMembers(now) || place.type.kind !== "object") return now;
  const before = isMembers(old) ? old : {};
  const members = namesOf(before, now).map((name) => {
    const member = memberPlace(place, name, (key) => `.${key}`);
    return [name, frameworkPlan(contract, member, before[name], now[name])] as const;
  });
  return Object.fromEntries(members.filter(([, value]) => !absent(value)));
}

/** Whether the cloud decides what the program does not give. */
function decided({ changes: { kept, fresh, ignored } }: ResourceContract, { general }: Place): boolean {
  return kept.has(general) || fresh.has(general) || ignored.has(general);
}

/** False for a block with a member that only a program can have given. */
function couldBeDecided(contract: ResourceContract, place: Place, value: unknown): boolean {
  if (Array.isArray(value)) return value.every((item, i) => couldBeDecided(contract, elementPlace(place, i), item));
  if (!isMembers(value) || place.type.kind !== "object") return true;
  return namesOf(value, {}).every((name) => {
    const member = memberPlace(place, name, (key) => `.${key}`);
    return absent(value[name]) || (decided(contract, member) && couldBeDecided(contract, member, value[name]));
  });
}
