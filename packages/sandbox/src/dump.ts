import { packages } from "./connection.ts";
import { providerContract } from "./contract/index.ts";
import { SandboxError } from "./directory.ts";
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
  const { format, entries, settings } = (written ?? {}) as Partial<Dump>;
  if (format !== 2 || !Array.isArray(entries))
    throw new SandboxError('this is no dump of a sandbox: "ovh-sandbox dump" writes one');
  const broken = entries.findIndex(({ token, id, inputs, outputs }) => !token || !id || !inputs || !outputs);
  if (broken >= 0) throw new SandboxError(`entries[${broken}] of the dump lacks token, id, inputs or outputs`);
  store.transaction(() => {
    for (const entry of entries as Partial<Entry>[] & Entry[]) {
      store.put({ ...entry, scope: entry.scope ?? "", urn: entry.urn ?? "", seeded: entry.seeded ?? true });
    }
    for (const [key, value] of Object.entries(settings ?? {})) store.setting(key, value);
  });
}
