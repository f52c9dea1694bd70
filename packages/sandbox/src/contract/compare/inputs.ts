import { equal, hasUnknown } from "../../properties.ts";
import { type Change, forcesReplacement, type ResourceContract } from "../index.ts";
import { frameworkPlan } from "./framework-plan.ts";
import {
  absent,
  elementPlace,
  inputPlace,
  isMembers,
  type Members,
  memberPlace,
  namesOf,
  type Place,
  written,
} from "./place.ts";

import { sameUnder } from "./sameness.ts";

/**
 * The inputs that changed and whether each replaces, as Terraform's plugin framework sees it: what the program stopped
 * giving and the cloud decides is no change alone, and not known any more beside another change.
 */
export function inputDifferences(contract: ResourceContract, olds: Members, news: Members): Map<string, boolean> {
  const names = namesOf(olds, news);
  const plan = new Map(
    names.map((name) => [name, frameworkPlan(contract, inputPlace(contract, name), olds[name], news[name])]),
  );
  const differs = (name: string) => !alike(contract, news, inputPlace(contract, name), olds[name], plan.get(name));
  const changed = names.filter(differs);
  const found = new Map(
    changed.map((name) => [name, replaces(contract, inputPlace(contract, name), olds[name], plan.get(name))]),
  );
  if (changed.length === 0) return found;
  for (const name of names) {
    const place = inputPlace(contract, name);
    if (!found.has(name) && loses(contract, place, news[name]))
      found.set(name, loses(contract, place, news[name], true));
  }
  return found;
}

/** Equal, with sets in any order and values that only differ in writing. */
function alike(contract: ResourceContract, news: Members, place: Place, old: unknown, now: unknown): boolean {
  const { sets, same } = contract.changes;
  if (absent(old) || absent(now)) return absent(old) && absent(now);
  if (hasUnknown(now)) return false;
  if (sameUnder(same.get(place.general), old, now, news)) return true;
  if (Array.isArray(old) && Array.isArray(now)) {
    if (old.length !== now.length) return false;
    const item = (i: number) => elementPlace(place, i);
    if (!sets.has(place.general)) return old.every((value, i) => alike(contract, news, item(i), value, now[i]));
    return old.every((value, i) => now.some((other) => alike(contract, news, item(i), value, other)));
  }
  if (isMembers(old) && isMembers(now)) {
    return namesOf(old, now).every((name) =>
      alike(contract, news, memberPlace(place, name, plain), old[name], now[name]),
    );
  }
  return typeof old === "object" || typeof now === "object" ? equal(old, now) : written(old) === written(now);
}

/** Whether a part that changed replaces. Parts of a block that went are not asked. */
function replaces(contract: ResourceContract, place: Place, old: unknown, now: unknown, whole = false): boolean {
  if (alike(contract, {}, place, old, now)) return false;
  const kind: Change = absent(old) ? "add" : absent(now) ? "delete" : "update";
  if (exact(contract, place, kind, whole)) return true;
  if (Array.isArray(now)) {
    const before = Array.isArray(old) ? old : [];
    return now.some((item, i) => replaces(contract, elementPlace(place, i), before[i], item, i >= before.length));
  }
  if (!isMembers(now)) return false;
  const before = isMembers(old) ? old : {};
  return namesOf(before, now).some((name) =>
    replaces(contract, memberPlace(place, name, plain), before[name], now[name], absent(old)),
  );
}

/** Whether the place itself replaces, not a part of it. */
function exact(contract: ResourceContract, { path, general }: Place, kind: Change, whole: boolean): boolean {
  const own = contract.replaces.has(general) || contract.replacesAt.has(general);
  return own && forcesReplacement(contract, path, kind, whole);
}

/** Whether something inside that the cloud decides is not given; `replacing`: and whether not knowing it replaces. */
function loses(contract: ResourceContract, place: Place, now: unknown, replacing = false): boolean {
  const counts = () => !replacing || exact(contract, place, "update", true);
  if (absent(now)) return contract.changes.fresh.has(place.general) && counts();
  const inside = (child: Place, value: unknown) =>
    loses(contract, child, value, replacing) || (loses(contract, child, value) && counts());
  if (Array.isArray(now)) return now.some((item, i) => inside(elementPlace(place, i), item));
  if (!isMembers(now) || place.type.kind !== "object") return false;
  return Object.keys(place.type.fields ?? {}).some((name) => inside(memberPlace(place, name, plain), now[name]));
}

const plain = (key: string): string => `.${key}`;
