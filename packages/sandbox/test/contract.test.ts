import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { checkInputs } from "../src/contract/check.ts";
import {
  forcesReplacement,
  functionContract,
  knownTokens,
  type PropertySpec,
  providerContract,
  type ResourceContract,
  resourceContract,
} from "../src/contract/index.ts";

const known = (token: string): ResourceContract => {
  const contract = resourceContract(token);
  if (!contract) throw new Error(`${token} is not in the contract`);
  return contract;
};
const unknown = Symbol("unknown");
const check = (token: string, values: Record<string, unknown>) =>
  checkInputs(known(token).inputs, values, (value) => value === unknown);

const database = "ovh:CloudProject/database:Database";
const valid = { engine: "postgresql", version: "17", plan: "essential", flavor: "db1-4", nodes: [{ region: "GRA" }] };

describe("what the SDKs say", () => {
  test.each([
    [database, ["engine", "flavor", "nodes", "plan", "version"]],
    ["ovh:CloudProject/networkPrivate:NetworkPrivate", []],
    ["ovh:CloudProject/networkPrivateSubnetV2:NetworkPrivateSubnetV2", ["cidr", "networkId", "region"]],
    ["ovh:CloudProject/storage:Storage", ["regionName"]],
    ["ovh:CloudProject/s3Policy:S3Policy", ["policy", "userId"]],
    [
      "ovh:CloudProjectDatabase/postgresSqlConnectionPool:PostgresSqlConnectionPool",
      ["clusterId", "databaseId", "mode", "size"],
    ],
    ["openstack:networking/secGroupRule:SecGroupRule", ["direction", "ethertype", "securityGroupId"]],
    ["openstack:compute/instance:Instance", []],
    ["cloudflare:index/dnsRecord:DnsRecord", ["name", "ttl", "type", "zoneId"]],
  ])("%s requires %j", (token, required) => {
    const names = Object.entries(known(token).inputs).filter(([, spec]) => spec.required);
    expect(names.map(([name]) => name)).toEqual(required);
  });

  test.each([
    ["ovh:CloudProject/user:User", ["password"]],
    ["ovh:CloudProject/s3Credential:S3Credential", ["secretAccessKey"]],
    ["ovh:CloudProjectDatabase/postgresSqlUser:PostgresSqlUser", ["password"]],
    ["openstack:compute/keypair:Keypair", ["privateKey"]],
    ["openstack:compute/instance:Instance", ["adminPass"]],
    [database, []],
  ])("%s keeps %j secret", (token, secrets) => {
    const { secretOutputs, outputs } = known(token);
    expect([...secretOutputs]).toEqual(secrets);
    expect(Object.keys(outputs).filter((name) => outputs[name]?.secret)).toEqual(secrets);
  });

  test("inputs that a constructor wraps are secret", () => {
    expect(known("openstack:compute/instance:Instance").inputs["adminPass"]?.secret).toBe(true);
    expect(providerContract("openstack").inputs["password"]?.secret).toBe(true);
    expect(providerContract("cloudflare").inputs["apiToken"]?.secret).toBe(true);
  });

  test("versions are those of the installed packages", () => {
    for (const pkg of ["ovh", "openstack", "cloudflare"] as const) {
      const { sdk, version } = providerContract(pkg);
      const manifest = join(import.meta.dirname, "../../../node_modules", sdk, "package.json");
      const installed = JSON.parse(readFileSync(manifest, "utf8")) as { version: string };
      expect(installed.version.replace(/^v/, "")).toBe(version);
    }
  });

  test("functions, environment variables and older tokens are known", () => {
    const certificates = functionContract("ovh:CloudProjectDatabase/getCertificates:getCertificates");
    expect(certificates?.inputs["serviceName"]?.required).toBe(true);
    expect(certificates?.outputs["ca"]?.type).toEqual({ kind: "string" });
    expect(known(database).inputs["serviceName"]?.environment).toBe("OVH_CLOUD_PROJECT_SERVICE");
    expect(known("cloudflare:index/dnsRecord:DnsRecord").aliases).toEqual(["cloudflare:index/record:Record"]);
  });

  test("every token decodes, down to the last nested type", () => {
    const seen = new Set<unknown>();
    const walk = (specs: Record<string, PropertySpec>): void => {
      for (const { type } of Object.values(specs)) {
        let inner = type;
        while (inner.items) inner = inner.items;
        expect(["string", "number", "boolean", "any", "asset", "object"]).toContain(inner.kind);
        if (inner.kind !== "object" || seen.has(inner)) continue;
        seen.add(inner);
        expect(Object.keys(inner.fields ?? {})).not.toEqual([]);
        walk(inner.fields ?? {});
      }
    };
    for (const pkg of ["ovh", "openstack", "cloudflare"] as const) {
      for (const token of knownTokens(pkg)) {
        const contract = resourceContract(token) ?? functionContract(token);
        walk(contract?.inputs ?? {});
        walk(contract?.outputs ?? {});
      }
    }
    expect(knownTokens("ovh").length).toBeGreaterThan(390);
    expect(resourceContract("ovh:CloudProject/nothing:Nothing")).toBeUndefined();
    expect(resourceContract("constructor")).toBeUndefined();
  });
});

describe("what replaces", () => {
  test.each([
    [database, "engine", "update", true],
    [database, "version", "update", false],
    [database, "nodes[0].region", "update", true],
    [database, "nodes[0].subnetId", "update", false],
    [database, "nodes[1]", "add", false],
    ["ovh:CloudProject/storage:Storage", "name", "update", true],
    ["ovh:CloudProject/storage:Storage", "objectLock", "add", false],
    ["ovh:CloudProject/storage:Storage", "objectLock", "delete", true],
    ["ovh:CloudProject/project:Project", "plan.planCode", "update", false],
    ["ovh:CloudProject/project:Project", "plan", "delete", true],
    ["openstack:compute/instance:Instance", "networks[0].port", "update", true],
    ["openstack:compute/instance:Instance", "networks[1]", "add", true],
    ["openstack:compute/instance:Instance", "networks[0].accessNetwork", "update", false],
    ["openstack:compute/instance:Instance", "networks", "update", true],
    ["openstack:compute/instance:Instance", "userData", "update", true],
    ["openstack:networking/secGroupRule:SecGroupRule", "description", "update", true],
    ["cloudflare:index/dnsRecord:DnsRecord", "zoneId", "update", true],
    ["cloudflare:index/dnsRecord:DnsRecord", "content", "update", false],
  ] as const)("%s %s, %s: %s", (token, path, change, replaces) => {
    expect(forcesReplacement(known(token), path, change)).toBe(replaces);
  });

  test("only resources of Terraform's older SDK are deleted first when the program named them", () => {
    expect(known("openstack:compute/keypair:Keypair").deletesFirstWhenNamed).toBe(true);
    expect(known("ovh:CloudProject/storage:Storage").deletesFirstWhenNamed).toBe(false);
    expect(known(database).deletesFirstWhenNamed).toBe(false);
  });
});

describe("checkInputs", () => {
  test("accepts what the SDK accepts", () => {
    expect(check(database, valid)).toEqual([]);
  });

  test("names an unknown property and the nearest known one", () => {
    expect(check(database, { ...valid, flavour: "db1-4" })).toEqual([
      { path: "flavour", reason: "unknown property. Did you mean flavor?" },
    ]);
    expect(check(database, { ...valid, zzzzzzzz: 1 })).toEqual([{ path: "zzzzzzzz", reason: "unknown property" }]);
  });

  test("gives the whole path inside arrays, objects and maps", () => {
    const nodes = [{ region: "GRA" }, { networkid: "n", subnetId: [] }];
    expect(check(database, { ...valid, nodes, advancedConfiguration: { "a.b": {} } })).toEqual([
      { path: "nodes[1].networkid", reason: "unknown property. Did you mean networkId?" },
      { path: "nodes[1].subnetId", reason: "expected a string, got an array" },
      { path: "nodes[1].region", reason: "missing required property" },
      { path: 'advancedConfiguration["a.b"]', reason: "expected a string, got an object" },
    ]);
  });

  test("misses required properties; null counts as missing", () => {
    const { engine: _engine, ...rest } = valid;
    expect(check(database, { ...rest, plan: null })).toEqual([
      { path: "engine", reason: "missing required property" },
      { path: "plan", reason: "missing required property" },
    ]);
  });

  test("a value that is not known yet satisfies everything, wherever it stands", () => {
    expect(check(database, { ...valid, nodes: unknown, engine: unknown, diskSize: unknown })).toEqual([]);
    expect(check(database, { ...valid, nodes: [unknown, { region: unknown }] })).toEqual([]);
  });

  test.each([
    [{ diskSize: "80" }, []],
    [{ diskSize: "much" }, ["expected a number, got a string that does not spell one"]],
    [{ deletionProtection: "true" }, []],
    [{ deletionProtection: "yes" }, ["expected a boolean, got a string that does not spell one"]],
    [{ deletionProtection: 1 }, ["expected a boolean, got a number"]],
    [{ version: 17 }, []],
    [{ description: true }, []],
    [{ nodes: { region: "GRA" } }, ["expected an array, got an object"]],
    [{ backupRegions: "GRA" }, ["expected an array, got a string"]],
    [{ __defaults: [] }, []],
  ])("as lenient as the bridge: %j", (values, reasons) => {
    expect(check(database, { ...valid, ...values }).map(({ reason }) => reason)).toEqual(reasons);
  });

  test("never shows a value", () => {
    const secret = fc.string({ minLength: 12 }).map((text) => `hidden-${text}-hidden`);
    const anywhere = fc.dictionary(
      fc.constantFrom("engine", "nodes", "diskSize", "ipRestrictions", "advancedConfiguration", "deletionProtection"),
      fc.oneof(secret, fc.array(secret), fc.record({ region: fc.array(secret), ip: fc.record({ a: secret }) })),
    );
    fc.assert(
      fc.property(anywhere, (values) => {
        expect(JSON.stringify(check(database, { ...valid, ...values }))).not.toContain("hidden-");
      }),
    );
  });
});

describe("generator", () => {
  const run = promisify(execFile);
  const tool = join(import.meta.dirname, "../tools/generate-contract.ts");
  const folder = mkdtempSync(join(tmpdir(), "contract-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  test("the committed data is what the installed SDKs give, byte for byte", async () => {
    const { stdout } = await run(process.execPath, [tool, "--check"]);
    expect(stdout.match(/up to date/g)).toHaveLength(3);
  });

  test("stale data is noticed", async () => {
    for (const file of ["ovh.json", "openstack.json", "cloudflare.json"]) {
      const text = readFileSync(join(import.meta.dirname, "../src/contract", file), "utf8");
      writeFileSync(join(folder, file), text.replace('"version":"2.19.1"', '"version":"2.18.0"'));
    }
    await expect(run(process.execPath, [tool, "--check", "--out", folder])).rejects.toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/^openstack.json: .* up to date\ncloudflare.json: .* up to date\n$/),
      stderr: expect.stringContaining("ovh.json: @ovhcloud/pulumi-ovh 2.19.1, 170 resources, 225 functions: stale"),
    });
  });
});
