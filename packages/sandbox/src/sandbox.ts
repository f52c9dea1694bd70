import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, extname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Clock } from "./clock.ts";
import { type Cloud, openCloud, switchHabit } from "./cloud.ts";
import { openDirectory, removeDirectory, SandboxError } from "./directory.ts";
import { drift, thingCalled } from "./drift.ts";
import { type Dump, dump, load } from "./dump.ts";
import { sandboxEnvironment, writeShim } from "./environment.ts";
import { judgeFault } from "./faults/judging.ts";
import { type Fault, type Ordered, Schedule } from "./faults/schedule.ts";
import { makeByHand } from "./handmade.ts";
import { habits, models } from "./models.ts";
import { removePostgres } from "./postgres/index.ts";
import { collect, type Result, type RunOptions, runHere } from "./process.ts";
import type { Properties } from "./properties.ts";
import { seed } from "./seed.ts";
import { announce, type Served, servedBy, withdraw } from "./served.ts";
import { serve } from "./server.ts";
import { openSides, postgresFolder } from "./sides/index.ts";
import { type Entry, type JournalEntry, Store } from "./store.ts";

/** How to open a sandbox. */
export interface SandboxOptions {
  /**
   * Real servers behind buckets (S3) and databases (PostgreSQL), as far as they are installed.
   * @default false
   */
  readonly servers?: boolean;
  /**
   * Address that a client of a public database is taken to come from, as all of them come from loopback.
   * @default "203.0.113.7"
   */
  readonly clientAddress?: string;
  /**
   * Makes identifiers, passwords and addresses the same in every sandbox with that seed.
   * @default drawn at random
   */
  readonly seed?: string;
  /** Virtual time at the start; without it the real time. With it the clock moves by waits alone. */
  readonly start?: Date;
}

/** A running offline cloud. */
export interface Sandbox {
  /** Its folder. */
  readonly path: string;
  /** Its time: virtual, and moved forward by waits unless told otherwise. */
  readonly clock: Clock;
  /** What else runs behind it. */
  readonly served: Served;
  /** Environment for a command that should run inside. */
  environment(outer?: NodeJS.ProcessEnv): NodeJS.ProcessEnv;
  /** Runs `pulumi` inside and collects what it prints. */
  pulumi(args: readonly string[], options?: RunOptions): Promise<Result>;
  /** Runs any command inside, on this terminal; gives its exit code. */
  run(command: readonly string[]): Promise<number>;
  /** What exists in the cloud, without what was there before anybody built. */
  entries(): Entry[];
  /** One thing by its id, its URN or its logical name; throws when there is none, or several. */
  find(thing: string): Entry;
  /** Makes a thing by hand, as somebody at a console would: to be imported, found or run into. */
  make(token: string, inputs: Properties): Promise<Entry>;
  /** Takes things out of the cloud behind the engine's back. Gives their number. */
  forget(which: (entry: Entry) => boolean): number;
  /**
   * Changes a property behind the engine's back.
   *
   * @param thing id, URN or logical name
   * @param path such as `description` or `nodes[0].region`; a value of undefined takes the property away
   */
  drift(thing: string, path: string, value: unknown): void;
  /** Orders trouble; gives the number to cancel it by. */
  fault(fault: Fault): number;
  /** The trouble in store, and how far it has got. */
  faults(): Ordered[];
  /** Cancels one fault by its number, or all. */
  calm(number?: number): void;
  /** Switches a bad habit of the real thing off, or on again. */
  habit(name: string, on: boolean): void;
  /** Sets how many of a resource type a project may have. */
  quota(token: string, limit: number): void;
  /** Every call the engine made, oldest first, without property values. */
  journal(): JournalEntry[];
  /** The whole cloud as JSON, with passwords in clear. */
  dump(): Dump;
  /** Puts a dump's things into this cloud. */
  load(dump: unknown): void;
  /** S3 endpoints on loopback by region in lower case, where servers stand behind the buckets. */
  s3(): Readonly<Record<string, string>>;
  /**
   * Port on loopback at which a client of a database is taken to come from that address: to see what its allowed ranges
   * let through. Undefined where no PostgreSQL stands behind the database.
   */
  databasePort(id: string, clientAddress: string): Promise<number | undefined>;
  /** Ends what runs and frees the ports. The folder stays, unless it was made for this sandbox alone. */
  close(): Promise<void>;
}

/**
 * Opens a sandbox in a folder, making it if need be, and serves its providers on loopback ports. Where another process
 * serves the folder already, that one's ports are used.
 *
 * @param path without it, a folder of its own that goes at the end
 */
export const createSandbox = (path?: string, options: SandboxOptions = {}): Promise<Sandbox> =>
  openSandbox(path, options, true);

/** Opens a sandbox, and serves it or not: what only looks or changes something needs no providers. */
export async function openSandbox(
  path: string | undefined,
  options: SandboxOptions,
  serving: boolean,
): Promise<Sandbox> {
  const scratch = path === undefined ? mkdtempSync(join(tmpdir(), "ovh-sandbox-")) : undefined;
  const directory = openDirectory(path ?? join(scratch ?? "", "sandbox"));
  const store = new Store(directory.cloud);
  prepare(store, options);
  const other = await servedBy(directory);
  const own = serving && !other;
  const clock = new Clock(store);
  const sides = own && options.servers ? await openSides(directory, store, clock, options.clientAddress) : undefined;
  const cloud = openCloud(store, sides);
  const server = own ? await serve(cloud) : undefined;
  const ports = server?.ports ?? { ovh: 0, openstack: 0, cloudflare: 0 };
  const served: Served = other ?? { pid: process.pid, ports, s3: sides?.s3() ?? {}, postgres: sides?.postgres ?? [] };
  if (own) announce(directory, served);
  if (serving) writeShim(directory, shimProgram());
  const environment = (outer = process.env) => sandboxEnvironment(outer, directory, served);
  return {
    path: directory.path,
    clock: cloud.clock,
    served,
    environment,
    pulumi: (args, run = {}) =>
      collect(join(directory.bin, "pulumi"), args, environment({ ...process.env, ...run.env }), run),
    run: async ([program = "", ...args]) => runHere(program, args, environment()),
    ...handsOn(cloud),
    s3: () => sides?.s3() ?? served.s3,
    databasePort: async (id, clientAddress) => sides?.listenAs(id, clientAddress),
    close: async () => {
      if (own) withdraw(directory);
      server?.close();
      await sides?.close();
      store.close();
      if (!scratch) return;
      removePostgres(postgresFolder(directory.path));
      rmSync(scratch, { recursive: true, force: true });
    },
  };
}

/** Forgets a sandbox: its cloud, its state, its configuration. Refused while another process serves it. */
export async function resetSandbox(path: string): Promise<void> {
  const served = existsSync(path) ? await servedBy(openDirectory(path)) : undefined;
  if (served) throw new SandboxError(`process ${served.pid} serves ${resolve(path)}: end it first`);
  removeDirectory(path);
  removePostgres(postgresFolder(resolve(path)));
}

/** What somebody at a console, or a tester, can do to the cloud. */
function handsOn(cloud: Cloud) {
  const { store } = cloud;
  const trouble = new Schedule(store);
  return {
    entries: () => store.entries().filter((entry) => !entry.seeded),
    find: (thing: string) => thingCalled(store, thing),
    make: (token: string, inputs: Properties) => makeByHand(cloud, token, inputs),
    forget: (which: (entry: Entry) => boolean) => {
      const gone = store.entries().filter((entry) => !entry.seeded && which(entry));
      store.transaction(() => {
        for (const { token, scope, id } of gone) store.remove(token, scope, id);
      });
      return gone.length;
    },
    drift: (thing: string, path: string, value: unknown) => drift(store, thingCalled(store, thing), path, value),
    fault: (fault: Fault) => {
      judgeFault(fault);
      return trouble.order(fault);
    },
    faults: () => trouble.all(),
    calm: (number?: number) => trouble.cancel(number),
    habit: (name: string, on: boolean) => {
      if (!habits.has(name))
        throw new SandboxError(`there is no habit ${name}. There are ${[...habits.keys()].sort().join(", ")}`);
      switchHabit(store, name, on);
    },
    quota: (token: string, limit: number) => {
      if (!models.has(token))
        throw new SandboxError(`there is no model of ${token}: "ovh-sandbox coverage" lists them`);
      if (!Number.isInteger(limit) || limit < 0) throw new SandboxError("a quota is a whole number from 0 on");
      store.setting(`quota ${token}`, limit);
    },
    journal: () => store.journal(),
    dump: () => dump(store),
    load: (written: unknown) => load(store, written),
  };
}

function prepare(store: Store, { seed: word, start }: SandboxOptions): void {
  seed(store);
  if (word !== undefined) store.setting("seed", word);
  if (start && store.setting("clock") === undefined) {
    store.setting("clock", { scale: 0, skips: true, virtual: start.getTime(), real: Date.now() });
  }
}

function shimProgram(): string {
  const self = fileURLToPath(import.meta.url);
  return join(dirname(self), `pulumi-shim${extname(self) === ".ts" ? ".ts" : ".js"}`);
}
