import { describe, expect, test } from "vitest";
import { withDefaults } from "../src/contract/defaults.ts";
import { type ResourceContract, resourceContract } from "../src/contract/index.ts";
import { checkResource } from "../src/contract/resource-check.ts";
import { difference } from "../src/diff.ts";
import { unknown } from "../src/properties.ts";
import table from "./fixtures/contract-changes.json" with { type: "json" };

type Inputs = Readonly<Record<string, unknown>>;

const known = (token: string) => resourceContract(token) as ResourceContract;
const over = (base: Inputs, change: Inputs): Inputs =>
  Object.fromEntries(Object.entries({ ...base, ...change }).filter(([, value]) => value !== null));

/** The answer to a change in the words of the table. */
function answer(token: string, base: Inputs, now: Inputs): string {
  const contract = known(token);
  const { details, changed, replaces } = difference(contract, {}, base, now, base);
  const refused = checkResource(contract, now, (value) => value === unknown, {}).length > 0 ? ["refused"] : [];
  const paths = [...details].map(([path, kind]) => `${path} ${kind}`).sort();
  const inputs = [...changed].sort().map((name) => (replaces.includes(name) ? `${name} replaces` : name));
  return [...refused, ...(paths.length > 0 ? paths : inputs)].join(", ") || "no change";
}

describe.each(table.changes)("$token ($source)", ({ token, base, cases }) => {
  test.each(Object.entries(cases as unknown as Record<string, [Inputs, string]>))(
    "%s: as the real provider answers",
    (_, [change, told]) => {
      expect(answer(token, base, over(base, change))).toBe(told);
    },
  );
});

describe("what is not known yet", () => {
  const port = "openstack:networking/port:Port";
  const database = "ovh:CloudProject/database:Database";
  const bucket = "ovh:CloudProject/storage:Storage";
  const nodes = [{ region: "GRA", networkId: "n", subnetId: "t" }];
  test.each([
    [port, { networkId: "n" }, { networkId: unknown }, "networkId update-replace"],
    [port, { networkId: "n" }, { networkId: "n", securityGroupIds: unknown }, "securityGroupIds add"],
    [
      port,
      { networkId: "n", securityGroupIds: ["a"] },
      { networkId: "n", securityGroupIds: ["a", unknown] },
      "securityGroupIds[1] add",
    ],
    [database, { nodes }, { nodes: [{ ...nodes[0], subnetId: unknown }] }, "nodes[0].subnetId update"],
    [bucket, { regionName: "GRA", name: "b" }, { regionName: "GRA", name: unknown }, "name replaces"],
    [bucket, { regionName: "GRA", tags: { a: "b" } }, { regionName: "GRA", tags: { a: unknown } }, "tags"],
  ] as [string, Inputs, Inputs, string][])("%s counts as changed: %j to %j", (token, base, now, told) => {
    const said = answer(token, base, now)
      .split(", ")
      .filter((part) => part !== "refused");
    expect(said.join(", ")).toBe(told);
  });
});

describe("sets inside blocks and of the plugin framework", () => {
  test.each([
    [
      "ovh:Dedicated/serverNetworking:ServerNetworking",
      {
        interfaces: [
          { macs: ["a", "b"], type: "public" },
          { macs: ["c"], type: "vrack" },
        ],
      },
      {
        interfaces: [
          { macs: ["c"], type: "vrack" },
          { macs: ["b", "a"], type: "public" },
        ],
      },
    ],
    ["cloudflare:index/dnsRecord:DnsRecord", { zoneId: "z", tags: ["a", "b"] }, { zoneId: "z", tags: ["b", "a"] }],
    ["cloudflare:index/r2Bucket:R2Bucket", { name: "b", location: "WEUR" }, { name: "b", location: "eeur" }],
  ] as [string, Inputs, Inputs][])("%s: %j and %j are the same", (token, base, now) => {
    expect(difference(known(token), {}, base, now).changed).toEqual([]);
  });
});

describe("deleted before replaced", () => {
  const keypair = known("openstack:compute/keypair:Keypair");
  const [old, now] = [
    { name: "k", publicKey: "A" },
    { name: "k", publicKey: "B" },
  ];
  test.each([
    ["the program gave the name", { ...now, __defaults: [] }, true],
    ["check gave the name", { ...now, __defaults: ["name"] }, false],
    ["check left no note: the state is older than the notes", now, false],
    ["nothing replaces", { ...old, __defaults: [] }, false],
  ])("%s", (_, news, first) => {
    expect(difference(keypair, {}, old, news).deleteFirst).toBe(first);
  });

  test("never a resource on Terraform's plugin framework", () => {
    const bucket = known("ovh:CloudProject/storage:Storage");
    const said = difference(bucket, {}, { name: "a" }, { name: "b", __defaults: [] });
    expect(said).toMatchObject({ replaces: ["name"], deleteFirst: false, detailed: false });
  });
});

describe("with what check filled in", () => {
  const subnet = known("openstack:networking/subnet:Subnet");
  const kinds = (old: Inputs, now: Inputs) => [...difference(subnet, {}, old, now).details];

  test("a default given up for another value is an update, without check's inputs an addition", () => {
    const [old, now] = [{ networkId: "n" }, { networkId: "n", enableDhcp: false }];
    expect(kinds(withDefaults(subnet, old, {}).inputs, withDefaults(subnet, now, {}).inputs)).toEqual([
      ["enableDhcp", "update"],
    ]);
    expect(kinds(old, now)).toEqual([["enableDhcp", "add"]]);
    expect(kinds(old, { networkId: "n", enableDhcp: true })).toEqual([]);
  });
});

describe("what the state lacks", () => {
  const base = { engine: "postgresql", description: "d", nodes: [{ region: "GRA" }] };
  const now = { ...base, description: "e" };
  const details = (state?: Inputs) => [
    ...difference(known("ovh:CloudProject/database:Database"), {}, base, now, state).details.keys(),
  ];

  test("inside blocks shows only against a state that holds nothing of the cloud's", () => {
    expect(details()).toEqual(["description"]);
    expect(details({ ...base, status: "READY" })).toEqual(["description"]);
    expect(details(base).toSorted()).toEqual(["description", "nodes[0].networkId", "nodes[0].subnetId"]);
  });
});
