import { type Change, forcesReplacement, type ResourceContract } from "../index.ts";
import { identity, unmatched } from "./identity.ts";
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

/** A difference of one value. */
export interface Leaf {
  readonly kind: Change;
  readonly replaces: boolean;
}

/**
 * The differences as Terraform's older SDK sees them, value by value: of a block that comes or goes every member, of a
 * set the members of every element that the other side lacks, where an old and a new one share a place as an update.
 * Blocks and lists that come with nothing inside are no difference.
 */
export function leafDifferences(contract: ResourceContract, olds: Members, news: Members): Map<string, Leaf> {
  const found = new Map<string, Leaf>();
  for (const name of namesOf(olds, news)) {
    const place = inputPlace(contract, name);
    const [old, now] = [olds[name], news[name]];
    const counted = counts(old) !== counts(now) && forcesReplacement(contract, name, "add");
    for (const [path, kind, whole] of new Walk(contract, news).at(place, old, now)) {
      const before = found.get(path);
      const merged = before?.kind === "delete" && kind === "add" ? "update" : kind;
      const replaces = (counted && merged !== "update") || forcesReplacement(contract, path, merged, whole);
      found.set(path, { kind: merged, replaces: replaces || before?.replaces === true });
    }
  }
  return found;
}

/** How many elements there are, for what has elements. */
const counts = (value: unknown): number =>
  Array.isArray(value) ? value.length : isMembers(value) ? 1 : absent(value) ? 0 : -1;

/** `whole` where the block around it comes or goes. */
type Difference = [path: string, kind: Change, whole?: boolean];

class Walk {
  readonly #contract: ResourceContract;
  readonly #news: Members;

  constructor(contract: ResourceContract, news: Members) {
    this.#contract = contract;
    this.#news = news;
  }

  *at(place: Place, old: unknown, now: unknown, whole = false): Generator<Difference> {
    const { sets, kept, ignored, same } = this.#contract.changes;
    if (absent(now) && (kept.has(place.general) || ignored.has(place.general))) return;
    if (sameUnder(same.get(place.general), old, now, this.#news)) return;
    if (isUnknown(now)) yield [place.path, absent(old) ? "add" : "update"];
    else if (Array.isArray(old) || Array.isArray(now)) {
      const [before, after] = [listed(old), listed(now)];
      yield* sets.has(place.general) ? this.#set(place, before, after) : this.#list(place, before, after);
    } else if (isMembers(old) && sets.has(place.general)) {
      yield* this.#swapped(place, old, now);
    } else if (isMembers(old) && (isMembers(now) || absent(now))) {
      yield* this.#members(place, old, now ?? {}, whole || absent(now));
    } else if (isMembers(now) && absent(old)) {
      for (const path of this.#values(place, now, true)) yield [path, "add", true];
    } else yield* this.#value(place, old, now, whole);
  }

  *#list(place: Place, old: readonly unknown[], now: readonly unknown[]): Generator<Difference> {
    for (let i = 0; i < Math.max(old.length, now.length); i++) {
      yield* this.at(elementPlace(place, i), old[i], now[i]);
    }
  }

  *#set(place: Place, old: readonly unknown[], now: readonly unknown[]): Generator<Difference> {
    const { gone, come } = unmatched(this.#contract, place, old, now);
    for (const i of gone) for (const path of this.#values(elementPlace(place, i), old[i])) yield [path, "delete", true];
    for (const i of come)
      for (const path of this.#values(elementPlace(place, i), now[i], true)) yield [path, "add", true];
  }

  /** A block that is the only element of a set: every value of what goes, then every value of what comes. */
  *#swapped(place: Place, old: unknown, now: unknown): Generator<Difference> {
    const [before, after] = [identity(this.#contract, place, old), identity(this.#contract, place, now)];
    if (before === after && before !== undefined) return;
    for (const path of this.#values(place, old)) yield [path, "delete", true];
    for (const path of this.#values(place, now, true)) yield [path, "add", true];
  }

  *#members(place: Place, old: Members, now: Members, whole: boolean): Generator<Difference> {
    for (const name of namesOf(old, now)) yield* this.at(memberPlace(place, name, quoted), old[name], now[name], whole);
  }

  *#value(place: Place, old: unknown, now: unknown, whole: boolean): Generator<Difference> {
    const { defaults } = this.#contract.changes;
    const before = absent(old) ? defaults.get(place.general) : old;
    if (written(before) === written(now) && (!place.entry || absent(old) === absent(now))) return;
    if (!absent(now)) return yield [place.path, absent(old) ? "add" : "update", whole];
    if (!defaults.has(place.general)) return yield [place.path, "delete", whole];
    const changed = written(old) !== written(defaults.get(place.general));
    if (changed && forcesReplacement(this.#contract, place.path, "update")) yield [place.path, "add", whole];
  }

  /** Paths of the plain values inside that say something; of what goes, without those that the cloud keeps. */
  *#values(place: Place, value: unknown, comes = false): Generator<string> {
    const { kept, ignored } = this.#contract.changes;
    if (!comes && (kept.has(place.general) || ignored.has(place.general))) return;
    if (Array.isArray(value)) {
      for (const [i, item] of value.entries()) yield* this.#values(elementPlace(place, i), item, comes);
    } else if (isMembers(value)) {
      for (const name of namesOf(value, {})) {
        yield* this.#values(memberPlace(place, name, quoted), value[name], comes);
      }
    } else if (written(value) !== "" || place.entry) yield place.path;
  }
}

const listed = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : absent(value) ? [] : [value]);

/** A map's key in a path of pulumi-terraform-bridge 3.79. */
const quoted = (key: string): string => (/[."[\]]/.test(key) ? `.["${key.replaceAll('"', '\\"')}"]` : `.${key}`);
