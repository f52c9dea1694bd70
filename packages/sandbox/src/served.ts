import { existsSync, readFileSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import type { Package } from "./connection.ts";
import { type Directory, writeWhole } from "./directory.ts";

/** A process that serves a sandbox's providers, as other processes find it. */
export interface Served {
  readonly pid: number;
  /** Loopback port of each provider. */
  readonly ports: Readonly<Record<Package, number>>;
  /** Region in lower case to an S3 server on loopback, for those that ran when it started. */
  readonly s3: Readonly<Record<string, string>>;
  /** Majors of PostgreSQL that stand behind databases. */
  readonly postgres: readonly string[];
}

const fileOf = (directory: Directory) => join(directory.path, "served.json");

/** Who serves the folder now, if it is another process and answers. */
export async function servedBy(directory: Directory): Promise<Served | undefined> {
  const served = read(directory);
  if (!served || served.pid === process.pid) return undefined;
  return (await answers(served.ports.ovh)) ? served : undefined;
}

/** Tells other processes that this one serves the folder. */
export function announce(directory: Directory, served: Served): void {
  writeWhole(fileOf(directory), `${JSON.stringify(served)}\n`);
}

/** Tells them that it does not any more. */
export function withdraw(directory: Directory): void {
  if (read(directory)?.pid === process.pid) rmSync(fileOf(directory), { force: true });
}

function read(directory: Directory): Served | undefined {
  const file = fileOf(directory);
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Served) : undefined;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: "127.0.0.1", port });
    const end = (there: boolean) => {
      socket.destroy();
      resolve(there);
    };
    socket.once("connect", () => end(true)).once("error", () => end(false));
  });
}
