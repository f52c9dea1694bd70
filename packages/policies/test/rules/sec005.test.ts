import { describe, expect, it } from "vitest";
import { rules, stackVerdictsOf, subjectOf } from "../../src/index.ts";
import { mostCharacters } from "../../src/rules/secrets/decode.ts";
import { presets } from "../../src/settings.ts";
import { encrypted, secret, unknown } from "../hidden.ts";
import { ruleOf } from "../outcomes.ts";

const rule = ruleOf("SEC005");
const judged = (...resources: { type: string; urn: string; properties: unknown }[]) =>
  stackVerdictsOf(rule, resources.map(subjectOf), presets("prod", rules)).map(
    ({ urn, path, outcome, mark }) => `${urn} ${path} ${outcome}${mark ?? ""}`,
  );
const stack = (properties: unknown) => ({ type: "pulumi:pulumi:Stack", urn: "stack", properties });
const password = "password=correct";

describe("SEC005 plaintext-output", () => {
  it("names each violation, with its resource and without a hash, and one doubt of each resource", () => {
    expect(
      judged(
        stack({ a: unknown, b: password, c: [unknown, { d: password }] }),
        { type: "shop:index:Backend", urn: "backend", properties: { a: unknown, b: unknown } },
        { type: "ovh:CloudProject/network:Network", urn: "network", properties: { a: unknown, b: password } },
      ),
    ).toEqual(["stack b FAIL", "stack c[1].d FAIL", "stack a UNKNOWN", "backend a UNKNOWN"]);
  });

  it("accepts what is or will be a secret, whole or in part", () => {
    const hidden = [encrypted, "[secret]", secret(password), secret(unknown), secret({ a: [password] })];
    expect(judged(stack({ hidden, inside: { a: { password: secret("correct") } }, none: null }))).toEqual([]);
    expect(judged(stack(undefined), stack(unknown))).toEqual([]);
  });

  it.each(["ovh", "openstack", "cloudflare", "pulumi"])(
    "leaves other outputs of %s to the provider's schema",
    (name) => {
      expect(judged({ type: `${name}:index:Thing`, urn: "it", properties: { url: password, name: password } })).toEqual(
        [],
      );
      expect(judged({ type: `my${name}:index:Thing`, urn: "it", properties: { url: password } })).toEqual([
        "it url FAIL",
      ]);
      expect(judged({ type: `${name}-own:index:Thing`, urn: "it", properties: { url: password } })).toEqual([
        "it url FAIL",
      ]);
    },
  );

  it("C076 looks through so much text of each resource and no more", () => {
    const half = " ".repeat(mostCharacters / 2);
    expect(
      judged(stack({ a: half, b: half }), { type: "shop:index:Backend", urn: "it", properties: { a: half } }),
    ).toEqual([]);
    expect(judged(stack({ a: half, b: half, c: "web", d: "web" }))).toEqual(["stack c FAIL"]);
  });
});
