import { accessSync, constants, statSync } from "node:fs";
import { delimiter, isAbsolute, join, resolve } from "node:path";
import { SandboxError } from "../directory.ts";

/** What to say when there is no S3 server. */
export const noS3Server =
  "no S3 server: buckets hold no objects. Install versitygw 1.8.0 (go install github.com/versity/versitygw/cmd/versitygw@v1.8.0), " +
  "so that it is on PATH or named by OVH_SANDBOX_VERSITYGW";

/**
 * The S3 server's program: what OVH_SANDBOX_VERSITYGW names, else the first `versitygw` on PATH; undefined when there is
 * none. Throws when the variable names something that cannot be run.
 */
export function findVersitygw(env: NodeJS.ProcessEnv): string | undefined {
  const named = env["OVH_SANDBOX_VERSITYGW"];
  if (named) {
    if (isProgram(resolve(named))) return resolve(named);
    throw new SandboxError(`OVH_SANDBOX_VERSITYGW names ${named}, which is not a program that can be run`);
  }
  const folders = (env["PATH"] ?? "").split(delimiter).filter(isAbsolute);
  return folders.map((folder) => join(folder, "versitygw")).find(isProgram);
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
