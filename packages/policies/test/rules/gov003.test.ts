import { describe, expect, it } from "vitest";
import { parameterProblem, settled } from "../../src/index.ts";
import { tags } from "../../src/rules/governance/gov003-tags.ts";
import { listTypes, mapTypes } from "../../src/rules/governance/labels.ts";
import { installed } from "./installed.ts";

describe("GOV003 tags", () => {
  it("judges tags that the installed SDKs have", () => {
    const known = new Map([...installed("@ovhcloud/pulumi-ovh"), ...installed("@pulumi/openstack")]);
    for (const [token, property] of mapTypes) expect([token, known.get(token)?.has(property)]).toEqual([token, true]);
    for (const token of listTypes) expect([token, known.get(token)?.has("tags")]).toEqual([token, true]);
    expect([mapTypes.size, listTypes.length]).toEqual([4, 9]);
  });

  it("takes lists of names and of values", () => {
    const { required, values } = tags.parameters;
    expect(["owner", "cost-centre"].map((name) => parameterProblem(required, [name]))).toEqual([undefined, undefined]);
    expect(parameterProblem(required, ["owner=web"])).toBeDefined();
    expect(parameterProblem(required, ["cost centre"])).toBeDefined();
    expect(parameterProblem(values, ["owner=a=b c"])).toBeUndefined();
    expect(parameterProblem(values, ["owner"])).toBeDefined();
    expect(parameterProblem(values, ["owner="])).toBeDefined();
    expect(parameterProblem(values, ["=web"])).toBeDefined();
  });

  it.each(["test", "preprod", "prod"] as const)("in %s wants that environment and an application", (environment) => {
    expect(settled(tags, environment)).toEqual({
      required: ["app", "environment"],
      values: [`environment=${environment}`],
      lists: false,
    });
  });
});
