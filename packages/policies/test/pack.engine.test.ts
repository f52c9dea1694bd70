/** The pack as a user runs it: packed, unpacked beside its peers, started by the engine on exported states. */
import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rules } from "../src/index.ts";
import type { Properties } from "./fixtures/fixture.ts";
import { encrypted } from "./hidden.ts";

const require = createRequire(import.meta.url);
const database = "ovh:CloudProject/database:Database";
const node = { region: "GRA", networkId: "7f1e2c1e-net", subnetId: "1b9d6bcd-sub" };
/** A database that every rule accepts in the stack `test`. */
const good = {
  serviceName: "0123456789abcdef",
  description: "test-db",
  engine: "postgresql",
  version: "17",
  plan: "essential",
  flavor: "db1-4",
  nodes: [node],
  ipRestrictions: [{ ip: "10.0.0.0/16" }],
  deletionProtection: true,
};
const run = promisify(execFile);
const folderOf = (name: string) => dirname(require.resolve(`${name}/package.json`));

/** The rules that this file is about; the others have tests of their own. */
const threeRules = {
  selection: { only: ["rule:DB001", "rule:DB003", "rule:DB004"] },
  // Advice in test, which the stack's name says.
  "db-private-network": "mandatory",
};

let home: string;
let modules: string;
let pack: string;
let packed: string[];

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "pack "));
  modules = join(home, "node_modules");
  for (const name of ["core", "catalogue", "policies"]) {
    const source = folderOf(`@accoreboot/${name}`);
    const { stdout } = await run("npm", ["pack", "--dry-run", "--json"], { cwd: source });
    const listed: unknown = JSON.parse(stdout);
    const [report] = Array.isArray(listed) ? listed : Object.values(listed as object);
    const files = (report as { files: { path: string }[] }).files.map(({ path }) => path);
    for (const file of files) await cp(join(source, file), join(modules, "@accoreboot", name, file));
    if (name === "policies") packed = files.sort();
  }
  pack = join(modules, "@accoreboot/policies");
  await mkdir(join(modules, "@pulumi"));
  await symlink(folderOf("@pulumi/pulumi"), join(modules, "@pulumi/pulumi"), "dir");
});

afterAll(() => rm(home, { recursive: true, force: true }));

interface PolicyEvent {
  readonly policyName: string;
  readonly enforcementLevel: string;
  readonly message: string;
  readonly policyPackName: string;
  readonly policyPackVersion: string;
}

/** Has the engine judge an exported state with one database; gives its exit code and the policies' lines. */
async function analyze(inputs: Properties, config: object = threeRules, variables: Record<string, string> = {}) {
  const file = join(home, "state.json");
  await writeFile(file, JSON.stringify(stateOf(inputs)));
  const args = ["policy", "analyze", "--non-interactive", "--json", "--policy-pack", pack, "--file", file];
  await writeFile(join(home, "config.json"), JSON.stringify(config));
  args.push("--policy-pack-config", join(home, "config.json"));
  const { code, stdout, stderr } = await exit("pulumi", args, variables);
  const events = stdout
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line).policyEvent as PolicyEvent | undefined)
    .filter((event) => event !== undefined);
  return {
    code,
    events,
    text: stdout + stderr,
    found: events.map((event) => `${event.enforcementLevel} ${event.policyName}`).sort(),
  };
}

async function exit(command: string, args: string[], variables: Record<string, string> = {}) {
  const env = {
    PATH: process.env["PATH"],
    HOME: home,
    PULUMI_HOME: join(home, "pulumi"),
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    ...variables,
  };
  try {
    return { code: 0, ...(await run(command, args, { cwd: home, env })) };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: unknown; stdout: string; stderr: string };
    if (typeof code !== "number") throw error;
    return { code, stdout, stderr };
  }
}

function stateOf(inputs: Properties) {
  const urn = (type: string, name: string) => `urn:pulumi:test::accoreboot::${type}::${name}`;
  const provider = urn("pulumi:providers:ovh", "default");
  const id = "5e1c1a56-0000-4000-8000-000000000000";
  return {
    version: 3,
    deployment: {
      // The salt is none, so that nothing can be decrypted and the engine redacts.
      secrets_providers: { type: "passphrase", state: { salt: "v1:none" } },
      manifest: { time: "2026-01-01T00:00:00Z", magic: "", version: "v3.253.0" },
      resources: [
        { urn: urn("pulumi:pulumi:Stack", "accoreboot-test"), type: "pulumi:pulumi:Stack", custom: false },
        { urn: provider, type: "pulumi:providers:ovh", custom: true, id, inputs: {}, outputs: {} },
        {
          urn: urn(database, "db"),
          type: database,
          custom: true,
          id: "db-1",
          inputs,
          outputs: inputs,
          provider: `${provider}::${id}`,
        },
      ],
    },
  };
}

describe("the pack, started by the engine", () => {
  it("C040 accepts a private database on PostgreSQL 17", async () => {
    expect(await analyze(good)).toMatchObject({ code: 0, found: [] });
  });

  it("C037 refuses PostgreSQL 18 with a message that cites TimescaleDB", async () => {
    const { code, found, events } = await analyze({ ...good, version: "18" });
    expect(code).not.toBe(0);
    expect(found).toEqual(["mandatory pg-major-supported"]);
    expect(events[0]?.message).toContain("TimescaleDB");
    expect(events[0]).toMatchObject({ policyPackName: "accoreboot", policyPackVersion: (await manifest()).version });
  });

  it.each([
    [
      "open to the internet in two halves",
      { ipRestrictions: [{ ip: "0.0.0.0/1" }, { ip: "128.0.0.0/1" }] },
      "db-no-world",
      2,
    ],
    [
      "with a node outside the network",
      { nodes: [node, { region: "GRA", networkId: node.networkId }] },
      "db-private-network",
      1,
    ],
  ])("C040 refuses a database %s", async (_, changed, slug, times) => {
    const { code, found } = await analyze({ ...good, ...changed });
    expect(code).not.toBe(0);
    expect(found).toEqual(Array.from({ length: times }, () => `mandatory ${slug}`));
  });

  it("C037 C040 advises on an encrypted value and still refuses a known violation beside it", async () => {
    const alone = await analyze({ ...good, version: encrypted });
    expect(alone).toMatchObject({ code: 0, found: ["advisory pg-major-supported"] });
    const beside = await analyze({ ...good, version: encrypted, ipRestrictions: [encrypted, { ip: "::/0" }] });
    expect(beside.code).not.toBe(0);
    expect(beside.found).toEqual(["advisory db-no-world", "advisory pg-major-supported", "mandatory db-no-world"]);
  });

  it("C037 takes level and ceiling from the pack's configuration", async () => {
    expect((await analyze(good, { ...threeRules, "pg-major-supported": { maxMajor: 16 } })).found).toEqual([
      "mandatory pg-major-supported",
    ]);
    expect(
      await analyze({ ...good, version: "18" }, { ...threeRules, "pg-major-supported": "advisory" }),
    ).toMatchObject({
      code: 0,
      found: ["advisory pg-major-supported"],
    });
  });

  it("leaves a report where it is asked to, which the command turns into the other forms", async () => {
    const findings = join(home, "findings.jsonl");
    await analyze({ ...good, version: "18" }, threeRules, { ACCOREBOOT_POLICIES_REPORT: findings });
    const program = join(pack, "bin/ovh-policies.mjs");
    const sarif = join(home, "findings.sarif");
    const markdown = await exit(process.execPath, [program, "report", findings, "--format", "markdown"]);
    expect(markdown).toMatchObject({ code: 1, stdout: expect.stringContaining("### Policies: refused") });
    await exit(process.execPath, [program, "report", findings, "--format", "sarif", "--output", sarif]);
    const { runs } = JSON.parse(await readFile(sarif, "utf8"));
    expect(runs[0].results.map(({ ruleId }: { ruleId: string }) => ruleId)).toEqual(["DB001"]);
    const checked = await exit(process.execPath, [program, "check", join(home, "state.json"), "--format", "json"]);
    expect(JSON.parse(checked.stdout).findings).toEqual(
      expect.arrayContaining([expect.objectContaining({ rule: "DB001", path: "version", level: "mandatory" })]),
    );
  });

  it("refuses a configuration that is wrong: the engine by the schema, the pack by the names", async () => {
    const wrong = await analyze(good, { "pg-major-supported": { maxMajor: "17" } });
    expect(wrong.code).not.toBe(0);
    expect(wrong.text).toContain("maxMajor");
    const unknownName = await analyze(good, { "pg-major-suported": "mandatory" });
    expect(unknownName.code).not.toBe(0);
    expect(unknownName.text).toContain("pg-major-suported: there is no such rule; pg-major-supported was meant?");
  });
});

describe("the package", () => {
  it("holds what the engine needs and nothing else", () => {
    expect(packed.filter((file) => file !== "LICENSE" && !file.startsWith("dist/"))).toEqual([
      "PulumiPolicy.yaml",
      "README.md",
      "RULES.md",
      "bin/ovh-policies.mjs",
      "pack/index.cjs",
      "package.json",
    ]);
    for (const entry of ["index.cjs", "index.d.cts", "index.js", "matchers.cjs", "sdk.cjs", "server.cjs", "cli.js"]) {
      expect(packed).toContain(`dist/${entry}`);
    }
    expect(packed.filter((file) => /\.(ts|map)$/.test(file) && !/\.d\.c?ts$/.test(file))).toEqual([]);
  });

  it("starts nothing when it is imported, and loads no provider when it is started", async () => {
    const script = `
      const names = () => [...new Set(Object.keys(require.cache).flatMap((file) => file.match(/node_modules.(@[^\\\\/]+.[^\\\\/]+|[^\\\\/]+)(?!.*node_modules)/)?.[1] ?? []))];
      const start = require(process.cwd());
      const imported = names();
      start();
      console.error(JSON.stringify({ imported, started: names() }));
      process.exit(0);`;
    const { stdout, stderr } = await run(process.execPath, ["-e", script], { cwd: pack });
    const { imported, started } = JSON.parse(stderr) as Record<string, string[]>;
    expect(stdout).toBe("");
    expect(imported).toEqual(["@accoreboot/policies"]);
    // Of the SDK only the protocol's messages: not its runtime, which takes half a second, and no provider.
    expect(started).toEqual(expect.arrayContaining(["@pulumi/pulumi", "@accoreboot/core", "@grpc/grpc-js"]));
    expect(started?.filter((name) => /ovhcloud|openstack|cloudflare|policy|npmcli|typescript/.test(name))).toEqual([]);
  });

  it("gives its name to importers as a library, in both module systems", async () => {
    const imports = `import { judge } from "@accoreboot/policies"; import { createRequire } from "node:module";
      const required = createRequire(import.meta.url)("@accoreboot/policies");
      console.log(typeof judge, typeof required, required.rules.length);`;
    await writeFile(join(home, "importer.mjs"), imports);
    const { stdout } = await run(process.execPath, [join(home, "importer.mjs")]);
    expect(stdout.trim()).toBe(`function object ${rules.length}`);
  });
});

const manifest = async () => JSON.parse(await readFile(join(pack, "package.json"), "utf8")) as { version: string };
