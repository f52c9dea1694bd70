import { describe, expect, it } from "vitest";
import { formats } from "../src/report/index.ts";
import type { Entry, Report } from "../src/report/report.ts";

const waiver = {
  reason: "The vendor | needs it until the tunnel",
  owner: "team <data>",
  ticket: "OPS-12",
  expires: "2026-12-21",
};
const entry = (changed: Partial<Entry>): Entry => ({
  rule: "DB003",
  slug: "db-no-world",
  title: "No database is open to the world",
  severity: "critical",
  level: "mandatory",
  outcome: "FAIL",
  type: "ovh:CloudProject/database:Database",
  name: "db",
  urn: "urn:pulumi:prod::shop::ovh:CloudProject/database:Database::db",
  path: "ipRestrictions[0].ip",
  problem: "a block that covers the whole internet",
  rationale: "the allow-list is all there is",
  remedy: "allow the private subnet",
  url: "https://example.org/db",
  fingerprint: "0123456789ab",
  ...changed,
});
const report = (...findings: Entry[]): Report => ({
  stack: "prod",
  project: "shop",
  environment: "prod",
  preview: true,
  version: "1.2.3",
  findings,
  complete: true,
});
const blocking = entry({});
const advice = entry({ rule: "NET010", slug: "sg-described", level: "advisory", severity: "low", name: "rule" });
const doubt = entry({
  rule: "DB001",
  slug: "pg-major-supported",
  level: "advisory",
  outcome: "UNKNOWN",
  path: "version",
  problem: "its value is not known yet",
});
const waived = entry({ rule: "DB005", slug: "db-deletion-protection", name: "<b>&\"'", waiver });
const ofStack = entry({ rule: "GOV005", slug: "budget", type: "", name: "", urn: "", path: "" });
const all = report(waived, doubt, advice, blocking, ofStack);

describe("text", () => {
  it("shows no sign that a terminal obeys", () => {
    expect(formats.text(report(entry({ name: "a\u001b[2Jb\u202ec" })))).toContain("a�[2Jb�c (");
  });

  it("lists what blocks first, with place, remedy and fingerprint, and ends with how it stands", () => {
    const lines = formats.text(all).split("\n");
    expect(lines.filter((line) => /^\w+:/.test(line)).map((line) => line.split(",")[0])).toEqual([
      "refused: GOV005 budget",
      "refused: DB003 db-no-world",
      "advice: DB001 pg-major-supported",
      "advice: NET010 sg-described",
      "waived: DB005 db-deletion-protection",
    ]);
    expect(lines.at(-2)).toBe("2 blocking, 2 advisory, 1 waived (stack prod, rules of prod)");
    expect(formats.text(all)).toContain(
      "refused: DB003 db-no-world, critical: db (ovh:CloudProject/database:Database), ipRestrictions[0].ip",
    );
    expect(formats.text(all)).toContain("refused: GOV005 budget, critical: the stack\n");
    expect(formats.text(all)).toContain(
      "Waived until 2026-12-21 by team <data> (OPS-12): The vendor | needs it until the tunnel",
    );
    expect(formats.text(report(doubt))).not.toContain("Remedy");
    expect(formats.text(report())).toBe("0 blocking, 0 advisory, 0 waived (stack prod, rules of prod)\n");
  });
});

describe("JSON", () => {
  it("holds everything, sorted", () => {
    const { findings, ...judged } = JSON.parse(formats.json(all)) as Report;
    expect(findings).toEqual([ofStack, blocking, doubt, advice, waived]);
    expect(judged).toMatchObject({
      stack: "prod",
      project: "shop",
      environment: "prod",
      preview: true,
      version: "1.2.3",
    });
  });
});

describe("a run that ended early", () => {
  const early = { ...report(), complete: false };

  it("is accepted in no form", () => {
    expect(formats.text(early)).toContain("the run ended before everything was judged");
    expect(formats.markdown(early)).toContain("### Policies: not finished");
    expect(formats.markdown({ ...report(blocking), complete: false })).toContain("### Policies: refused");
    expect(formats.junit(early)).toContain('tests="1" failures="1"');
    expect(JSON.parse(formats.sarif(early)).runs[0].invocations).toEqual([{ executionSuccessful: false }]);
    expect(JSON.parse(formats.json(early)).complete).toBe(false);
  });
});

describe("SARIF 2.1.0", () => {
  const log = JSON.parse(formats.sarif(all));
  const [run] = log.runs;
  const resultOf = (rule: string) => run.results.find(({ ruleId }: { ruleId: string }) => ruleId === rule);

  it("names the tool and every rule, and each result its rule by index", () => {
    expect(log.version).toBe("2.1.0");
    expect(run.tool.driver).toMatchObject({ name: "@accoreboot/policies", version: "1.2.3" });
    for (const { ruleId, ruleIndex } of run.results)
      expect(run.tool.driver.rules[ruleIndex]?.id ?? ruleId).toBe(ruleId);
    expect(resultOf("DB003").ruleIndex).toBeGreaterThanOrEqual(0);
    const scores = run.tool.driver.rules.map(({ properties }: { properties: object }) => Object.values(properties)[1]);
    expect(scores.every((score: string) => Number(score) > 0 && Number(score) <= 10)).toBe(true);
  });

  it("gives what blocks as error, advice as warning, a doubt for review, and keeps a waived one as suppressed", () => {
    expect(resultOf("DB003")).toMatchObject({ kind: "fail", level: "error" });
    expect(resultOf("NET010")).toMatchObject({ kind: "fail", level: "warning" });
    expect(resultOf("DB001")).toMatchObject({ kind: "review", level: "none" });
    expect(JSON.parse(formats.sarif(report(entry({ outcome: "UNKNOWN" })))).runs[0].results[0]).toMatchObject({
      kind: "fail",
      level: "error",
    });
    expect(resultOf("DB003").suppressions).toBeUndefined();
    expect(resultOf("DB005").suppressions).toEqual([
      {
        kind: "external",
        status: "accepted",
        justification: "The vendor | needs it until the tunnel (OPS-12, team <data>, until 2026-12-21)",
      },
    ]);
  });

  it("places a result at its resource, and has a fingerprint that stays", () => {
    expect(resultOf("DB003").locations[0].logicalLocations).toEqual([
      { name: "db", fullyQualifiedName: blocking.urn, kind: "resource" },
    ]);
    expect(resultOf("GOV005").locations[0].logicalLocations[0]).toEqual({
      name: "stack",
      fullyQualifiedName: "stack",
      kind: "namespace",
    });
    expect(resultOf("DB003").partialFingerprints).toEqual({ "accoreboot/v1": `${blocking.urn}:0123456789ab` });
  });
});

describe("JUnit", () => {
  const xml = formats.junit(all);

  it("fails what blocks, skips what is waived, and passes advice with its text", () => {
    expect(xml).toContain('tests="6" failures="2" errors="0" skipped="1"');
    expect(xml.match(/<failure /g)).toHaveLength(2);
    expect(xml.match(/<skipped /g)).toHaveLength(1);
    expect(xml.match(/<system-out>/g)).toHaveLength(2);
    expect(formats.junit(report())).toContain('tests="1" failures="0"');
  });

  it("escapes every sign, and leaves out what XML does not know", () => {
    expect(xml).toContain('name="&lt;b&gt;&amp;&quot;&apos;: DB005');
    const odd = formats.junit(report(entry({ problem: "a\u0000b\u001bc\ufffed\ud800e\tf" })));
    expect(odd).toContain("abcd\ufffde\tf");
    expect(odd.match(/[<>]/g)?.length).toBe(formats.junit(report(blocking)).match(/[<>]/g)?.length);
  });
});

describe("Markdown", () => {
  const text = formats.markdown(all);

  it("says how it stands, lists what is open, and what is waived apart", () => {
    expect(text).toContain("### Policies: refused");
    expect(text.split("Waived:")[0]?.match(/^\| (refused|advice|not known yet) /gm)).toHaveLength(4);
    expect(text.split("Waived:")[1]).toContain("OPS-12");
    expect(formats.markdown(report(advice))).toContain("### Policies: accepted");
    expect(formats.markdown(report())).not.toContain("|");
  });

  it("stays within what a comment takes, and says how much it leaves out", () => {
    const many = formats.markdown(report(...Array.from({ length: 900 }, (_, i) => entry({ name: `db${i}` }))));
    expect(many.length).toBeLessThan(65_000);
    const rows = many.match(/^\| refused/gm)?.length ?? 0;
    expect(many).toContain(`And ${900 - rows} more.`);
  });

  it("lets no text end a cell, open a tag or mention a person", () => {
    const odd = formats.markdown(report(entry({ name: "a|b\nc", problem: "<img> @team #1 [x](y) `z`" })));
    const row = odd.split("\n").find((line) => line.startsWith("| refused"));
    expect(row?.match(/(?<!\\)\|/g)).toHaveLength(7);
    expect(row).not.toMatch(/<img>|@team|#1 |\[x\]|`/);
    expect(text).toContain("&#60;b&#62;");
  });
});
