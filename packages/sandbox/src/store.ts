import { DatabaseSync } from "node:sqlite";
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
  /** True for what was there before anybody built: it does not count as left behind. */
  readonly seeded: boolean;
}

/**
 * The cloud's state in one SQLite file. Every write is one transaction, on disk before it returns,
 * so that a killed process loses nothing it has acknowledged and leaves nothing half-made.
 */
export class Store {
  readonly #db: DatabaseSync;

  constructor(file: string) {
    this.#db = new DatabaseSync(file);
    this.#db.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      PRAGMA busy_timeout = 5000;
      CREATE TABLE IF NOT EXISTS entries (
        token TEXT NOT NULL, scope TEXT NOT NULL, id TEXT NOT NULL, urn TEXT NOT NULL,
        inputs TEXT NOT NULL, outputs TEXT NOT NULL, seeded INTEGER NOT NULL DEFAULT 0, gone INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (token, scope, id));
      CREATE TABLE IF NOT EXISTS journal (
        number INTEGER PRIMARY KEY, package TEXT NOT NULL, operation TEXT NOT NULL, token TEXT NOT NULL,
        urn TEXT NOT NULL, id TEXT NOT NULL, result TEXT NOT NULL);
    `);
  }

  /** Runs reads and writes as one: all of them happen, or none. */
  transaction<T>(work: () => T): T {
    this.#db.exec("BEGIN IMMEDIATE");
    try {
      const result = work();
      this.#db.exec("COMMIT");
      return result;
    } catch (error) {
      this.#db.exec("ROLLBACK");
      throw error;
    }
  }

  /** Everything that exists now, oldest first; of one token when given. */
  entries(token?: string): Entry[] {
    const where = token === undefined ? "" : "AND token = ?";
    const rows = this.#db.prepare(`SELECT * FROM entries WHERE gone = 0 ${where} ORDER BY rowid`);
    return (token === undefined ? rows.all() : rows.all(token)).map(entryOf);
  }

  find(token: string, scope: string, id: string): Entry | undefined {
    const row = this.#db
      .prepare("SELECT * FROM entries WHERE token = ? AND scope = ? AND id = ? AND gone = 0")
      .get(token, scope, id);
    return row && entryOf(row);
  }

  /** True when this id existed here at any time. */
  knew(token: string, scope: string, id: string): boolean {
    return !!this.#db.prepare("SELECT 1 FROM entries WHERE token = ? AND scope = ? AND id = ?").get(token, scope, id);
  }

  put(entry: Entry): void {
    this.#db
      .prepare(
        `INSERT INTO entries (token, scope, id, urn, inputs, outputs, seeded) VALUES (?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET urn = excluded.urn, inputs = excluded.inputs, outputs = excluded.outputs, gone = 0`,
      )
      .run(
        entry.token,
        entry.scope,
        entry.id,
        entry.urn,
        JSON.stringify(entry.inputs),
        JSON.stringify(entry.outputs),
        entry.seeded ? 1 : 0,
      );
  }

  remove(token: string, scope: string, id: string): void {
    this.#db.prepare("UPDATE entries SET gone = 1 WHERE token = ? AND scope = ? AND id = ?").run(token, scope, id);
  }

  /** Notes a call. Property values are left out: the journal may be shown to anybody. */
  note(call: { package: string; operation: string; token: string; urn: string; id: string; result: string }): void {
    this.#db
      .prepare("INSERT INTO journal (package, operation, token, urn, id, result) VALUES (?, ?, ?, ?, ?, ?)")
      .run(call.package, call.operation, call.token, call.urn, call.id, call.result);
  }

  /** Every call so far, oldest first. */
  journal(): { number: number; package: string; operation: string; token: string; id: string; result: string }[] {
    return this.#db.prepare("SELECT * FROM journal ORDER BY number").all() as never;
  }

  close(): void {
    this.#db.close();
  }
}

function entryOf(row: Record<string, unknown>): Entry {
  return {
    token: String(row["token"]),
    scope: String(row["scope"]),
    id: String(row["id"]),
    urn: String(row["urn"]),
    inputs: JSON.parse(String(row["inputs"])),
    outputs: JSON.parse(String(row["outputs"])),
    seeded: row["seeded"] === 1,
  };
}
