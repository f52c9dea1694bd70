import { setTimeout as pause } from "node:timers/promises";
import { type Cloud, callOf, hasHabit } from "./cloud.ts";
import type { Connection, Package } from "./connection.ts";
import { InitError } from "./failure.ts";
import type { Outcome } from "./faults/outcome.ts";
import { imported } from "./importing.ts";
import { departure, type Life, settled, timeline } from "./life.ts";
import { CloudError, type Made, type Model } from "./model.ts";
import { existing, kept, resolved } from "./planning.ts";
import type { Properties } from "./properties.ts";
import { drawing } from "./random.ts";
import { heldUp, overQuota } from "./rules.ts";
import { scopeOf } from "./scope.ts";
import type { Entry } from "./store.ts";

/** One resource in one call. */
export interface Subject {
  readonly cloud: Cloud;
  readonly connection: Connection;
  readonly model: Model;
  readonly urn: string;
  /** Custom time-out in seconds; 0 for the provider's own. */
  readonly timeout: number;
  readonly fault: Outcome | undefined;
}

/** Makes a thing, waits until it is ready, and gives its entry. */
export async function make(subject: Subject, inputs: Properties): Promise<Entry> {
  const { cloud, connection, model, urn, fault } = subject;
  const { store, clock } = cloud;
  const known = resolved(inputs);
  await settling(cloud, model.token, "", connection);
  const backing = await cloud.sides.prepare(model.token, known);
  const { entry, answer } = store.transaction(() => {
    const call = callOf(cloud, connection, known, backing);
    overQuota(call, model);
    model.judge?.(call);
    const made = drawn(subject, () => model.create(call));
    const { life } = model;
    const line = life ? timeline(life.making, life.ready, call.now, fault?.stretch) : { ...settled, made: call.now };
    const outputs = { ...kept(model, known), ...made.outputs };
    const fresh = {
      token: model.token,
      scope: scopeOf(cloud.store, connection),
      id: made.id,
      urn,
      inputs: known,
      outputs,
    };
    store.put({ ...fresh, timeline: line, seeded: false });
    note(subject, "create", made.id);
    return { entry: { ...fresh, timeline: line, seeded: false }, answer: made.answer };
  });
  await ready(subject, entry, "create", model.life?.making ?? []);
  await cloud.sides.settle(model.token).catch((error: Error) => {
    throw new InitError(500, `made, and the server behind it is not right: ${error.message}`, entry);
  });
  const now = shown(subject, store.find(entry.token, entry.scope, entry.id) ?? entry, clock.now());
  return { ...now, outputs: { ...now.outputs, ...answer } };
}

/** Changes a thing, waits until that is done, and gives its entry. */
export async function change(subject: Subject, id: string, inputs: Properties): Promise<Entry> {
  const { cloud, connection, model, urn, fault } = subject;
  const { store } = cloud;
  const scope = scopeOf(cloud.store, connection);
  const sent = resolved(inputs);
  await settling(cloud, model.token, id, connection);
  const entry = store.transaction(() => {
    const before = existing(store, model.token, scope, id);
    for (const [name, why] of Object.entries(model.neverSent ?? {})) {
      if (hasHabit(store, why)) sent[name] = before.inputs[name];
    }
    const call = callOf(cloud, connection, sent);
    model.judge?.(call, before);
    const outputs = drawn(subject, () => model.update?.(call, before)) ?? { ...before.outputs, ...kept(model, sent) };
    const { life } = model;
    const line = life?.changing ? timeline(life.changing, life.ready, call.now, fault?.stretch) : before.timeline;
    const after = { ...before, urn, inputs: sent, outputs, timeline: { ...line, made: before.timeline.made } };
    store.put(after);
    note(subject, "update", id);
    return after;
  });
  await ready(subject, entry, "update", model.life?.changing ?? []);
  await cloud.sides.settle(model.token);
  return shown(subject, entry, cloud.clock.now());
}

/** Takes a thing down and waits until it is gone. Harmless for what is gone already. */
export async function takeDown(subject: Subject, id: string): Promise<void> {
  const { cloud, connection, model, fault } = subject;
  const { store } = cloud;
  const scope = scopeOf(cloud.store, connection);
  await settling(cloud, model.token, id, connection);
  const leaving = await insisting(subject, () =>
    store.transaction(() => {
      if (!store.find(model.token, scope, id) && store.knew(model.token, scope, id)) return undefined;
      const entry = existing(store, model.token, scope, id);
      const call = callOf(cloud, connection, entry.inputs);
      model.remove?.(call, entry);
      heldUp(call, model, entry);
      const line = departure(model.life?.leaving ?? [], call.now, fault?.stretch);
      const instant = line.settles <= call.now;
      if (instant) store.remove(model.token, scope, id);
      else store.put({ ...entry, timeline: line });
      note(subject, "delete", id);
      return instant ? undefined : { ...entry, timeline: line };
    }),
  );
  if (leaving) {
    await ready(subject, leaving, "delete", model.life?.leaving ?? []);
    sweep(cloud);
  }
  await cloud.sides.settle(model.token);
}

/** Between two tries of a deletion: virtual seconds, and real milliseconds in which what is in the way may go. */
const again = { seconds: 5, milliseconds: 20 } as const;

/** Asks for a deletion again and again while it is refused with 409, for as long as the provider does. */
async function insisting<T>({ cloud: { clock }, model }: Subject, work: () => T): Promise<T> {
  const end = clock.now() + (model.insists ?? 0) * 60_000;
  for (;;) {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof CloudError) || error.status !== 409 || clock.now() >= end) throw error;
    }
    await pause(again.milliseconds);
    await clock.until(clock.now() + again.seconds * 1000);
  }
}

/** A thing as it is now, by the id in the state or by an import id; undefined when there is none. */
export function look(subject: Subject, id: string, importing: boolean) {
  const { cloud, connection, model } = subject;
  sweep(cloud);
  const scope = scopeOf(cloud.store, connection);
  const found = importing ? imported(cloud.store, model, scope, id) : cloud.store.find(model.token, scope, id);
  const reached = model.reach?.(callOf(cloud, connection, {}), found) ?? true;
  return found && (reached || !importing) ? shown(subject, found, cloud.clock.now()) : undefined;
}

/** Removes for good what has been taken down. */
export function sweep({ store, clock }: Cloud): void {
  const now = clock.now();
  const gone = store.entries().filter(({ timeline: { leaves } }) => leaves !== undefined && leaves <= now);
  if (gone.length === 0) return;
  store.transaction(() => {
    for (const { token, scope, id } of gone) store.remove(token, scope, id);
  });
}

/** Waits for what is still under way on the thing itself, as the API lets one job in at a time. */
async function settling(cloud: Cloud, token: string, id: string, connection: Connection): Promise<void> {
  sweep(cloud);
  const entry = id === "" ? undefined : cloud.store.find(token, scopeOf(cloud.store, connection), id);
  if (entry && entry.timeline.leaves === undefined) await cloud.clock.until(entry.timeline.settles);
}

/** Waits for the end of the timeline, or for the end of the provider's patience. */
async function ready(
  { cloud, model, timeout, urn }: Subject,
  entry: Entry,
  operation: "create" | "update" | "delete",
  stages: Life["making"],
): Promise<void> {
  if (stages.length === 0 || !model.life) return;
  const began = entry.timeline.states[0]?.[1] ?? 0;
  const seconds = timeout > 0 ? timeout : (model.life.patience[operation] ?? model.life.patience.create) * 60;
  const limit = began + seconds * 1000;
  await cloud.clock.until(Math.min(limit, entry.timeline.settles));
  if (entry.timeline.settles <= limit) return;
  const words = `timeout while waiting for ${urn.split("::").at(-1)} to be ${operation === "delete" ? "gone" : model.life.ready} (timeout: ${seconds} s)`;
  const { idAfterWait } = model.life;
  const leaks = idAfterWait === true || (idAfterWait && hasHabit(cloud.store, idAfterWait));
  if (operation === "create" && !leaks) throw new InitError(504, words, entry);
  throw new CloudError(504, words);
}

/** The entry with its outputs as they read now. */
function shown({ cloud, connection, model }: Subject, entry: Entry, now: number): Entry {
  const outputs = model.read?.(callOf(cloud, connection, entry.inputs), entry) ?? entry.outputs;
  const { output } = model.life ?? {};
  const state = output && entry.timeline.states.findLast(([, from]) => from <= now)?.[0];
  return { ...entry, outputs: output && state ? { ...outputs, [output]: state } : outputs };
}

/** Identifiers that nothing had before, and that follow from the sandbox's seed where it has one. */
function drawn<T extends Made | Properties | undefined>(subject: Subject, work: () => T): T {
  const { cloud, connection, model, urn } = subject;
  const { store } = cloud;
  const taken = (id: string) => store.knew(model.token, scopeOf(cloud.store, connection), id);
  const seed = store.setting("seed");
  if (seed === undefined) return drawing(undefined, taken, work);
  const nth = Number(store.setting(`drawn ${urn}`) ?? 0) + 1;
  store.setting(`drawn ${urn}`, nth);
  return drawing(`${String(seed)}\n${urn}\n${nth}`, taken, work);
}

function note({ cloud, connection, model, urn }: Subject, operation: string, id: string): void {
  const at = cloud.clock.now();
  const pkg: Package = connection.package;
  cloud.store.note({ at, package: pkg, operation, token: model.token, urn, id, result: "ok" });
}
