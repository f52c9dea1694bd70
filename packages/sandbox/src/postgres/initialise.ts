import { execFile } from "node:child_process";
import { renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { Refused } from "./model.ts";
import type { Identity } from "./place.ts";
import type { Programs } from "./programs.ts";
import { superuser } from "./roles.ts";
import { serverEnvironment } from "./server-process.ts";

/**
 * Who gets in over the socket. The superuser's password is asked for in the clear, which saves our client a protocol;
 * everybody else goes through SCRAM, as at OVHcloud.
 */
const access = `
local replication ${superuser} reject
local all         ${superuser} password
local replication all          scram-sha-256
local all         all          scram-sha-256
`;

/** Makes `data` in a cluster's folder, whole or not at all. Text is UTF-8, sorted as in English where the major can. */
export async function initialise(
  { initdb }: Programs,
  major: string,
  folder: string,
  password: string,
  runAs: Identity | undefined,
): Promise<void> {
  const making = join(folder, "data.new");
  rmSync(making, { recursive: true, force: true });
  const collation = Number(major) >= 15 ? ["--locale-provider=icu", "--icu-locale=en-US"] : [];
  const secret = join(folder, "password");
  const args = ["-D", making, "-U", superuser, "--pwfile", secret, "-E", "UTF8", "--no-locale", ...collation];
  try {
    await promisify(execFile)(initdb, args, { cwd: "/", env: serverEnvironment, ...runAs });
  } catch (error) {
    const words = String((error as { stderr?: string }).stderr ?? error).replaceAll(password, "***");
    throw new Refused("failure", `initdb: ${words.trim().split("\n").slice(-3).join("; ")}`);
  }
  writeFileSync(join(making, "pg_hba.conf"), access);
  renameSync(making, join(folder, "data"));
}

/** Options of a server: few megabytes, no network, and no statement in the log, where a password could be. */
export function serverSettings(sockets: string, port: number): string[] {
  const values = {
    listen_addresses: "",
    unix_socket_directories: sockets,
    unix_socket_permissions: "0700",
    port,
    max_connections: 100,
    shared_buffers: "16MB",
    max_wal_size: "128MB",
    huge_pages: "off",
    timezone: "UTC",
    log_min_error_statement: "panic",
  };
  return Object.entries(values).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}
