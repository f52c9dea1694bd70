import { readFileSync } from "node:fs";
import { join } from "node:path";
import { published, root } from "../places.ts";
import { run } from "../run.ts";

/**
 * Most a package may weigh when packed, in kilobytes. The sandbox carries the contracts of three SDKs and two hundred models;
 * projects and buckets carry a schema and the words of a hundred refusals, twice; the pack its 44 rules twice, and the
 * catalogue its tables.
 */
const packedLimit: Readonly<Record<string, number>> = {
  sandbox: 700,
  policies: 176,
  catalogue: 56,
  "ovh-project": 52,
  "ovh-s3-iam": 48,
};
const usualLimit = 40;
/** What a package may hold besides its build. */
const welcome =
  /^(bin\/|dist\/|package\.json$|README\.md$|LICENSE$|CHANGELOG\.md$|RULES\.md$|PulumiPlugin\.yaml$|PulumiPolicy\.yaml$|schema\.json$|pack\/)/;

interface Manifest {
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  engines?: Record<string, string>;
  scripts?: Record<string, string>;
}

/** What is wrong with the packages as users get them. */
export async function packageProblems(): Promise<string[]> {
  const problems: string[] = [];
  for (const name of published) {
    const folder = join(root, "packages", name);
    const { code, output } = await run("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], folder);
    const packed = code === 0 ? readPack(output) : undefined;
    if (!packed) {
      problems.push(`${name}: npm pack failed: ${output.slice(0, 500)}`);
      continue;
    }
    const limit = (packedLimit[name] ?? usualLimit) * 1024;
    if (packed.size > limit) problems.push(`${name}: packs to ${packed.size} bytes, ${limit} is the most`);
    for (const { path } of packed.files) if (!welcome.test(path)) problems.push(`${name}: packs ${path}`);
    for (const needed of ["README.md", "dist/index.js", "dist/index.cjs", "dist/index.d.ts", "dist/index.d.cts"]) {
      if (!packed.files.some(({ path }) => path === needed)) problems.push(`${name}: does not pack ${needed}`);
    }
    problems.push(
      ...manifestProblems(name, JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest),
    );
  }
  return problems;
}

function readPack(output: string): { size: number; files: { path: string }[] } | undefined {
  const start = output.search(/^[[{]/m);
  const parsed =
    start < 0
      ? undefined
      : (JSON.parse(output.slice(start, output.lastIndexOf(output[start] === "[" ? "]" : "}") + 1)) as unknown);
  const first = Array.isArray(parsed) ? parsed[0] : Object.values((parsed ?? {}) as object)[0];
  return first as { size: number; files: { path: string }[] } | undefined;
}

function manifestProblems(name: string, manifest: Manifest): string[] {
  const problems: string[] = [];
  const own = Object.keys(manifest.dependencies ?? {});
  const foreign = own.filter((dependency) => !dependency.startsWith("@accoreboot/"));
  if (foreign.length > 2) problems.push(`${name}: ${foreign.length} dependencies, 2 is the most`);
  if (own.some((dependency) => dependency.includes("pulumi")))
    problems.push(`${name}: an SDK is a dependency, not a peer`);
  if (!manifest.engines?.["node"]?.startsWith(">=22")) problems.push(`${name}: engines do not say Node 22`);
  const hooks = ["preinstall", "install", "postinstall"].filter((hook) => manifest.scripts?.[hook]);
  if (hooks.length > 0) problems.push(`${name}: has install scripts`);
  return problems;
}
