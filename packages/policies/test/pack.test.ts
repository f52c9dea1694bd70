import type { ResourceValidationPolicy } from "@pulumi/policy";
import { describe, expect, it } from "vitest";
import { judge, packArgs, policy, rules } from "../src/index.ts";
import {
  database,
  encrypted,
  good,
  ipRestriction,
  node,
  type Properties,
  secret,
  stringPaths,
  unknown,
  withLeaf,
} from "./cases.ts";
import { ADVISORY, analyze, MANDATORY } from "./sdk.ts";

const levels = async (properties: Properties) =>
  (await analyze(database, properties)).diagnostics.map((given) => [given.policyname, given.enforcementlevel]);

describe("the pack, through the SDK's own analyze call", () => {
  it("C040 has nothing against a private database", async () => {
    expect(await levels(good)).toEqual([]);
  });

  it("C037 C040 refuses PostgreSQL 18 and a public database, each under its own name", async () => {
    expect(await levels({ ...good, version: "18" })).toEqual([["pg-major-supported", MANDATORY]]);
    expect(await levels({ ...good, ipRestrictions: [{ ip: "0.0.0.0/0" }] })).toEqual([["db-no-world", MANDATORY]]);
    expect(await levels({ ...good, nodes: [{ ...node, networkId: "" }] })).toEqual([["db-private-network", MANDATORY]]);
  });

  it("C037 C040 advises on what is unknown and still refuses what is known, in one resource", async () => {
    const properties = {
      ...good,
      version: unknown,
      ipRestrictions: [{ ip: unknown }, { ip: "0.0.0.0/0" }],
      nodes: [unknown, { region: unknown, networkId: unknown }],
    };
    expect(await levels(properties)).toEqual([
      ["pg-major-supported", ADVISORY],
      ["db-no-world", ADVISORY],
      ["db-no-world", MANDATORY],
      ["db-private-network", ADVISORY],
      ["db-private-network", MANDATORY],
    ]);
    const { diagnostics } = await analyze(database, properties);
    expect(diagnostics[0]?.message).toContain("DB001 cannot be proved at preview: version,");
    expect(diagnostics[1]?.message).toContain("DB003 cannot be proved at preview: ipRestrictions[0].ip,");
    expect(diagnostics.some(({ message }) => message.includes("can't run policy"))).toBe(false);
  });

  it("C040 counts identifiers that are not known yet as present", async () => {
    expect(await levels({ ...good, nodes: [{ ...node, networkId: unknown, subnetId: secret(unknown) }] })).toEqual([]);
  });

  it("C037 reads a secret version, and judges it", async () => {
    expect(await levels({ ...good, version: secret("18") })).toEqual([["pg-major-supported", MANDATORY]]);
    expect(await levels({ ...good, version: secret("17") })).toEqual([]);
  });

  it("turns away resources of other types", async () => {
    const other = await analyze("ovh:CloudProject/user:User", { version: "18" });
    expect(other.diagnostics).toEqual([]);
    expect(other.notApplicable).toEqual(rules.map(({ slug }) => slug));
    const entry = await analyze(ipRestriction, { ip: "::/0" });
    expect(entry.diagnostics.map(({ policyname }) => policyname)).toEqual(["db-no-world"]);
    expect(entry.notApplicable).toEqual(["pg-major-supported", "db-private-network"]);
  });

  it("says the same as the library, in the same order, each time", async () => {
    const properties = { ...good, version: "18", nodes: [{}, unknown], ipRestrictions: [{ ip: "::/0" }, { ip: "x" }] };
    const reversed = Object.fromEntries(Object.entries(properties).reverse());
    const texts = judge(database, properties).map(({ message }) => message);
    expect(texts).toHaveLength(6);
    for (const given of [properties, properties, reversed]) {
      expect((await analyze(database, given)).diagnostics.map(({ message }) => message)).toEqual(texts);
    }
  });

  it("names the rule, the path, what is wrong and the remedy in every violation", async () => {
    const { diagnostics } = await analyze(database, {
      ...good,
      version: "18",
      nodes: [{}],
      ipRestrictions: [{ ip: "x" }],
    });
    expect(diagnostics).toHaveLength(4);
    for (const { message } of diagnostics) {
      expect(message).toMatch(
        /^DB00\d at (version|nodes\[0\]\.\w+|ipRestrictions\[0\]\.ip): .+\.\nWhy: .+\.\nRemedy: .+\.$/,
      );
    }
  });
});

describe("a message", () => {
  const canary = "canary-5b1f9e";
  const shapes: Properties[] = [
    good,
    { ...good, nodes: [{}], version: "18", ipRestrictions: [{ ip: "0.0.0.0/0", description: "all" }] },
    { ...good, nodes: [unknown, node, { region: "x" }], ipRestrictions: [{ ip: unknown }, { ip: "8.0.0.0/8" }] },
    { engine: "mysql", version: "8", advancedConfiguration: { a: "b" }, nodes: "x", ipRestrictions: "y" },
  ];

  it("holds no value of any property, secret or not", async () => {
    let messages = 0;
    for (const shape of shapes) {
      const paths = stringPaths(shape);
      const all = paths.reduce((properties, path) => withLeaf(properties, path, canary), shape);
      const planted = [
        all,
        ...paths.flatMap((path) =>
          [canary, secret(canary), `${canary}/0`].map((value) => withLeaf(shape, path, value)),
        ),
      ];
      for (const properties of planted) {
        const { diagnostics } = await analyze(database, { ...properties, [canary]: canary });
        for (const { message } of diagnostics) expect(message).not.toContain(canary);
        for (const { path, problem, message } of judge(database, properties)) {
          expect(`${path} ${problem} ${message}`).not.toContain(canary);
        }
        messages += diagnostics.length;
      }
    }
    expect(messages).toBeGreaterThan(50);
  });

  it("says of an encrypted secret that it cannot be proved", () => {
    expect(judge(database, { ...good, version: encrypted }).map(({ message }) => message)).toEqual([
      expect.stringContaining("DB001 cannot be proved at preview: version, it is a secret"),
    ]);
  });
});

describe("the rules", () => {
  it("have ids, slugs and texts of their own, and are mandatory", () => {
    expect(rules.map(({ id }) => id)).toEqual(["DB001", "DB003", "DB004"]);
    expect(new Set(rules.map(({ slug }) => slug)).size).toBe(rules.length);
    for (const rule of rules) {
      expect(rule.enforcement).toBe("mandatory");
      expect(`${rule.rationale}${rule.remedy}`).not.toMatch(/\.$/);
      expect(rule.url).toMatch(/^https:/);
    }
  });

  it("become policies that the SDK can serve, with their parameters as a schema", () => {
    const policies = packArgs().policies as ResourceValidationPolicy[];
    expect(policies.map(({ name }) => name)).toEqual(rules.map(({ slug }) => slug));
    expect(policies[0]?.configSchema?.properties).toMatchObject({ maxMajor: { type: "integer", default: 17 } });
  });

  it("with one type carry its token, so that the SDK does not read other resources", () => {
    const tokens = rules.map((rule) => Reflect.get(policy(rule).validateResource as object, "__pulumiType"));
    expect(tokens).toEqual([database, undefined, database]);
  });
});
