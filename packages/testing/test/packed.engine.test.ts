/** The packages as users get them: packed, unpacked beside their peers in an empty project, loaded and type-checked. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const repository = fileURLToPath(new URL("../../..", import.meta.url));
const exported: Readonly<Record<string, string>> = {
  core: "label",
  catalogue: "regions",
  "ovh-project": "OvhEnvironment",
  "ovh-compute-stack": "DockerHost",
  "ovh-managed-pg": "ManagedTimescalePg",
  "ovh-s3-iam": "S3BucketWithUsers",
  operations: "bootstrapState",
  policies: "rules",
  sandbox: "createSandbox",
};
const peers = [
  "@pulumi/pulumi",
  "@pulumi/openstack",
  "@pulumi/cloudflare",
  "@pulumi/policy",
  "@ovhcloud/pulumi-ovh",
  "@types/node",
  "yaml",
  "aws4fetch",
  "typescript",
  "vitest",
];

let project: string;
const run = (program: string, ...args: string[]) =>
  execFileSync(program, args, { cwd: project, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), "as a user "));
  for (const scope of ["@accoreboot", "@pulumi", "@ovhcloud", "@types"])
    mkdirSync(join(project, "node_modules", scope), { recursive: true });
  for (const name of Object.keys(exported)) {
    const folder = join(repository, "packages", name);
    execFileSync("npm", ["pack", "--silent", "--ignore-scripts", "--pack-destination", project], {
      cwd: folder,
      stdio: "ignore",
    });
    const tarball = readdirSync(project).find((file) => file.endsWith(".tgz")) ?? "";
    const target = join(project, "node_modules", "@accoreboot", name);
    mkdirSync(target);
    run("tar", "-xzf", tarball, "--strip-components=1", "-C", target);
    rmSync(join(project, tarball));
  }
  for (const peer of peers) symlinkSync(join(repository, "node_modules", peer), join(project, "node_modules", peer));
  writeFileSync(join(project, "package.json"), '{ "name": "user", "private": true }');
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

describe.each(Object.entries(exported))("@accoreboot/%s", (name, symbol) => {
  it("loads as CommonJS and as an ES module", () => {
    const required = run("node", "-e", `console.log(typeof require("@accoreboot/${name}").${symbol})`);
    const imported = run(
      "node",
      "--input-type=module",
      "-e",
      `import { ${symbol} } from "@accoreboot/${name}"; console.log(typeof ${symbol})`,
    );
    expect(required).toBe(imported);
    expect(required.trim()).toMatch(/^(function|object)$/);
  });

  it("holds its licence, and no path of the machine it was packed on", () => {
    const folder = join(project, "node_modules", "@accoreboot", name);
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(["LICENSE", "README.md", "dist", "package.json"]));
    for (const file of readdirSync(join(folder, "dist"))) {
      expect(readFileSync(join(folder, "dist", file), "utf8")).not.toContain(repository);
    }
  });
});

/** What the strict compiler has to say of programs in the project, by file; throws when it is an error. */
function typeCheck(programs: Readonly<Record<string, string>>): string {
  for (const [file, source] of Object.entries(programs)) writeFileSync(join(project, file), source);
  const options = ["--strict", "--noEmit", "--skipLibCheck", "--target", "es2022", "--types", "node"];
  options.push("--allowImportingTsExtensions");
  const tsc = join("node_modules", "typescript", "bin", "tsc");
  return run("node", tsc, ...options, "--module", "nodenext", ...Object.keys(programs));
}

describe("a program of a user's", () => {
  const program = `
import { OvhEnvironment } from "@accoreboot/ovh-project";
import { ManagedTimescalePg } from "@accoreboot/ovh-managed-pg";
const env = new OvhEnvironment("env", { app: "mine", environment: "test", region: "GRA11", order: true });
const db = new ManagedTimescalePg("db", { environment: env.ref });
export const url = db.connectionString;
`;
  it.each([
    ["CommonJS", "program.cts"],
    ["an ES module", "program.mts"],
  ])("C087 type-checks as %s, strictly, and a typo does not", (_kind, file) => {
    const check = (source: string) => typeCheck({ [file]: source });
    expect(check(program)).toBe("");
    expect(() => check(program.replace("environment: env.ref", "environment: env.ref, verison: 17"))).toThrow();
  });

  it("C087 type-checks every example in the READMEs of projects, buckets and policies", () => {
    // What those of the policies stand beside.
    mkdirSync(join(project, "test"));
    writeFileSync(join(project, "index.ts"), "export {};");
    const ours = 'import type { Policy } from "@pulumi/policy";\nexport declare const ourPolicy: Policy;';
    writeFileSync(join(project, "test", "our-policy.ts"), ours);
    const examples = ["ovh-project", "ovh-s3-iam", "policies"].flatMap((name) => {
      const readme = readFileSync(join(project, "node_modules", "@accoreboot", name, "README.md"), "utf8");
      return [...readme.matchAll(/^```ts\n([\s\S]*?)^```/gm)].map(([, source], i) => [
        `test/${name}-${i}.mts`,
        source ?? "",
      ]);
    });
    expect(examples.length).toBeGreaterThan(7);
    expect(typeCheck(Object.fromEntries(examples))).toBe("");
  });

  it("runs the packed ovh-sandbox", () => {
    const cli = join("node_modules", "@accoreboot", "sandbox", "dist", "cli.js");
    expect(run("node", "--disable-warning=ExperimentalWarning", cli, "coverage")).toMatch(
      /^stands for @ovhcloud\/pulumi-ovh 2\.19\.1, @pulumi\/openstack 3\.15\.2, @pulumi\/cloudflare 6\.22\.1/,
    );
    run("node", "--disable-warning=ExperimentalWarning", cli, "clock");
    expect(run("node", "--disable-warning=ExperimentalWarning", cli, "ls")).toBe("0 resources\n");
  });

  /** The program that the README's examples stand beside. */
  function asInReadme(name: string): string {
    const folder = join(project, "readme");
    const readme = readFileSync(join(project, "node_modules", "@accoreboot", "sandbox", "README.md"), "utf8");
    const example = new RegExp(`\`\`\`js\n// ${name}\n([\\s\\S]*?)\`\`\``).exec(readme)?.[1];
    if (!example) throw new Error(`the README has no example ${name}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "Pulumi.yaml"), "name: readme\nruntime: nodejs\nmain: index.js\n");
    writeFileSync(join(folder, "package.json"), '{ "name": "readme", "version": "0.0.0" }');
    writeFileSync(
      join(folder, "index.js"),
      `const ovh = require("@ovhcloud/pulumi-ovh");
new ovh.cloudproject.Storage("files", {
  serviceName: "00000000000000000000000000005eed", regionName: "GRA", name: "files-1", versioning: { status: "enabled" },
});`,
    );
    writeFileSync(join(folder, name), example);
    return folder;
  }

  it("runs the README's Vitest example, an ES module", () => {
    asInReadme("bucket.test.mjs");
    const vitest = join("node_modules", "vitest", "vitest.mjs");
    const said = run("node", vitest, "run", "--root", "readme");
    expect(stripVTControlCharacters(said)).toMatch(/Tests\s+1 passed/);
  });

  it("runs the README's CommonJS example", () => {
    const folder = asInReadme("by-hand.cjs");
    const said = run("node", "--disable-warning=ExperimentalWarning", join(folder, "by-hand.cjs"));
    expect(said).toBe("0 made-by-hand 2\n");
  });
});
