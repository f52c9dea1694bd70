import { createRequire } from "node:module";
import path from "node:path";
import { missing } from "./errors.ts";

/**
 * The file of an entry point inside the `@pulumi/pulumi` that a program brings along.
 *
 * @param entry such as `cmd/run`
 * @param folder of the program; its node_modules and those above it are looked through
 * @throws a refusal that names the folder when the SDK is not installed there
 */
export function sdkEntry(entry: string, folder: string): string {
  const wanted = `@pulumi/pulumi/${entry}`;
  try {
    return createRequire(path.join(folder, "program.js")).resolve(wanted);
  } catch {
    throw missing(
      `@pulumi/pulumi is not installed for the program in ${folder} (Cannot find module '${wanted}'). ` +
        "Run `npm install` there, or `pulumi install`.",
    );
  }
}
