import type { Program } from "@accoreboot/sandbox";
import { running } from "@accoreboot/testing";
import { describe, expect, it } from "vitest";

const ref = `{
  app: "accoreboot", name: "test", protect: false, labels: {},
  region: { compute: "GRA11", database: "GRA", storage: "GRA" },
  projectId: "00000000000000000000000000005eed",
  networkId: "8f9b3c1e-5f0f-4a57-9d0c-5c1d2f6f7a10", subnetId: "0b1f4f2d-7d3c-4a69-8a44-3f1b2f0e9c55",
  subnetCidr: "10.1.0.0/24",
}`;

/** Each component with several mistakes at once, and what its one message must name. */
const mistakes = [
  {
    component: 'OvhEnvironment "x"',
    source: `
      const { OvhEnvironment } = require("@accoreboot/ovh-project");
      new OvhEnvironment("x", { app: "accoreboot", enviroment: "test", environment: "staging", order: true,
        overrides: { network: { vlanid: 3 }, netwrok: {} } });`,
    findings: [
      /enviroment: unknown argument\. Did you mean "environment"\?/,
      /environment: unknown environment "staging"/,
      /region: required/,
      /overrides\.network\.vlanid: unknown argument\. Did you mean "vlanId"\?/,
      /overrides\.netwrok: unknown argument\. Did you mean "network"\?/,
    ],
  },
  {
    component: 'DockerHost "x"',
    source: `
      const { DockerHost } = require("@accoreboot/ovh-compute-stack");
      new DockerHost("x", { environment: { ...${ref}, region: undefined }, sshPublicKey: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl",
        flavour: "b3-8", sshCidrs: ["0.0.0.0/0"], overrides: { instance: { flavourName: "x" } } });`,
    findings: [
      /flavour: unknown argument\. Did you mean "flavor"\?/,
      /environment\.region\.compute: required/,
      /sshCidrs/,
      /overrides\.instance\.flavourName: unknown argument\. Did you mean "flavorName"\?/,
      /opts\.providers: no openstack provider was given/,
    ],
  },
  {
    component: 'ManagedTimescalePg "x"',
    source: `
      const { ManagedTimescalePg } = require("@accoreboot/ovh-managed-pg");
      new ManagedTimescalePg("x", { environment: { ...${ref}, name: "tset", region: { compute: "GRA11", storage: "GRA" } }, verison: "17",
        overrides: { database: { version: "18", ipRestriction: [] } } });`,
    findings: [
      /verison: unknown argument\. Did you mean "version"\?/,
      /environment\.name: unknown environment "tset"\. Did you mean "test"\?/,
      /environment\.region\.database: required/,
      /overrides\.database\.ipRestriction: unknown argument\. Did you mean "ipRestrictions"\?/,
      /overrides\.database\.version: PostgreSQL "18" has no TimescaleDB/,
    ],
  },
  {
    component: 'S3BucketWithUsers "x"',
    source: `
      const { S3BucketWithUsers } = require("@accoreboot/ovh-s3-iam");
      new S3BucketWithUsers("x", { environment: { ...${ref}, name: "staging", region: undefined }, buckets: [{ role: "archive" }],
        user: [], users: [{ name: "a", grants: [{ bucket: "archive", access: "raed" }] }],
        overrides: { buckets: { archive: { versionning: {} } } } });`,
    findings: [
      /user: unknown argument\. Did you mean "users"\?/,
      /environment\.name: unknown environment "staging"/,
      /environment\.region\.storage: required/,
      /users\[0\]\.grants\[0\]\.access: unknown .*"raed"\. Did you mean "read"\?/,
      /overrides\.buckets\.archive\.versionning: unknown argument\. Did you mean "versioning"\?/,
    ],
  },
];

async function during<T>(run: Program, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } finally {
    await run.close();
  }
}

describe("several mistakes in one component", () => {
  it.each(mistakes)(
    "C073 $component names all of them in one message without a stack, and nothing is made",
    async ({ component, source, findings }) => {
      const run = await running({ source });
      await during(run, async () => {
        const { code, stdout } = await run.preview();
        expect(code).not.toBe(0);
        expect(stdout).toContain(`${component}: `);
        for (const finding of findings) expect(stdout).toMatch(finding);
        expect(stdout).not.toMatch(/\n\s+at |node:internal|unhandled/i);
        expect(stdout).toMatch(/\+ 1 to create/);
        expect(run.sandbox.journal().filter(({ operation }) => operation === "create")).toEqual([]);
      });
    },
  );
});

describe("an override inside which a value arrives later", () => {
  it.each([
    [
      "database: { ipRestrictions: [{ ip: pulumi.output('0.0.0.0/0') }] }",
      /overrides\.database\.ipRestrictions: .*internet/,
    ],
    ["database: { nodes: [pulumi.output({ region: 'GRA' })] }", /overrides\.database\.nodes: .*no private network/],
  ])("C040 is refused when it would make the database public: %s", async (overrides, finding) => {
    const source = `
      const pulumi = require("@pulumi/pulumi");
      const { ManagedTimescalePg } = require("@accoreboot/ovh-managed-pg");
      new ManagedTimescalePg("db", { environment: ${ref}, overrides: { ${overrides} } });`;
    const run = await running({ source });
    await during(run, async () => {
      const { code, stdout } = await run.up();
      expect(code).not.toBe(0);
      expect(stdout).toMatch(finding);
      expect(run.sandbox.entries()).toEqual([]);
    });
  });
});

describe("a value that arrives later", () => {
  const source = `
    const pulumi = require("@pulumi/pulumi");
    const { ManagedTimescalePg } = require("@accoreboot/ovh-managed-pg");
    const config = new pulumi.Config();
    new ManagedTimescalePg("db", { environment: ${ref}, version: config.getSecret("secretVersion") ?? pulumi.output("18") });`;

  it("C037 is refused with the same words when it arrives, before the database is made", async () => {
    const run = await running({ source });
    await during(run, async () => {
      const { code, stdout } = await run.up();
      expect(code).not.toBe(0);
      expect(stdout).toContain('version: PostgreSQL "18" has no TimescaleDB');
      expect(stdout).not.toMatch(/\n\s+at /);
      expect(run.sandbox.entries()).toEqual([]);
    });
  });

  it("C037 is refused without being shown when it is a secret", async () => {
    const run = await running({ source, secrets: { "program:secretVersion": "18.canary" } });
    await during(run, async () => {
      const { code, stdout, stderr } = await run.up();
      expect(code).not.toBe(0);
      expect(stdout).toContain("version: the secret value is not a major version");
      expect(stdout + stderr).not.toContain("18.canary");
      expect(run.sandbox.entries()).toEqual([]);
    });
  });
});
