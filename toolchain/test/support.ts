import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";
import type { Context } from "../src/places.mjs";

/** A new folder with a blank in its path, gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "toolchain test "));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/** Writes a shell script that may be executed; folders are made. */
export function script(file: string, body: string): string {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `#!/bin/sh\n${body}\n`, { mode: 0o755 });
  return file;
}

/** A context of its own in a temporary folder, with what was said in `said`. PATH holds only basic tools. */
export function isolated(env: NodeJS.ProcessEnv = {}): Context & { said: string[]; root: string } {
  const root = temporaryFolder();
  const said: string[] = [];
  const cache = path.join(root, "cache", "accoreboot");
  mkdirSync(cache, { recursive: true });
  const progress = { detail: () => {}, seconds: () => 0, end: () => {} };
  return {
    env: { HOME: root, PATH: "/nowhere", ...env },
    cache,
    tree: path.join(root, "tree"),
    say: { line: (line) => void said.push(line), progress: () => progress },
    said,
    root,
  };
}

/** A server on the loopback address, closed after the test. Returns its URL without a slash at the end. */
export async function loopback(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
