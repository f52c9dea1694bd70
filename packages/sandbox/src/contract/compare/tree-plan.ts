import { unknown } from "../../properties.ts";
import type { ResourceContract } from "../types.ts";
import { identity } from "./identity.ts";
import { absent, elementPlace, isMembers, isUnknown, memberPlace, namesOf, type Place } from "./place.ts";

/** What a plan is made with. */
export interface PlanOptions {
  /** The resource, or the element around, is made anew. */
  readonly renewed?: boolean;
  /** The block around is the only element of a set, and another than before. */
  readonly moved?: boolean;
  /** Something in the resource changes, so that what the state lacks and the cloud decides is not known. */
  readonly changing?: boolean;
  /** Inside a set, where what is not given is empty. */
  readonly inSet?: boolean;
  /** The value planned for is the state's own: only there are the elements of sets written out with empty values. */
  readonly own?: boolean;
}

/** A value as it was in the inputs, and in the state; no state says nothing. */
export interface Before {
  readonly input: unknown;
  readonly state?: unknown;
}

/**
 * What Terraform's older SDK plans for an input: what the program gives, with the defaults, and with the old value of
 * what it does not give and the cloud decides. That value is not known in a resource that is made anew, nor in an
 * element of a set that was not there before. Empty maps and empty lists of blocks count as not given. Inside a set
 * what is not given is empty.
 */
export function treePlan(
  contract: ResourceContract,
  place: Place,
  before: Before,
  now: unknown,
  options: PlanOptions = {},
): unknown {
  if (isUnknown(now)) return now;
  if (said(place, now) === undefined) return notGiven(contract, place, before, options);
  if (Array.isArray(now)) return elements(contract, place, before, now, options);
  if (!isMembers(now) || place.type.kind !== "object") return now;
  const isSet = contract.changes.sets.has(place.general);
  const old = isMembers(before.input) ? before.input : {};
  const moved = isSet && identity(contract, place, old) !== identity(contract, place, now);
  const inner = {
    ...options,
    renewed: options.renewed === true || moved,
    moved: options.moved === true || moved,
    inSet: options.inSet === true || isSet,
  };
  const names = new Set([...namesOf(old, now), ...Object.keys(place.type.fields ?? {})]);
  const members = [...names].map((name) => {
    const member = memberPlace(place, name, (key) => `.${key}`);
    const state = isMembers(before.state) ? { state: before.state[name] } : {};
    return [name, treePlan(contract, member, { input: old[name], ...state }, now[name], inner)] as const;
  });
  return Object.fromEntries(members.filter(([, value]) => !absent(value)));
}

function notGiven({ changes }: ResourceContract, place: Place, before: Before, options: PlanOptions): unknown {
  const old = before.input;
  const nested = /[.[]/.test(place.path);
  const isBlock = place.type.kind === "object" || place.type.items?.kind === "object";
  const blank = options.changing && nested && !isBlock && "state" in before && absent(before.state);
  if (changes.kept.has(place.general) || changes.ignored.has(place.general)) {
    const lost = options.renewed && ((nested && !isBlock) || !absent(old));
    return lost || blank ? unknown : said(place, old);
  }
  if (place.type.kind === "map" && !absent(old)) return options.moved && isEmpty(old) ? undefined : {};
  if (options.inSet || (blank && absent(old))) return changes.defaults.get(place.general) ?? zeros[place.type.kind];
  return absent(old) ? undefined : changes.defaults.get(place.general);
}

function elements(
  contract: ResourceContract,
  place: Place,
  before: Before,
  now: readonly unknown[],
  options: PlanOptions,
): unknown[] {
  const old = Array.isArray(before.input) ? before.input : [];
  const states = Array.isArray(before.state) ? before.state : undefined;
  const at = (i: number) => elementPlace(place, i);
  const from = (i: number): Before => (states ? { input: old[i], state: states[i] } : { input: old[i] });
  if (!contract.changes.sets.has(place.general)) {
    return now.map((value, i) => treePlan(contract, at(i), from(i), value, options));
  }
  const named = old.map((value, i) => identity(contract, at(i), value));
  return now.map((value, i) => {
    const twin = named.indexOf(identity(contract, at(i), value) ?? "");
    const inner = { renewed: twin < 0, inSet: options.own === true, own: options.own === true };
    return treePlan(contract, at(i), { input: old[twin] }, value, inner);
  });
}

/** What Terraform's older SDK writes for what is not given. */
const zeros: Readonly<Record<string, unknown>> = { string: "", number: 0, boolean: false, map: {} };

const isEmpty = (value: unknown): boolean => isMembers(value) && Object.keys(value).length === 0;

/** The value, unless it says nothing: empty maps and empty lists of blocks do not. */
function said({ type }: Place, value: unknown): unknown {
  if (Array.isArray(value)) return value.length > 0 || type.items?.kind !== "object" ? value : undefined;
  if (isMembers(value) && type.kind !== "object") return Object.keys(value).length > 0 ? value : undefined;
  return absent(value) ? undefined : value;
}
