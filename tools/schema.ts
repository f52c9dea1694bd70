/**
 * The package schema that Pulumi infers from each component package is committed as schema.json: it is the API
 * report. `node tools/schema.ts` compares, `node tools/schema.ts --write` brings it up to date.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { components, root } from "./places.ts";

const require = createRequire(import.meta.url);

interface Analysis {
  readonly components: unknown;
  readonly typeDefinitions: unknown;
  readonly dependencies: unknown;
}

/** Schema of a built package, as text. Throws where Pulumi cannot infer one. */
export function inferSchema(name: string): string {
  const { Analyzer } = require("@pulumi/pulumi/provider/experimental/analyzer") as {
    Analyzer: new (dir: string, name: string, manifest: unknown, components: Set<string>) => { analyze(): Analysis };
  };
  const { generateSchema } = require("@pulumi/pulumi/provider/experimental/schema") as {
    generateSchema(name: string, version: string, description: string, ...parts: unknown[]): object;
  };
  const folder = join(root, "packages", name);
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { description: string };
  const analyzer = new Analyzer(folder, name, manifest, new Set(components[name]));
  const { components: found, typeDefinitions, dependencies } = analyzer.analyze();
  // Without the version: a release alone is no change of the API.
  const { version: _version, ...schema } = generateSchema(
    name,
    "",
    manifest.description,
    found,
    typeDefinitions,
    dependencies,
  ) as {
    version?: string;
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}

/** Packages whose committed schema differs from the inferred one. */
export function staleSchemas(): string[] {
  return Object.keys(components).filter((name) => {
    const file = join(root, "packages", name, "schema.json");
    return !existsSync(file) || readFileSync(file, "utf8") !== inferSchema(name);
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes("--write")) {
    for (const name of Object.keys(components)) {
      writeFileSync(join(root, "packages", name, "schema.json"), inferSchema(name));
    }
  }
  const stale = staleSchemas();
  if (stale.length > 0) {
    process.stdout.write(
      `schema.json differs in ${stale.join(", ")}: run node tools/schema.ts --write and read the diff\n`,
    );
    process.exitCode = 1;
  } else process.stdout.write("every committed schema is the inferred one\n");
}
