import { existsSync } from "node:fs";
import path from "node:path";
import { startChild } from "./children.ts";
import { missing } from "./errors.ts";
import { runtimeOptions } from "./options.ts";
import {
  type InstallDependenciesRequest,
  type InstallDependenciesResponse,
  language,
  type ServerWritableStream,
} from "./stubs.ts";

const LOCK_FILES: Record<string, string> = { "pnpm-lock.yaml": "pnpm", "yarn.lock": "yarn", "bun.lock": "bun" };

/** Who installs dependencies in a folder: as told, else by the lock file that is there, else npm. */
export function packageManager(folder: string, told: string | undefined): string {
  const lock = Object.keys(LOCK_FILES).find((name) => existsSync(path.join(folder, name)));
  return told ?? (lock && LOCK_FILES[lock]) ?? "npm";
}

/** Runs `<package manager> install` in the program's folder and streams what it prints. */
export async function installDependencies(
  call: ServerWritableStream<InstallDependenciesRequest, InstallDependenciesResponse>,
): Promise<void> {
  const info = call.request.getInfo();
  const folder = info?.getProgramDirectory() || call.request.getDirectory();
  const manager = packageManager(folder, runtimeOptions(info).packageManager);
  const {
    process: child,
    ending,
    stop,
  } = startChild(manager, ["install"], { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  call.on("cancelled", stop);
  const send = (chunk: Buffer, stream: "stdout" | "stderr") => {
    const response = new language.InstallDependenciesResponse();
    if (stream === "stdout") response.setStdout(chunk);
    else response.setStderr(chunk);
    if (!call.cancelled) call.write(response);
  };
  child.stdout?.on("data", (chunk: Buffer) => send(chunk, "stdout"));
  child.stderr?.on("data", (chunk: Buffer) => send(chunk, "stderr"));
  const { code, signal, problem } = await ending;
  if (code !== 0)
    throw missing(
      `${manager} install in ${folder}: ${problem ?? (signal ? `ended by ${signal}` : `exit code ${code}`)}`,
    );
}
