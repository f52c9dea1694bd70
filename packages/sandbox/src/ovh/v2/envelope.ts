import { resourceContract } from "../../contract/index.ts";
import { type Life, stateAt } from "../../life.ts";
import type { Call, Model } from "../../model.ts";
import type { Properties } from "../../properties.ts";
import { md5, newId } from "../../random.ts";
import type { Entry } from "../../store.ts";
import { stamp } from "../../text.ts";
import { projectOf } from "../project.ts";
import { type Need, withinQuota } from "./limits.ts";

/** A thing of the API v2 while its answer is put together. */
export interface Thing {
  readonly id: string;
  /** Its specification in full, as the API keeps it. */
  readonly target: Properties;
  /** What exists already; undefined while it is made. */
  readonly before: Entry | undefined;
}

/** What sets one resource type of the API v2 apart from the others. */
export interface Kind extends Omit<Model, "create" | "update" | "read" | "unlimited" | "quota" | "immediate"> {
  readonly life: Life;
  /** Its id, a new UUID when omitted. */
  id?(call: Call): string;
  /**
   * What the API fills in or writes in another way. Laid over the inputs; `undefined` takes one away. Called again at
   * every read with the inputs as they were, so it must then give the same.
   */
  target?(call: Call, before: Entry | undefined): Properties;
  /** What a creation or an update changes besides the thing itself. */
  apply?(call: Call): void;
  /** What the backend shows. */
  current(call: Call, thing: Thing): Properties;
  /** What it takes from the quota profile of its region. */
  need?(call: Call): Need;
  /** Another state than that of the timeline, when the thing has settled. Only without `life.output`. */
  status?(call: Call, thing: Thing): string | undefined;
}

/**
 * A resource type of the API v2. Its answer holds the specification, the observed state, and an envelope: a checksum of
 * the specification, dates and a status. Sources: the types of Terraform provider 2.19.0.
 */
export function apiV2(kind: Kind): Model {
  const { id: _id, target: _target, apply: _apply, current: _current, need, status: _status, ...model } = kind;
  return {
    ...model,
    unlimited: need
      ? "counted by the quota profile of its region (CloudQuota), judged with the other rules"
      : "no profile of CloudQuota in Terraform provider 2.19.0 counts it",
    judge(call, entry) {
      projectOf(call);
      kind.judge?.(call, entry);
      if (need) withinQuota(call, kind.token, need(call), entry && need({ ...call, inputs: entry.inputs }));
    },
    create(call) {
      const id = kind.id?.(call) ?? newId.uuid();
      kind.apply?.(call);
      return { id, outputs: answer(kind, call, id, undefined, "CREATING") };
    },
    update(call, entry) {
      kind.apply?.(call);
      return answer(kind, call, entry.id, entry, kind.life.changing ? "UPDATING" : kind.life.ready);
    },
    read: (call, entry) => answer(kind, call, entry.id, entry, undefined),
  };
}

/** @param doing the status while something is done; undefined when the thing is only looked at */
function answer(kind: Kind, call: Call, id: string, before: Entry | undefined, doing: string | undefined): Properties {
  const { outputs, secretOutputs } = resourceContract(kind.token) ?? { outputs: {}, secretOutputs: new Set() };
  const target = present({ ...call.inputs, ...kind.target?.(call, before) });
  const thing: Thing = { id, target, before };
  const now = stamp(call);
  const state = before && stateAt(before.timeline, call.now);
  const settled = state === kind.life.ready || !state;
  const shown = settled ? (kind.status?.(call, thing) ?? kind.life.ready) : state;
  const seen = Object.entries(target).filter(([name]) => !secretOutputs.has(name));
  const all: Properties = {
    ...target,
    checksum: md5(JSON.stringify([id, seen])),
    createdAt: before?.outputs["createdAt"] ?? now,
    updatedAt: doing ? now : before?.outputs["updatedAt"],
    resourceStatus: doing ?? shown,
    currentState: present(kind.current(call, thing)),
    currentTasks: [],
  };
  return Object.fromEntries(Object.entries(all).filter(([name]) => Object.hasOwn(outputs, name)));
}

/** Properties that have a value. */
export const present = (values: Properties): Properties =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== null));

/** The input, or what the API had before, or its default: an argument that is taken away changes nothing. */
export function settledOn({ inputs }: Call, before: Entry | undefined, name: string, otherwise?: unknown): unknown {
  return inputs[name] ?? before?.outputs[name] ?? otherwise;
}

/** A thing as a read of the API shows it now, with its id. */
export function seen(call: Call, model: Model, entry: Entry): Properties {
  return { ...(model.read?.({ ...call, inputs: entry.inputs }, entry) ?? entry.outputs), id: entry.id };
}
