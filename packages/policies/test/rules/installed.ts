/** What the SDKs that users install know: type tokens, and the names of their inputs. */
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);

/** Names and types of the inputs by type token. */
export function installed(sdk: string): Map<string, ReadonlyMap<string, string>> {
  const root = dirname(require.resolve(`${sdk}/package.json`));
  const files = readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".js") && !/(^|\/)(get[A-Z]\w*|index|node_modules\/.*)\.js$/.test(file))
    .map((file) => join(root, file));
  return new Map(
    files.flatMap((file) => {
      const token = /__pulumiType = '([^']+)'/.exec(readFileSync(file, "utf8"))?.[1];
      if (!token) return [];
      const typings = readFileSync(file.replace(/\.js$/, ".d.ts"), "utf8");
      const args = /export interface \w+Args \{([\s\S]*?)\n\}/.exec(typings)?.[1] ?? "";
      const inputs = [...args.matchAll(/^ {4}(\w+)\??: (.*)$/gm)].map(
        ([, name = "", type = ""]) => [name, type] as const,
      );
      return [[token, new Map(inputs)] as const];
    }),
  );
}
