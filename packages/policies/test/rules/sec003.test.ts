import { describe, expect, it } from "vitest";
import { encrypted, unknown } from "../hidden.ts";
import { ruleOf, verdictsOn } from "../outcomes.ts";

const judged = (inputs: Record<string, unknown>) =>
  verdictsOn(ruleOf("SEC003"), { title: "", type: "cloudflare:index/ruleset:Ruleset", inputs }).map(
    ({ path, outcome, mark }) => `${path} ${outcome}${mark ?? ""}`,
  );
const password = "password=correct";

describe("SEC003 secret-in-labels", () => {
  it.each(["metadata", "tags", "description", "name", "advancedConfiguration", "labels"])(
    "looks at %s, at the top and one level down, and keeps no hash",
    (name) => {
      expect(judged({ [name]: password })).toEqual([`${name} FAIL`]);
      expect(judged({ other: { [name]: { a: ["b", password] } } })).toEqual([`other.${name}.a[1] FAIL`]);
      expect(judged({ other: [{}, { [name]: password }] })).toEqual([`other[1].${name} FAIL`]);
      expect(judged({ other: { other: { [name]: password } } })).toEqual([]);
      expect(judged({ other: [[{ [name]: password }]] })).toEqual([]);
    },
  );

  it("doubts what is hidden there, or could have such a property", () => {
    const holders = ["entries", "ipRestrictions", "items", "listeners", "members"];
    for (const name of [...holders, "origins", "rules", "sshKeyCreate", "subnet", "template"]) {
      expect(judged({ [name]: unknown })).toEqual([`${name} UNKNOWN`]);
      expect(judged({ [name]: [unknown, { name: password }] })).toEqual([`${name}[0] UNKNOWN`, `${name}[1].name FAIL`]);
    }
    expect(judged({ name: unknown, tags: [encrypted, password] })).toEqual([
      "name UNKNOWN",
      "tags[0] UNKNOWN",
      "tags[1] FAIL",
    ]);
    expect(judged({ networkId: unknown, nodes: [unknown, { networkId: unknown }], size: 3, names: password })).toEqual(
      [],
    );
  });
});
