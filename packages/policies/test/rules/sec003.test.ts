import { describe, expect, it } from "vitest";
import { mostCharacters } from "../../src/rules/secrets/decode.ts";
import { encrypted, unknown } from "../hidden.ts";
import { ruleOf, verdictsOn } from "../outcomes.ts";

const judged = (inputs: Record<string, unknown>) =>
  verdictsOn(ruleOf("SEC003"), { title: "", type: "cloudflare:index/ruleset:Ruleset", inputs }).map(
    ({ path, outcome, mark }) => `${path} ${outcome}${mark ?? ""}`,
  );
const password = "password=correct";

describe("SEC003 secret-in-labels", () => {
  it.each(["metadata", "tags", "description", "name", "advancedConfiguration", "labels", "comment", "displayName"])(
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

  it("doubts the text of a record while it or the record's type is not known, and no other record", () => {
    const type = "cloudflare:index/dnsRecord:DnsRecord";
    const recorded = (inputs: Record<string, unknown>) =>
      verdictsOn(ruleOf("SEC003"), { title: "", type, inputs }).map(({ path, outcome }) => `${path} ${outcome}`);
    expect(recorded({ type: "TXT", content: unknown })).toEqual(["content UNKNOWN"]);
    expect(recorded({ type: "A", content: unknown })).toEqual([]);
    expect(recorded({ type: "A", content: password })).toEqual([]);
    expect(recorded({ type: unknown, content: password })).toEqual(["type UNKNOWN"]);
    expect(recorded({ type: unknown, content: "v=spf1 -all" })).toEqual([]);
    expect(judged({ type: "TXT", content: password })).toEqual([]);
  });

  it("C076 looks through so much text in a resource and no more, and says so once", () => {
    const tags = (count: number, tag: string) => Array.from({ length: count }, () => tag);
    const most = mostCharacters / 16;
    expect(judged({ tags: tags(most, "web") })).toEqual([]);
    expect(judged({ tags: tags(most + 2, "web") })).toEqual([`tags[${most}] FAIL`]);
    const half = "web ".repeat(mostCharacters / 8);
    expect(judged({ tags: [half], description: half })).toEqual([]);
    expect(judged({ tags: [half], description: half, name: "web", comment: "web" })).toEqual(["name FAIL"]);
  });
});
