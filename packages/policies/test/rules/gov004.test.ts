import { computeFlavors, databaseFlavors } from "@accoreboot/catalogue";
import { describe, expect, it } from "vitest";
import type { Environment } from "../../src/index.ts";
import { gov004 } from "../fixtures/governance/gov004.ts";
import { encrypted, unknown } from "../hidden.ts";
import { ruleOf, verdictsOn } from "../outcomes.ts";

const rule = ruleOf("GOV004");
const instance = "ovh:CloudProject/instance:Instance";
const cloudInstance = "ovh:index/cloudInstance:CloudInstance";
const server = "openstack:compute/instance:Instance";
const databaseType = "ovh:CloudProject/database:Database";
const pool = "ovh:CloudProject/kubeNodePool:KubeNodePool";
const id = "1b2c3d4e-5f60-4718-92a3-b4c5d6e7f809";

const judged = (type: string, inputs: Record<string, unknown>, parameters = {}, environment: Environment = "prod") =>
  verdictsOn(rule, { title: "", type, inputs, parameters, environment });
const said = (...args: Parameters<typeof judged>) => judged(...args).map(({ path, outcome }) => `${path} ${outcome}`);

describe("GOV004 flavour-limit", () => {
  it.each([
    [
      instance,
      { flavor: { flavorId: id } },
      (name: unknown) => ({ flavorName: name }),
      "flavor.flavorId",
      "flavorName",
    ],
    [
      cloudInstance,
      { flavorId: id },
      (name: unknown) => ({ currentState: { flavor: { name } } }),
      "flavorId",
      "currentState.flavor.name",
    ],
  ])("doubts what the id of %s stands for until it is there", (type, inputs, made, path, name) => {
    expect(said(type, inputs)).toEqual([`${path} UNKNOWN`]);
    expect(said(type, { ...inputs, ...made("b3-8") })).toEqual([`${path} UNKNOWN`]);
    expect(said(type, { ...inputs, ...made(unknown) })).toEqual([`${path} UNKNOWN`]);
    expect(said(type, { ...inputs, ...made("r3-256") })).toEqual([`${path} UNKNOWN`, `${name} FAIL`]);
    expect(said(type, { ...inputs, ...made("r3-256") }, { flavors: [id] })).toEqual([]);
    expect(said(type, { ...inputs, ...made(["b3-8"]) })).toEqual([`${path} UNKNOWN`]);
    const found = judged(type, { ...inputs, ...made("r3-256") });
    expect(found[1]).toMatchObject({ urn: `urn:pulumi:prod::shop::${type}::it` });
  });

  it("asks no other type what it turned out to be", () => {
    expect(said(server, { flavorName: "b3-8", currentState: { flavor: { name: "r3-256" } } })).toEqual([]);
    expect(said(pool, { flavorName: "b3-8", flavor: { flavorId: "x" } })).toEqual([]);
  });

  it.each([[unknown], [encrypted]])("doubts what is hidden where it decides: %j", (hidden) => {
    expect(said(server, { flavorId: hidden, flavorName: "r3-256" })).toEqual(["flavorId UNKNOWN"]);
    expect(said(server, { flavorName: "b3-8", blockDevices: hidden })).toEqual(["blockDevices UNKNOWN"]);
    expect(said(server, { flavorName: "b3-8", blockDevices: [hidden, { volumeSize: 5000 }] })).toEqual([
      "blockDevices[0].volumeSize UNKNOWN",
      "blockDevices[1].volumeSize FAIL",
    ]);
    expect(said(pool, { flavorName: "b3-8", autoscale: hidden })).toEqual(["autoscale UNKNOWN"]);
    expect(said(pool, { flavorName: "b3-8", autoscale: hidden, maxNodes: 20 })).toEqual([]);
    expect(said(pool, { flavorName: "b3-8", monthlyBilled: hidden })).toEqual([]);
    expect(said(pool, { flavorName: "b3-8", monthlyBilled: hidden }, {}, "test")).toEqual(["monthlyBilled UNKNOWN"]);
  });

  const environments = ["test", "preprod", "prod"] as const;
  const accepted = (names: readonly string[], type: string, inputs: (name: string) => Record<string, unknown>) =>
    environments.map((environment) =>
      names.filter((name) => !said(type, inputs(name), {}, environment).some((one) => /^(flavor|plan)/.test(one))),
    );

  it("accepts in test no flavor that preprod does not, and in preprod none that prod does not", () => {
    const [test, preprod, prod] = accepted(Object.keys(computeFlavors), server, (flavorName) => ({ flavorName }));
    const small = ["s1-2", "s1-4", "s1-8", "d2-2", "d2-4", "d2-8", "b2-7", "c2-7", "b2-7-flex", "c2-7-flex"];
    expect(test?.toSorted()).toEqual([...small, "b3-8", "c3-4", "c3-8"].toSorted());
    expect(preprod).toEqual(expect.arrayContaining([...(test ?? []), "b3-16", "b3-32", "c3-16", "r3-32", "r2-30"]));
    expect(prod).toEqual(expect.arrayContaining([...(preprod ?? []), "b3-64", "b3-128", "c3-64", "r3-128", "i1-45"]));
    for (const name of ["b3-64", "c3-32", "r3-64", "i1-45"]) expect(preprod).not.toContain(name);
    for (const name of ["b3-256", "c3-128", "r3-256", "win-b3-8", "t1-45", "a10-45", "l4-90"]) {
      expect(prod).not.toContain(name);
    }
  });

  it("accepts flavors and plans of databases by their environment", () => {
    const [test, preprod, prod] = accepted(Object.keys(databaseFlavors), databaseType, (flavor) => ({
      flavor,
      plan: "essential",
      nodes: [{ region: "GRA" }],
    }));
    expect(test?.toSorted()).toEqual(["b3-8", "db1-2", "db1-4", "db1-7", "db2-2", "db2-4", "db2-7"]);
    const middle = ["b3-16", "b3-32", "db1-15", "db1-30", "db2-15", "db2-30"];
    expect(preprod?.toSorted()).toEqual([...(test ?? []), ...middle].toSorted());
    const large = ["b3-64", "b3-128", "db1-60", "db1-120", "db2-60"];
    expect(prod?.toSorted()).toEqual([...(preprod ?? []), ...large].toSorted());

    const names = ["discovery", "essential", "business", "production", "enterprise", "advanced", "starter"];
    const plans = accepted(names, databaseType, (plan) => ({ flavor: "db1-4", plan, nodes: [{ region: "GRA" }] }));
    expect(plans).toEqual([names.slice(0, 2), names.slice(0, 4), names.slice(0, 6)]);
  });

  it.each([
    ["maxNodes", 1, 500, (value: number) => ({ flavorName: "b3-8", desiredNodes: value }), pool],
    [
      "maxDiskGb",
      10,
      64_000,
      (value: number) => ({ flavorName: "b3-8", blockDevices: [{ volumeSize: value }] }),
      server,
    ],
  ])("takes %s from %i to %i", (name, least, most, inputs, type) => {
    for (const limit of [least, most]) {
      expect(said(type, inputs(limit), { [name]: limit })).toEqual([]);
      expect(said(type, inputs(limit + 1), { [name]: limit })).toHaveLength(1);
    }
    expect(said(type, inputs(least), { [name]: least - 1 })).toEqual([]);
    expect(said(type, inputs(most + 1), { [name]: most + 1 })).toHaveLength(1);
  });

  it.each([
    [3, "test"],
    [6, "preprod"],
    [20, "prod"],
  ] as const)("accepts %i nodes in %s", (count, environment) => {
    expect(said(pool, { flavorName: "b3-8", desiredNodes: count }, {}, environment)).toEqual([]);
    expect(said(pool, { flavorName: "b3-8", desiredNodes: count + 1 }, {}, environment)).toHaveLength(1);
  });

  it.each([
    [240, "test"],
    [1000, "preprod"],
    [4000, "prod"],
  ] as const)("accepts disks of %i GB in %s", (volumeSize, environment) => {
    const inputs = (size: number) => ({ flavorName: "b3-8", blockDevices: [{ volumeSize: size }] });
    expect(said(server, inputs(volumeSize), {}, environment)).toEqual([]);
    expect(said(server, inputs(volumeSize + 1), {}, environment)).toHaveLength(1);
  });

  it.each([
    [server, { flavorName: "x" }, "this is not a flavor, by its name or a listed id, that is accepted here"],
    [instance, { flavor: { flavorId: "x" } }, "this is not a flavor's id that is accepted here"],
    [instance, { flavor: { flavorId: id }, bulk: 21 }, "there are more than the accepted count of nodes"],
    [pool, { flavorName: "x" }, "this is not a flavor that is accepted here"],
    [databaseType, { plan: "x", flavor: "db1-4", nodes: [{}] }, "this is not a plan that is accepted here"],
    [databaseType, { plan: "business", flavor: "x", nodes: [{}] }, "this is not a flavor that is accepted here"],
    [pool, { flavorName: "b3-8", monthlyBilled: true }, "a whole month is paid for at once"],
  ])("says of %s with %j that %s", (type, inputs, problem) => {
    const verdicts = judged(type, inputs, { monthlyBilling: false });
    expect(verdicts.map((verdict) => verdict.problem)).toContain(problem);
  });

  it("has a fixture for each type that it judges", () => {
    for (const list of [gov004.bad, gov004.good]) {
      expect(new Set(list.map(({ type }) => type))).toEqual(new Set(rule.types));
    }
  });
});
