import { packages } from "./connection.ts";
import { providerContract } from "./contract/index.ts";
import { SandboxError } from "./directory.ts";
import { models } from "./models.ts";
import { isObject, type Properties } from "./properties.ts";
import type { Entry, Store } from "./store.ts";

/** A whole cloud as JSON. It holds passwords and keys in clear, as it has to bring them back. */
export interface Dump {
  readonly format: 2;
  /** SDK versions the cloud stood for. */
  readonly sdks: Readonly<Record<string, string>>;
  /** Everything that exists, sorted by token and id, so that two dumps can be compared. */
  readonly entries: readonly Entry[];
  /** Time, faults, habits and quotas as they were set. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/** Writes a cloud out. */
export function dump(store: Store): Dump {
  const name = ({ token, scope, id }: Entry) => `${token}\n${scope}\n${id}`;
  return {
    format: 2,
    sdks: Object.fromEntries(packages.map((pkg) => [providerContract(pkg).sdk, providerContract(pkg).version])),
    entries: store.entries().sort((a, b) => (name(a) < name(b) ? -1 : 1)),
    settings: store.settings(),
  };
}

/** Puts a dump's things and settings into a cloud, beside what it holds. Refuses what is no dump, as a whole. */
export function load(store: Store, written: unknown): void {
  const { format, entries, settings = {} } = (isObject(written) ? written : {}) as Partial<Dump>;
  if (format !== 2 || !Array.isArray(entries) || !isObject(settings))
    throw new SandboxError('this is no dump of a sandbox: "ovh-sandbox dump" writes one');
  const problems = [...entries.flatMap(entryProblems), ...Object.entries(settings).flatMap(settingProblems)];
  if (problems.length > 0) throw new SandboxError(`the dump cannot be taken:\n  ${problems.join("\n  ")}`);
  store.transaction(() => {
    for (const entry of entries as Entry[]) {
      store.put({ ...entry, scope: entry.scope ?? "", urn: entry.urn ?? "", seeded: entry.seeded ?? true });
    }
    for (const [key, value] of Object.entries(settings)) store.setting(key, value);
  });
}

function entryProblems(entry: unknown, index: number): string[] {
  const { token, id, inputs, outputs, scope = "", urn = "", timeline } = (isObject(entry) ? entry : {}) as Properties;
  const path = `entries[${index}]`;
  return [
    ...(typeof token === "string" && models.has(token) ? [] : [`${path}.token: is no resource type that is modelled`]),
    ...(typeof id === "string" && id !== "" ? [] : [`${path}.id: is missing`]),
    ...([scope, urn].every((value) => typeof value === "string") ? [] : [`${path}: scope and urn are text`]),
    ...(isObject(inputs) && isObject(outputs) ? [] : [`${path}: inputs and outputs are objects`]),
    ...(timeline === undefined || isTimeline(timeline) ? [] : [`${path}.timeline: is none`]),
  ];
}

function settingProblems([key, value]: [string, unknown]): string[] {
  const numbers = isObject(value) ? ["scale", "virtual", "real"].map((name) => value[name]) : [];
  if (key === "clock" && (numbers.length === 0 || !numbers.every(Number.isFinite))) return ["settings.clock: is none"];
  return key === "faults" && !Array.isArray(value) ? ["settings.faults: is no list"] : [];
}

const isTimeline = (value: unknown) =>
  isObject(value) &&
  Number.isFinite(value["made"]) &&
  Number.isFinite(value["settles"]) &&
  Array.isArray(value["states"]);
