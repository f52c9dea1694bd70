import { DatabaseSync, type SQLOutputValue } from "node:sqlite";
import { SandboxError } from "./directory.ts";
import { settled, type Timeline } from "./life.ts";
import type { Properties } from "./properties.ts";

/** A thing that exists, or existed, in the simulated cloud. */
export interface Entry {
  readonly token: string;
  /** Provider-given id, unique among entries of its token and scope. */
  readonly id: string;
  /** Whose it is: an OpenStack tenant, or empty where ids are unique by themselves. */
  readonly scope: string;
  readonly urn: string;
  readonly inputs: Properties;
  readonly outputs: Properties;
  /** What it goes through, and until when. */
  readonly timeline: Timeline;
  /** True for what was there before anybody built: it does not count as left behind. */
  readonly seeded: boolean;
}

/** A call, as the journal shows it. Property values are left out: it may be shown to anybody. */
export interface JournalEntry {
  readonly number: number;
  /** Virtual time, milliseconds since 1970. */
  readonly at: number;
  readonly package: string;
  readonly operation: string;
  readonly token: string;
  readonly urn: string;
  readonly id: string;
  /** `ok`, `refused 404`, or what a fault made of it. */
  readonly result: string;
}

/** What a model may do with the store. */
export type Things = Pick<Store, "entries" | "find" | "knew" | "put" | "remove" | "setting">;

const format = 2;
const schema = `
  CREATE TABLE IF NOT EXISTS entries (
    token TEXT NOT NULL, scope TEXT NOT NULL, id TEXT NOT NULL, urn TEXT NOT NULL,
    inputs TEXT NOT NULL, outputs TEXT NOT NULL, timeline TEXT NOT NULL,
    seeded INTEGER NOT NULL DEFAULT 0, gone INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (token, scope, id));
  CREATE TABLE IF NOT EXISTS journal (
    number INTEGER PRIMARY KEY, at INTEGER NOT NULL, package TEXT NOT NULL, operation TEXT NOT NULL,
    token TEXT NOT NULL, urn TEXT NOT NULL, id TEXT NOT NULL, result TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS settings (key TEXT PRIMARY KEY, value TEXT NOT NULL);
  PRAGMA user_version = ${format};
`;

/**
 * The cloud's state in one SQLite file. Every write is one transaction, handed to the operating system before it
 * returns, so that a killed process loses nothing it has acknowledged and leaves nothing half-made. A machine that loses
 * power may lose the last moments, and never half of one.
 * What was read stays in memory until another process writes.
 */
export class Store {
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, ReturnType<DatabaseSync["prepare"]>>();
  #known: Map<string, Map<string, Entry>> | undefined;
  #seen = -1;
  #depth = 0;

  constructor(file: string) {
    this.#db = new DatabaseSync(file);
    this.#db.exec("PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;");
    const found = Number(this.#get("PRAGMA user_version")?.["user_version"] ?? 0);
    const filled = this.#get("SELECT 1 FROM sqlite_master WHERE name = 'entries'") !== undefined;
    if (filled && found !== format) {
      this.#db.close();
      throw new SandboxError(
        `this sandbox holds a cloud of format ${found}, and this version reads format ${format}. "ovh-sandbox reset" forgets it`,
      );
    }
    if (!filled) this.transaction(() => this.#db.exec(schema));
  }

  /** False from `close` on: a call that was under way then ends with an error. */
  get open(): boolean {
    return this.#db.isOpen;
  }

  /** Runs reads and writes as one: all of them happen, or none. */
  transaction<T>(work: () => T): T {
    if (this.#depth > 0) return work();
    this.#db.exec("BEGIN IMMEDIATE");
    this.#depth++;
    try {
      const result = work();
      this.#db.exec("COMMIT");
      return result;
    } catch (error) {
      this.#db.exec("ROLLBACK");
      this.#known = undefined;
      throw error;
    } finally {
      this.#depth--;
    }
  }

  /** Everything that exists now, oldest first; of one token when given. */
  entries(token?: string): Entry[] {
    const known = this.#entries();
    if (token !== undefined) return [...(known.get(token)?.values() ?? [])];
    return [...known.values()].flatMap((ofToken) => [...ofToken.values()]);
  }

  find(token: string, scope: string, id: string): Entry | undefined {
    return this.#entries().get(token)?.get(`${scope}\n${id}`);
  }

  /** True when this id existed here at any time. */
  knew(token: string, scope: string, id: string): boolean {
    return !!this.#get("SELECT 1 FROM entries WHERE token = ? AND scope = ? AND id = ?", token, scope, id);
  }

  put(entry: Omit<Entry, "timeline"> & { readonly timeline?: Timeline }): void {
    const { token, scope, id, urn, inputs, outputs, timeline = settled, seeded } = entry;
    const text = [inputs, outputs, timeline].map((value) => JSON.stringify(value)) as [string, string, string];
    this.#run(
      `INSERT INTO entries (token, scope, id, urn, inputs, outputs, timeline, seeded) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET urn = excluded.urn, inputs = excluded.inputs, outputs = excluded.outputs,
         timeline = excluded.timeline, gone = 0`,
      ...[token, scope, id, urn, ...text, seeded ? 1 : 0],
    );
    const [kept, shown] = [JSON.parse(text[0]), JSON.parse(text[1])];
    this.#remember({ token, scope, id, urn, inputs: kept, outputs: shown, timeline, seeded });
  }

  remove(token: string, scope: string, id: string): void {
    this.#run("UPDATE entries SET gone = 1 WHERE token = ? AND scope = ? AND id = ?", token, scope, id);
    this.#known?.get(token)?.delete(`${scope}\n${id}`);
  }

  /** Notes a call. */
  note(call: Omit<JournalEntry, "number">): void {
    this.#run(
      "INSERT INTO journal (at, package, operation, token, urn, id, result) VALUES (?, ?, ?, ?, ?, ?, ?)",
      ...[call.at, call.package, call.operation, call.token, call.urn, call.id, call.result],
    );
  }

  /** Every call so far, oldest first. */
  journal(): JournalEntry[] {
    return this.#statement("SELECT * FROM journal ORDER BY number").all() as never;
  }

  /** Reads a setting, or writes it when a value is given. */
  setting(key: string, value?: unknown): unknown {
    if (value === undefined) {
      const row = this.#get("SELECT value FROM settings WHERE key = ?", key);
      return row && JSON.parse(String(row["value"]));
    }
    this.#run("INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)", key, JSON.stringify(value));
    return value;
  }

  /** Every setting. */
  settings(): Record<string, unknown> {
    const rows = this.#statement("SELECT key, value FROM settings ORDER BY key").all();
    return Object.fromEntries(rows.map(({ key, value }) => [String(key), JSON.parse(String(value))]));
  }

  /** Forgets every entry, call and setting. */
  clear(): void {
    this.transaction(() => this.#db.exec("DELETE FROM entries; DELETE FROM journal; DELETE FROM settings;"));
    this.#known = undefined;
  }

  close(): void {
    this.#db.close();
  }

  #entries(): Map<string, Map<string, Entry>> {
    const version = Number(this.#get("PRAGMA data_version")?.["data_version"]);
    if (this.#known && version === this.#seen) return this.#known;
    this.#seen = version;
    this.#known = new Map();
    for (const row of this.#statement("SELECT * FROM entries WHERE gone = 0 ORDER BY rowid").all())
      this.#remember(entryOf(row));
    return this.#known;
  }

  #remember(entry: Entry): void {
    const known = this.#known;
    if (!known) return;
    const ofToken = known.get(entry.token) ?? new Map<string, Entry>();
    known.set(entry.token, ofToken.set(`${entry.scope}\n${entry.id}`, entry));
  }

  #statement(sql: string): ReturnType<DatabaseSync["prepare"]> {
    const made = this.#statements.get(sql) ?? this.#db.prepare(sql);
    this.#statements.set(sql, made);
    return made;
  }

  #get(sql: string, ...values: (string | number)[]): Record<string, SQLOutputValue> | undefined {
    return this.#statement(sql).get(...values);
  }

  #run(sql: string, ...values: (string | number)[]): void {
    this.#statement(sql).run(...values);
  }
}

function entryOf(row: Record<string, unknown>): Entry {
  const text = (name: string) => String(row[name]);
  return {
    token: text("token"),
    scope: text("scope"),
    id: text("id"),
    urn: text("urn"),
    inputs: JSON.parse(text("inputs")),
    outputs: JSON.parse(text("outputs")),
    timeline: JSON.parse(text("timeline")),
    seeded: row["seeded"] === 1,
  };
}
