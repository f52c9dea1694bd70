import { hasUnknown } from "../../properties.ts";
import { type Change, forcesReplacement, type ResourceContract } from "../index.ts";
import { edits } from "./edits.ts";
import { unmatched } from "./identity.ts";
import { type Leaf, leafDifferences } from "./leaves.ts";
import {
  absent,
  elementPlace,
  inputPlace,
  isMembers,
  isUnknown,
  type Members,
  memberPlace,
  namesOf,
  type Place,
  written,
} from "./place.ts";
import { sameUnder } from "./sameness.ts";
import { type PlanOptions, treePlan } from "./tree-plan.ts";

/**
 * The differences as pulumi-terraform-bridge 3.112 tells them for Terraform's older SDK: of a block that comes or goes
 * the block alone, lists of plain values by the fewest edits, sets by content. Whether anything replaces at all is for
 * Terraform to say, value by value.
 *
 * @param state outputs before the change; without them what the cloud decides inside a block counts as known
 */
export function treeDifferences(
  contract: ResourceContract,
  olds: Members,
  news: Members,
  state?: Members,
): Map<string, Leaf> {
  const names = namesOf(olds, news);
  const planned = (options: PlanOptions): Members => {
    const plan = names.map((name) => {
      const before = { input: olds[name], ...(state && { state: state[name] }) };
      return [name, treePlan(contract, inputPlace(contract, name), before, news[name], options)] as const;
    });
    return Object.fromEntries(plan);
  };
  const leaves = [...leafDifferences(contract, olds, planned({})).values()];
  const replacing = leaves.some(({ replaces }) => replaces);
  const plan = planned({ renewed: replacing, changing: leaves.length > 0 });
  const found = new Map<string, Leaf>();
  for (const name of names) {
    const place = inputPlace(contract, name);
    const old = treePlan(contract, place, { input: olds[name] }, olds[name], { own: true });
    for (const [path, kind, forces] of at(contract, plan, place, old, plan[name])) {
      found.set(path, { kind, replaces: replacing && forces });
    }
  }
  return found;
}

type Difference = [path: string, kind: Change, forces: boolean];

function* at(
  contract: ResourceContract,
  news: Members,
  place: Place,
  before: unknown,
  after: unknown,
): Generator<Difference> {
  const [old, now] = [filled(before), filled(after)];
  if (old === undefined && now === undefined) return;
  const { sets, same } = contract.changes;
  if (sameUnder(same.get(place.general), old, now, news)) return;
  if (absent(old) || absent(now) || isUnknown(now)) {
    const kind = absent(old) ? "add" : absent(now) ? "delete" : "update";
    const value = absent(now) ? old : now;
    return yield [place.path, kind, within(contract, place, value, kind)];
  }
  if (Array.isArray(old) && Array.isArray(now)) {
    const isSet = sets.has(place.general);
    if (isSet && place.type.items?.kind === "map") {
      const { gone, come } = unmatched(contract, place, old, now);
      if (gone.length + come.length > 0) yield [place.path, "update", forced(contract, place, "update")];
    } else if (isSet) yield* inSet(contract, news, place, old, now);
    else if (isPlain(place)) yield* inPlainList(contract, place, old, now);
    else {
      for (let i = 0; i < Math.max(old.length, now.length); i++) {
        yield* at(contract, news, elementPlace(place, i), old[i], now[i]);
      }
    }
  } else if (isMembers(old) && isMembers(now)) {
    for (const name of namesOf(old, now)) {
      yield* at(contract, news, memberPlace(place, name, quoted), old[name], now[name]);
    }
  } else if (hasUnknown(now) || written(old) !== written(now))
    yield [place.path, "update", forced(contract, place, "update")];
}

function* inPlainList(contract: ResourceContract, place: Place, old: unknown[], now: unknown[]): Generator<Difference> {
  for (const [index, kind] of edits(old.map(text), now.map(text))) {
    yield [`${place.path}[${index}]`, kind, forced(contract, place, kind)];
  }
}

function* inSet(
  contract: ResourceContract,
  news: Members,
  place: Place,
  old: unknown[],
  now: unknown[],
): Generator<Difference> {
  const { gone, come } = unmatched(contract, place, old, now);
  if (come.some((i) => !complete(contract, elementPlace(place, i), now[i]))) {
    return yield [place.path, "update", forced(contract, place, "update")];
  }
  for (const i of new Set([...gone, ...come])) {
    const [before, after] = [gone.includes(i) ? old[i] : undefined, come.includes(i) ? now[i] : undefined];
    yield* at(contract, news, elementPlace(place, i), before, after);
  }
}

/**
 * Whether an element has every plain member that only the program gives. Where one is left out, Terraform plans an empty
 * text for it, which the bridge does not find again among the inputs: it then names the whole set.
 */
function complete(contract: ResourceContract, place: Place, value: unknown): boolean {
  if (!isMembers(value) || place.type.kind !== "object") return true;
  const plain = Object.entries(place.type.fields ?? {}).filter(([, { type }]) => !structured.has(type.kind));
  return plain.every(([name]) => {
    const { general } = memberPlace(place, name, quoted);
    const { kept, ignored, defaults } = contract.changes;
    return !absent(value[name]) || kept.has(general) || ignored.has(general) || defaults.has(general);
  });
}

const structured: ReadonlySet<string> = new Set(["array", "map", "object", "any"]);

/** Whether a value that comes or goes as a whole has a part that replaces. */
function within(contract: ResourceContract, place: Place, value: unknown, kind: Change): boolean {
  if (contract.replacesAt.get(place.general) !== "existing" && forced(contract, place, kind)) return true;
  if (Array.isArray(value)) return value.some((item, i) => within(contract, elementPlace(place, i), item, kind));
  if (!isMembers(value)) return false;
  return namesOf(value, {}).some((name) => within(contract, memberPlace(place, name, quoted), value[name], kind));
}

/** Whether the place itself, or the list, set or map that it lies in directly, replaces. */
function forced(contract: ResourceContract, { path, general }: Place, kind: Change): boolean {
  if (forcesReplacement(contract, path, kind)) return true;
  const parent = general.replace(/(\[\]|\.[^.[\]]+)$/, "");
  return parent !== general && contract.replacesAt.get(parent) === "presence";
}

const isPlain = ({ type }: Place): boolean => type.items?.kind !== "object";

const text = (value: unknown): string => (typeof value === "object" ? JSON.stringify(value) : written(value));

/** A map's key in a path of the engine. */
const quoted = (key: string): string => (/^[A-Za-z_$][\w$]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`);

/** The value, unless it is empty. */
const filled = (value: unknown): unknown =>
  absent(value) || (Array.isArray(value) && value.length === 0) ? undefined : value;
