import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { forms } from "../canaries.ts";

/** Names of the secrets that a text holds. */
export function leakedIn(text: string, secrets: Record<string, string>): string[] {
  return Object.keys(secrets).filter((name) => forms(secrets[name] as string).some((form) => text.includes(form)));
}

/** `<file>: <name>` for each secret found in a file below the folders. */
export function leakedBelow(folders: readonly string[], secrets: Record<string, string>): string[] {
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .flatMap((file) => leakedIn(readFileSync(file, "latin1"), secrets).map((name) => `${file}: ${name}`)),
  );
}
