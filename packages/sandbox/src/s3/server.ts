import { randomBytes } from "node:crypto";
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { KeyPair } from "./client.ts";
import { converge } from "./converge.ts";
import { findVersitygw } from "./find.ts";
import { launch } from "./launch.ts";
import type { S3Server, S3World } from "./world.ts";

/**
 * Starts the S3 server that holds the buckets of one region, with everything it keeps in that folder; undefined when it is
 * not installed (`noS3Server` says what to do). It grants nothing new until `apply` is called. It ends with `close`, and
 * with our process however that ends. `region` is the one that clients sign for, in lower case.
 */
export async function startS3(folder: string, region = "us-east-1"): Promise<S3Server | undefined> {
  const program = findVersitygw(process.env);
  if (program === undefined) return undefined;
  const root = resolve(folder);
  mkdirSync(root, { recursive: true, mode: 0o700 });
  const keys = rootKeys(join(root, "root.json"));
  const running = await launch(program, root, region, keys);
  const [, reserved = ""] = root.split("/");
  let last: Promise<void> = Promise.resolve();
  return {
    endpoint: running.endpoint,
    apply(world: S3World) {
      const next = last.then(() => converge(running.send, world, keys.accessKeyId, reserved));
      last = next.catch(() => {});
      return next;
    },
    close: async () => {
      await running.end();
      await last;
    },
  };
}

/** The root user's keys: made once, kept in a file that only its owner may read. Of two processes the first one makes them. */
function rootKeys(file: string): KeyPair {
  if (!existsSync(file)) {
    const draft = `${file}.${process.pid}`;
    const made: KeyPair = { accessKeyId: `root${hex(8)}`, secretAccessKey: hex(24) };
    writeFileSync(draft, JSON.stringify(made), { mode: 0o600 });
    try {
      linkSync(draft, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    rmSync(draft);
  }
  return JSON.parse(readFileSync(file, "utf8")) as KeyPair;
}

const hex = (bytes: number): string => randomBytes(bytes).toString("hex");
