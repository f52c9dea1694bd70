import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { Line } from "../command.ts";
import { SandboxError } from "../directory.ts";
import { openSandbox, type Sandbox } from "../sandbox.ts";

/** Works on the sandbox of a command line without serving it longer than that. */
export async function opened<T>({ path }: Pick<Line, "path">, work: (sandbox: Sandbox) => T | Promise<T>): Promise<T> {
  const sandbox = await openSandbox(path, {}, false);
  try {
    return await work(sandbox);
  } finally {
    await sandbox.close();
  }
}

/** The same on a sandbox that is there: what only looks makes none, so that a mistyped folder is not an empty cloud. */
export function existing<T>(line: Pick<Line, "path">, work: (sandbox: Sandbox) => T | Promise<T>): Promise<T> {
  if (existsSync(line.path)) return opened(line, work);
  throw new SandboxError(`there is no sandbox in ${resolve(line.path)}: "ovh-sandbox run -- pulumi up" makes one`);
}
