import { describe, expect, it } from "vitest";
import { rules } from "../src/index.ts";
import { notOnTheSdk, packArgs, policy } from "../src/sdk.ts";

const ruleOf = (id: string) => rules.find((rule) => rule.id === id) as (typeof rules)[number];

describe("the rules as policies of the SDK", () => {
  it("are all there but the three that ask whether a value is a secret, with the levels of the environment", () => {
    for (const environment of ["test", "preprod", "prod"] as const) {
      const { policies } = packArgs(environment);
      expect(policies.map(({ name }) => name)).toEqual(
        rules
          .filter(({ id }) => !notOnTheSdk.includes(id))
          .flatMap(({ slug, judge, judgeStack }) => (judge && judgeStack ? [slug, `${slug}-stack`] : [slug])),
      );
      for (const { name, enforcementLevel } of policies) {
        const rule = rules.find(({ slug }) => slug === name.replace(/-stack$/, ""));
        expect([name, enforcementLevel]).toEqual([name, rule?.levels[environment]]);
      }
    }
  });

  it("carry the type's token when they judge one type, so that the SDK passes over other resources", () => {
    for (const rule of rules.filter(({ judge }) => judge)) {
      const { validateResource } = policy(rule, "prod") as { validateResource: { __pulumiType?: string } };
      const only = rule.types !== "all" && rule.types.length === 1 ? rule.types[0] : undefined;
      expect([rule.id, validateResource.__pulumiType]).toEqual([rule.id, only]);
    }
  });

  it("judge the stack when the rule judges nothing else, and have their parameters as a schema", () => {
    for (const rule of rules) {
      const written = policy(rule, "test");
      expect([rule.id, "validateResource" in written]).toEqual([rule.id, rule.judge !== undefined]);
      expect(Object.keys(written.configSchema?.properties ?? {})).toEqual(Object.keys(rule.parameters));
    }
    const { configSchema } = policy(ruleOf("DB003"), "prod");
    expect(configSchema?.properties).toMatchObject({
      publicPrefix4: { type: "integer", default: 24, minimum: 16, maximum: 32 },
    });
  });
});

describe("the rules", () => {
  it("have ids, names and texts of their own, each a clause without a full stop", () => {
    for (const key of ["id", "slug", "title"] as const) expect(new Set(rules.map((rule) => rule[key])).size).toBe(44);
    for (const { id, slug, title, rationale, remedy, url } of rules) {
      expect(id).toMatch(/^[A-Z0-9]{2,3}\d{3}$/);
      expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      for (const text of [title, rationale, remedy])
        expect([id, text.trim() === text && !/[.\n]$/.test(text) && text.length > 10]).toEqual([id, true]);
      if (url) expect(url).toMatch(/^https:\/\//);
    }
  });

  it("stand in the order of the list: 8 on databases, 10 on networks, 8 on storage, 6 each on secrets, edge and governance", () => {
    const groups = ["database", "network", "storage", "secrets", "edge", "governance"] as const;
    expect(groups.map((group) => rules.filter((rule) => rule.group === group).length)).toEqual([8, 10, 8, 6, 6, 6]);
    for (const group of groups) {
      const ids = rules.filter((rule) => rule.group === group).map(({ id }) => id);
      expect(ids).toEqual([...ids].sort());
    }
  });

  it("say in defaults what their parameters allow", () => {
    for (const { parameters } of rules) {
      for (const { default: usual, minimum, maximum, pattern, description } of Object.values(parameters)) {
        expect(description).toMatch(/^[A-Z].*\.$/);
        const each = typeof usual === "object" && !Array.isArray(usual) ? Object.values(usual) : [usual];
        for (const value of each) {
          if (typeof value === "number") expect(value >= (minimum ?? 0) && value <= (maximum ?? value)).toBe(true);
          if (Array.isArray(value))
            for (const text of value) expect(text).toMatch(new RegExp(`^(?:${pattern ?? "[^]+"})$`));
        }
      }
    }
  });
});
