import { createRequire } from "node:module";
import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { judge } from "../../src/index.ts";
import type { Case } from "./case.ts";
import { goods, holes } from "./cases.ts";
import { hcl } from "./hcl.ts";
import { readHcl } from "./hcl-reader.ts";
import { program } from "./program.ts";
import { hclAttributes } from "./twin.ts";

const all = [...holes, ...goods];
const listed = (cases: readonly Case[]) =>
  cases.map((each) => [capabilities(each), each.id, each.title, each] as const);

/** Capabilities that a case proves something about: databases, storage and rights, servers, networks. */
function capabilities({ type }: Case): string {
  if (type.includes("Database")) return "C037 C040";
  if (/instance:/.test(type)) return "C032";
  return /networking|loadbalancer|kube/.test(type) ? "C031" : "C010";
}

/** Rules that refuse it, whatever their level: a warning about a good one is noise as well. */
const refusals = ({ type, inputs }: Case) => [
  ...new Set(
    judge(type, inputs)
      .filter(({ outcome }) => outcome === "FAIL")
      .map(({ rule }) => rule.id),
  ),
];

describe("the corpus", () => {
  it("C010 C031 C032 C037 C040 holds eighteen holes and at least a hundred good cases", () => {
    const ids = Array.from({ length: 18 }, (_, i) => `v${String(i + 1).padStart(2, "0")}`);
    expect(holes.map(({ id }) => id)).toEqual(ids);
    expect(goods.length).toBeGreaterThanOrEqual(100);
    expect(goods.map(({ id }) => id)).toEqual(goods.map((_, i) => `g${String(i + 1).padStart(3, "0")}`));
    expect(holes.filter(({ expects }) => expects.length === 0)).toEqual([]);
    expect(goods.filter(({ expects }) => expects.length > 0)).toEqual([]);
    expect(new Set(all.map(({ type }) => type)).size).toBe(13);
  });

  it("C010 C031 C032 C037 C040 tells its cases apart: by title, by name and by what they hold", () => {
    for (const keys of [
      all.map(({ title }) => title),
      all.flatMap(({ type, inputs: { name } }) => (name ? [`${type} ${name}`] : [])),
      all.map(({ type, inputs: { description: _, ...rest } }) => JSON.stringify([type, rest])),
    ]) {
      expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
    }
  });

  it("C010 C031 C032 C037 C040 renders Terraform twins that read back as they were written", () => {
    expect(readHcl(hcl(all))).toEqual(
      all.map(({ id, hcl: { resource, attributes } }) => ({ type: resource, name: id, attributes })),
    );
  });

  it("C031 names attributes as Terraform does, and leaves the keys of maps alone", () => {
    const form = { renamed: { fixedIps: "fixed_ip" }, blocks: ["bootFrom"], maps: ["tags"] };
    const inputs = {
      remoteIpPrefix: "::/0",
      fixedIps: [{ subnetId: "a" }],
      bootFrom: { imageId: "b" },
      tags: { aB: "c" },
    };
    expect(hclAttributes(inputs, form)).toEqual({
      remote_ip_prefix: "::/0",
      fixed_ip: [{ subnet_id: "a" }],
      boot_from: [{ image_id: "b" }],
      tags: { aB: "c" },
    });
  });

  it.each(listed(all))("%s %s has a twin that says the same: %s", (_, __, ___, { inputs, hcl: twin }) => {
    expect(texts(twin.attributes)).toEqual(texts(inputs));
    expect(names(twin.attributes).filter((name) => /[^a-z0-9_]/.test(name))).toEqual([]);
  });

  it("C010 C031 C032 C037 C040 is a program that the SDKs accept, with the table's types and inputs", async () => {
    const made: Record<string, { type: string; inputs: unknown }> = {};
    await pulumi.runtime.setMocks({
      newResource({ name, type, inputs }) {
        made[name] = { type, inputs };
        return { id: `${name}-id`, state: inputs };
      },
      call: ({ inputs }) => inputs,
    });
    new Function("require", program(all))(createRequire(import.meta.url));
    await pulumi.runtime.disconnect();
    expect(made).toEqual(Object.fromEntries(all.map(({ id, type, inputs }) => [id, { type, inputs }])));
  });
});

describe("what the rules find", () => {
  it.each(listed(holes))("%s %s is found: %s", (_, __, ___, hole) => {
    expect(refusals(hole)).toEqual(expect.arrayContaining([...hole.expects]));
  });

  it.each(listed(goods))("%s %s is not refused: %s", (_, __, ___, good) => {
    expect(refusals(good)).toEqual([]);
  });
});

/** All plain values, in their order. */
function texts(value: unknown): unknown[] {
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(texts) : [value];
}

/** Names of attributes and of blocks, not keys inside values, which may be the user's own. */
function names(attributes: object): string[] {
  return Object.entries(attributes).flatMap(([name, value]) => [
    name,
    ...(Array.isArray(value) ? value.filter((member) => typeof member === "object").flatMap(names) : []),
  ]);
}
