import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { running } from "@accoreboot/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { reportFrom } from "../src/report/file.ts";

const pack = fileURLToPath(new URL("..", import.meta.url));

/** Databases on the bare SDK, in a network that is made in the same run: its id is unknown in the preview. */
const program = (databases: Readonly<Record<string, string>>) => `
const ovh = require("@ovhcloud/pulumi-ovh");
const serviceName = "00000000000000000000000000005eed";
const network = new ovh.cloudproject.NetworkPrivate("network", { serviceName, name: "net", regions: ["GRA11"] });
const networkId = network.regionsOpenstackIds.apply((ids) => ids.GRA11);
const subnet = new ovh.cloudproject.NetworkPrivateSubnetV2("subnet", {
  serviceName, networkId, region: "GRA11", cidr: "10.1.0.0/24", name: "sub",
});
const database = (name, changed) => new ovh.cloudproject.Database(name, {
  serviceName, engine: "postgresql", version: "17", plan: "essential", flavor: "db1-4",
  nodes: [{ region: "GRA", networkId, subnetId: subnet.id }], ipRestrictions: [{ ip: "10.1.0.0/24" }], ...changed,
});
${Object.entries(databases)
  .map(([name, changed]) => `database(${JSON.stringify(name)}, ${changed});`)
  .join("\n")}
`;
const known18Later = '{ version: network.status.apply(() => "18") }';

let folder: string;
let options: string[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "preview-"));
  const file = join(folder, "config.json");
  const config = {
    selection: { only: ["rule:DB001", "rule:DB003", "rule:DB004"] },
    "db-private-network": "mandatory",
  };
  await writeFile(file, JSON.stringify(config));
  options = ["--policy-pack", pack, "--policy-pack-config", file];
  process.env["ACCOREBOOT_POLICIES_REPORT"] = join(folder, "findings.jsonl");
});
afterAll(async () => {
  delete process.env["ACCOREBOOT_POLICIES_REPORT"];
  await rm(folder, { recursive: true });
});

describe("the pack in a real preview, with parts of the input unknown", () => {
  it("C037 C039 C040 blocks what is known to be wrong beside unknown values, and only that", async () => {
    const run = await running({
      source: program({
        good: "{}",
        eighteen: '{ version: "18" }',
        world: '{ ipRestrictions: [{ ip: subnet.gatewayIp.apply((ip) => ip + "/32") }, { ip: "0.0.0.0/0" }] }',
        outside: '{ nodes: [{ region: "GRA" }] }',
        later: known18Later,
      }),
    });
    try {
      const { code, stdout } = await run.preview(...options);
      expect(code).not.toBe(0);
      expect(stdout).toMatch(/\[mandatory\][\s\S]*DB001 at version/);
      expect(stdout).toContain("TimescaleDB");
      expect(stdout).toMatch(/\[mandatory\][\s\S]*DB003 at ipRestrictions\[1\]/);
      expect(stdout).toMatch(/\[mandatory\][\s\S]*DB004 at nodes\[0\]/);
      expect(stdout).toMatch(/\[advisory\][\s\S]*DB001 cannot be proved yet: version/);
      expect(run.sandbox.journal().filter(({ operation }) => operation === "create")).toEqual([]);
      const { findings, ...judged } = reportFrom(join(folder, "findings.jsonl"));
      expect(judged).toMatchObject({ preview: true, version: await version() });
      expect(findings.map(({ name, rule, path, level }) => `${name} ${rule} ${path} ${level}`).sort()).toEqual([
        "eighteen DB001 version mandatory",
        "later DB001 version advisory",
        "outside DB004 nodes[0].networkId mandatory",
        "outside DB004 nodes[0].subnetId mandatory",
        "world DB003 ipRestrictions[0].ip advisory",
        "world DB003 ipRestrictions[1].ip mandatory",
      ]);
    } finally {
      await run.close();
    }
  });

  it("C037 lets a version pass that is not known yet, and blocks it at up, before the database is made", async () => {
    const run = await running({ source: program({ later: known18Later }) });
    try {
      const { code, stdout } = await run.up(...options);
      expect(code).not.toBe(0);
      expect(stdout).toMatch(/\[mandatory\][\s\S]*DB001/);
      expect(run.sandbox.entries().filter(({ token }) => token.includes("database"))).toEqual([]);
      expect(run.sandbox.entries().filter(({ token }) => token.includes("networkPrivate"))).not.toEqual([]);
    } finally {
      await run.close();
    }
  });
});

const version = async () =>
  (JSON.parse(await readFile(new URL("../package.json", import.meta.url), "utf8")) as { version: string }).version;
