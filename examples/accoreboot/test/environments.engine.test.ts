import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Program, StateResource } from "@accoreboot/sandbox";
import { createSandbox, type Sandbox, seeded } from "@accoreboot/sandbox";
import { brokenLaws, running } from "@accoreboot/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const folder = fileURLToPath(new URL("..", import.meta.url));
const pack = fileURLToPath(new URL("../../../node_modules/@accoreboot/policies", import.meta.url));
const guarded = ["--policy-pack", pack, "--policy-pack-config", join(folder, "policies.json")];

const expected = {
  test: {
    flavor: "b3-8",
    plan: "essential",
    dbFlavor: "db1-4",
    nodes: 1,
    vlan: 101,
    host: "test.accoreboot.example",
    protect: false,
    budget: 120,
  },
  preprod: {
    flavor: "b3-8",
    plan: "business",
    dbFlavor: "db1-4",
    nodes: 2,
    vlan: 102,
    host: "preprod.accoreboot.example",
    protect: false,
    budget: 250,
  },
  prod: {
    flavor: "b3-16",
    plan: "business",
    dbFlavor: "db1-7",
    nodes: 2,
    vlan: 103,
    host: "app.accoreboot.example",
    protect: true,
    budget: 500,
  },
} as const;

/** What must outlive a destroy where data is protected: the data, and what it stands on. */
const data = [
  "ovh:CloudProject/project:Project",
  "ovh:CloudProject/networkPrivate:NetworkPrivate",
  "ovh:CloudProject/networkPrivateSubnetV2:NetworkPrivateSubnetV2",
  "ovh:CloudProject/database:Database",
  "ovh:CloudProjectDatabase/databaseInstance:DatabaseInstance",
  "ovh:CloudProjectDatabase/postgresSqlUser:PostgresSqlUser",
  "ovh:CloudProject/storage:Storage",
];

/** One cloud for all three, so that a reference from one to another's project could be made, and would be seen. */
let cloud: Sandbox;
let scratch: string;
beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), "three environments "));
  cloud = await createSandbox(scratch);
});
afterAll(() => {
  cloud.close();
  rmSync(scratch, { recursive: true, force: true });
});

/** What each environment's state names, by environment: its project, and everything in the form of a project id. */
const named = new Map<string, { project: string; ids: string[] }>();

describe.each(Object.entries(expected))("accoreboot in %s", (stack, size) => {
  let run: Program;
  let resources: StateResource[];
  const mine = () => run.sandbox.entries().filter(({ urn }) => urn.startsWith(`urn:pulumi:${stack}::`));
  const of = (type: string) => resources.filter((resource) => resource.type === type);
  const one = (type: string): StateResource => {
    const found = of(type);
    expect(found, type).toHaveLength(1);
    return found[0] as StateResource;
  };

  beforeAll(async () => {
    run = await running({ folder, stack, sandbox: cloud });
    // A preview and the update in one run, both under the policy pack.
    const { code, stdout } = await run.pulumi("up", "--yes", ...guarded);
    expect(code, stdout).toBe(0);
    resources = await run.state();
  });
  afterAll(() => run.close());

  it(`C026 C086 GOV005 comes up from its own stack file, and nothing changes at the next preview (${stack})`, async () => {
    const { code, stdout } = await run.preview("--expect-no-changes", ...guarded);
    expect(code, stdout).toBe(0);
  });

  it(`C001 C027 has one project of its own, and names no other (${stack})`, async () => {
    const project = one("ovh:CloudProject/project:Project");
    expect(project.inputs["description"]).toBe(`accoreboot-${stack}`);
    const id = String(project.outputs["projectId"]);
    const ids = (await run.exported()).match(/\b[0-9a-f]{32}\b/g) ?? [];
    expect(ids).toContain(id);
    named.set(stack, { project: id, ids });
    for (const { inputs } of resources) if (inputs?.["serviceName"]) expect(inputs["serviceName"]).toBe(id);
  });

  it(`C028 C029 C095 has one host, ${stack}-backend, of flavor ${size.flavor}`, () => {
    const { inputs } = one("openstack:compute/instance:Instance");
    expect(inputs).toMatchObject({ name: `${stack}-backend`, flavorName: size.flavor });
  });

  it(`C030 C031 gives the host its key and a group with explicit rules (${stack})`, () => {
    const instance = one("openstack:compute/instance:Instance");
    const key = one("openstack:compute/keypair:Keypair");
    const group = one("openstack:networking/secGroup:SecGroup");
    expect(instance.inputs["keyPair"]).toBe(key.outputs["name"]);
    expect(instance.inputs["securityGroups"]).toEqual([group.outputs["name"]]);
    const ingress = of("openstack:networking/secGroupRule:SecGroupRule").filter(
      ({ inputs }) => inputs["direction"] === "ingress",
    );
    const ports = new Set(ingress.map(({ inputs }) => inputs["portRangeMin"]));
    expect([...ports].sort((a, b) => Number(a) - Number(b))).toEqual([22, 80, 443, 8883]);
    const ssh = ingress.filter(({ inputs }) => inputs["portRangeMin"] === 22);
    expect(ssh.map(({ inputs }) => inputs["remoteIpPrefix"])).toEqual(["198.51.100.0/28"]);
  });

  it(`C035 C036 C037 C039 has a managed PostgreSQL 17, ${stack}-postgresql, ${size.plan} ${size.dbFlavor}`, () => {
    const { inputs } = one("ovh:CloudProject/database:Database");
    expect(inputs).toMatchObject({
      description: `${stack}-postgresql`,
      engine: "postgresql",
      version: "17",
      plan: size.plan,
      flavor: size.dbFlavor,
    });
    expect(inputs["nodes"]).toHaveLength(size.nodes);
  });

  it(`C040 C041 joins host and database in one private network, the host in the public one too (${stack})`, () => {
    const network = one("ovh:CloudProject/networkPrivate:NetworkPrivate");
    const id = (network.outputs["regionsOpenstackIds"] as Record<string, string>)["GRA11"];
    expect(network.inputs["vlanId"]).toBe(size.vlan);
    const port = one("openstack:networking/port:Port");
    expect(port.inputs["networkId"]).toBe(id);
    const database = one("ovh:CloudProject/database:Database");
    for (const node of database.inputs["nodes"] as { networkId: string }[]) expect(node.networkId).toBe(id);
    const networks = one("openstack:compute/instance:Instance").inputs["networks"] as {
      name?: string;
      port?: string;
    }[];
    expect(networks.map(({ name, port: attached }) => name ?? attached)).toEqual(["Ext-Net", port.id]);
  });

  it(`GOV005 tells the operators when its bill passes ${size.budget} EUR a month (${stack})`, () => {
    const { inputs } = one("ovh:CloudProject/alerting:Alerting");
    expect(inputs).toMatchObject({ email: "ops@accoreboot.example", monthlyThreshold: size.budget });
  });

  it(`C052 points an A record at the host's public address (${stack})`, () => {
    const { inputs } = one("cloudflare:index/dnsRecord:DnsRecord");
    const address = one("openstack:compute/instance:Instance").outputs["accessIpV4"];
    expect(inputs).toMatchObject({ type: "A", name: size.host, content: address });
  });

  it(`C008 C009 C010 gives each bucket user one key and one document that names its bucket alone (${stack})`, () => {
    const bucket = one("ovh:CloudProject/storage:Storage").inputs["name"];
    expect(bucket).toBe(`accoreboot-archive-${stack}`);
    const policies = of("ovh:CloudProject/s3Policy:S3Policy");
    expect(policies).toHaveLength(2);
    for (const { inputs } of policies) {
      const document = JSON.parse(String(inputs["policy"])) as { Statement: { Resource: string[] }[] };
      for (const { Resource } of document.Statement) {
        for (const arn of Resource) expect(arn).toMatch(new RegExp(`^arn:aws:s3:::${bucket}(/|$)`));
      }
    }
    const holders = of("ovh:CloudProject/s3Credential:S3Credential").map(({ inputs }) => inputs["userId"]);
    expect(new Set(holders).size).toBe(holders.length);
    expect(holders).toEqual(expect.arrayContaining(policies.map(({ inputs }) => inputs["userId"])));
  });

  it(`C012 C038 keeps every password and key encrypted in the state (${stack})`, async () => {
    const state = await run.exported();
    const secrets = mine()
      .flatMap(({ outputs }) => [outputs["password"], outputs["secretAccessKey"]])
      .filter((secret) => typeof secret === "string");
    expect(secrets.length).toBeGreaterThanOrEqual(5);
    for (const secret of secrets) expect(state).not.toContain(secret);
    const { databaseUrl, enableTimescale } = (await run.outputs()) as Record<string, string>;
    expect(enableTimescale).toBe("CREATE EXTENSION IF NOT EXISTS timescaledb;");
    expect(databaseUrl).toMatch(/^postgresql:\/\/accoreboot:.+@.+:\d+\/accoreboot\?sslmode=require$/);
    expect(state).not.toContain(databaseUrl);
  });

  it(`C087 is made of components that register outputs and own and name their children (${stack})`, () => {
    expect(brokenLaws(resources)).toEqual([]);
    const components = resources.map(({ type }) => type).filter((type) => /^ovh-[\w-]+:index:/.test(type));
    expect(components.sort()).toEqual([
      "ovh-compute-stack:index:DockerHost",
      "ovh-managed-pg:index:ManagedTimescalePg",
      "ovh-project:index:OvhEnvironment",
      "ovh-s3-iam:index:S3BucketWithUsers",
    ]);
  });

  it(`C147 ${size.protect ? "protects its data until that is lifted, then" : "is"} destroyed to nothing (${stack})`, async () => {
    const before = mine().length;
    expect(before).toBe(resources.filter(({ id, type }) => id && !type.startsWith("pulumi:")).length);
    const first = await run.destroy();
    if (size.protect) {
      expect(first.code).not.toBe(0);
      expect(first.stdout + first.stderr).toContain("protect");
      const left = mine().map(({ token }) => token);
      expect(left).toEqual(expect.arrayContaining(data));
      await run.pulumi("config", "set", "protect", "false");
      const lifted = await run.up();
      expect(lifted.code, lifted.stdout).toBe(0);
      expect((await run.destroy()).code).toBe(0);
    } else expect(first.code, first.stdout).toBe(0);
    expect(mine()).toEqual([]);
    expect(await run.state()).toEqual([]);
  });
});

describe("accoreboot elsewhere", () => {
  it("C027 has three projects, and no environment's state names another's", () => {
    expect([...named.keys()]).toEqual(["test", "preprod", "prod"]);
    for (const [stack, { ids }] of named) {
      for (const [other, { project }] of named)
        if (other !== stack) expect(ids, `${stack} names ${other}`).not.toContain(project);
    }
  });

  it("C026 C073 refuses any other name than test, preprod and prod, and makes nothing", async () => {
    const config = Object.fromEntries(
      [
        "region: GRA11",
        "orderProject: true",
        "hostName: x.accoreboot.example",
        "zoneId: x",
        "sshPublicKey: ssh-ed25519 AAAA",
      ].map((line) => [`accoreboot:${line.split(": ")[0]}`, line.split(": ")[1] ?? ""]),
    );
    const run = await running({ folder, stack: "staging", config });
    try {
      const { code, stdout } = await run.preview();
      expect(code).not.toBe(0);
      expect(stdout).toContain('environment: unknown environment "staging"');
      expect(stdout).toContain("Allowed are test, preprod, prod");
      expect(stdout).not.toMatch(/\n\s+at /);
      expect(run.sandbox.journal().filter(({ operation }) => operation === "create")).toEqual([]);
    } finally {
      await run.close();
    }
  });

  it("C027 works in a project that exists already, and leaves it there", async () => {
    const run = await running({
      folder,
      stack: "test",
      config: { "accoreboot:projectId": seeded.projectId, "accoreboot:orderProject": "false" },
    });
    try {
      const { code, stdout } = await run.up();
      expect(code, stdout).toBe(0);
      const resources = await run.state();
      expect(resources.filter(({ type }) => type === "ovh:CloudProject/project:Project")).toEqual([]);
      expect((await run.outputs())["projectId"]).toBe(seeded.projectId);
      expect((await run.destroy()).code).toBe(0);
      expect(run.sandbox.entries()).toEqual([]);
    } finally {
      await run.close();
    }
  });

  it("C085 has no SOPS or Bitwarden provider among its dependencies", () => {
    const manifest = readFileSync(new URL("../package.json", import.meta.url), "utf8");
    expect(manifest).not.toMatch(/sops|bitwarden|vault/i);
  });
});
