import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { SecureContext } from "node:tls";
import { type Client, type Login, SqlError, withClient } from "./client.ts";
import { type ClusterFiles, clusterFiles, majorOf, passwordOf } from "./cluster-files.ts";
import { initialise, serverSettings } from "./initialise.ts";
import { type PgCluster, Refused } from "./model.ts";
import { type Place, privateFolder } from "./place.ts";
import type { Programs } from "./programs.ts";
import { type Behind, Relay } from "./relay.ts";
import { type Sql, settle, superuser, untouched } from "./roles.ts";
import { endServer, ServerProcess } from "./server-process.ts";

/** What every cluster of a sandbox shares. */
export interface Shared {
  readonly place: Place;
  readonly tls: SecureContext;
  /** The programs of a major; refuses one that is not installed. */
  programs(major: string): Programs;
}

/** Longest wait for a server to take connections; recovery after a crash is in it. */
const startMs = 60_000;

/** One database service: its data, its server, its ports. */
export class Cluster {
  readonly #shared: Shared;
  readonly #files: ClusterFiles;
  readonly #others = new Map<string, Relay>();
  #wanted: PgCluster;
  /** What was last brought about, to leave a cluster alone that is as asked. */
  #settled = "";
  #server: ServerProcess | undefined;
  #relay: Relay | undefined;

  constructor(shared: Shared, wanted: PgCluster) {
    if (!/^[\w-]{1,64}$/.test(wanted.id)) throw new Refused("failure", "its id is not one");
    this.#shared = shared;
    this.#wanted = wanted;
    this.#files = clusterFiles(shared.place, wanted.id);
  }

  /** Brings it to what is asked. Ranges hold at once, even where the rest is refused. */
  async bring(wanted: PgCluster): Promise<void> {
    this.#wanted = wanted;
    const { allowed: _, clientAddress: __, ...lasting } = wanted;
    const text = JSON.stringify(lasting);
    if (text === this.#settled && this.#server?.ended === false && this.#relay?.port === wanted.port) return;
    this.#settled = "";
    const before = this.#major();
    if (before !== undefined && before !== wanted.version) await this.#change(before);
    await this.#run(wanted.version);
    await this.#settle();
    this.#settled = text;
  }

  /** Port where clients are taken to come from another address. */
  async listenAs(address: string): Promise<number> {
    const known = this.#others.get(address);
    if (known) return known.port;
    const relay = await Relay.listen(
      0,
      () => address,
      () => this.#behind(),
    );
    this.#others.set(address, relay);
    return relay.port;
  }

  /** Frees the ports and ends the server; the data stays. */
  async stop(): Promise<void> {
    const relays = [...this.#others.values(), ...(this.#relay ? [this.#relay] : [])];
    this.#others.clear();
    this.#relay = undefined;
    await Promise.all([...relays.map((relay) => relay.close()), this.#halt()]);
  }

  async #halt(): Promise<void> {
    await this.#server?.stop();
    this.#server = undefined;
  }

  /** Runs the data with its major, making the data where there is none. */
  async #run(major: string): Promise<void> {
    const programs = this.#shared.programs(major);
    const { runAs, sockets } = this.#shared.place;
    privateFolder(this.#files.folder, runAs);
    if (this.#major() === undefined)
      await initialise(programs, major, this.#files.folder, passwordOf(this.#files, runAs), runAs);
    await this.#listen();
    if (this.#server?.ended === false) return;
    await endServer(this.#files.data);
    const command = [programs.postgres, "-D", this.#files.data, ...serverSettings(sockets, this.#wanted.port)];
    for (const end = Date.now() + startMs; ; await pause(100)) {
      this.#server = new ServerProcess(command, this.#files.data, this.#files.log, runAs);
      if (await this.#ready(this.#server, end)) return;
      const log = readFileSync(this.#files.log, "utf8");
      // What a killed server leaves behind goes a moment after it.
      if (/pre-existing shared memory block/.test(log) && Date.now() < end) continue;
      throw new Refused("failure", `the server does not start: ${log.trim().split("\n").slice(-3).join("; ")}`);
    }
  }

  async #listen(): Promise<void> {
    if (this.#relay?.port === this.#wanted.port) return;
    await Promise.all([this.#relay?.close(), this.#halt()]);
    this.#relay = undefined;
    this.#relay = await Relay.listen(
      this.#wanted.port,
      () => this.#wanted.clientAddress,
      () => this.#behind(),
    );
  }

  /** True once the server takes connections; false when it ended, or did not come up in time and was ended. */
  async #ready(server: ServerProcess, end: number): Promise<boolean> {
    for (; Date.now() < end && !server.ended; await pause(10)) {
      try {
        await withClient(this.#login(superuser), async () => {});
        return true;
      } catch (error) {
        // 57P03: it is starting up, or recovering.
        if (!(error instanceof SqlError) || !["ENOENT", "ECONNREFUSED", "57P03"].includes(error.code)) throw error;
      }
    }
    await server.stop();
    return false;
  }

  #settle(): Promise<void> {
    return this.#work((client, sql) => settle(client, sql, this.#wanted));
  }

  #work<T>(work: (client: Client, sql: Sql) => Promise<T>): Promise<T> {
    const sql: Sql = (database, text) => withClient(this.#login(database), (client) => client.query(text));
    return withClient(this.#login(superuser), (client) => work(client, sql));
  }

  /**
   * The major changes. The packages hold neither pg_upgrade nor pg_dump, so a server with anything in it stays on its
   * major, and goes on; one without is made anew.
   */
  async #change(before: string): Promise<void> {
    const { version } = this.#wanted;
    this.#shared.programs(version);
    await this.#run(before);
    const back = Number(version) < Number(before);
    if (back || !(await this.#work(untouched))) {
      await this.#settle();
      throw new Refused("upgrade", back ? `no way leads back from ${before} to ${version}` : keeps(before, version));
    }
    await this.#halt();
    rmSync(this.#files.data, { recursive: true, force: true });
  }

  #behind(): Behind {
    const { place, tls } = this.#shared;
    return {
      socket: join(place.sockets, `.s.PGSQL.${this.#wanted.port}`),
      allowed: this.#wanted.allowed,
      tls,
      directTls: Number(this.#major()) >= 17,
    };
  }

  #login(database: string): Login {
    const password = passwordOf(this.#files, this.#shared.place.runAs);
    return { socket: this.#behind().socket, user: superuser, password, database };
  }

  #major(): string | undefined {
    return majorOf(this.#files.data);
  }
}

const keeps = (before: string, version: string) =>
  `it holds data and stays on ${before}. OVHcloud would upgrade it in place; the npm packages have no pg_upgrade and no ` +
  `pg_dump to bring data to ${version}. Copy the data out, drop what is in the databases, and ask again`;
