/** Reading policy documents: what no fixture of S3001, S3002, S3003 and S3008 reaches. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judge, parameterProblem, worst } from "../../src/index.ts";
import { type Json, limits, readJson } from "../../src/rules/storage/json.ts";
import { documentOf, statement } from "../fixtures/storage/resources.ts";
import { unknown } from "../hidden.ts";
import { ruleOf } from "../outcomes.ts";

/** The same value as JSON.parse would give it, where nothing but texts is told apart. */
function plain(value: Json | undefined): unknown {
  if (value === undefined || typeof value === "string") return value;
  if ("literal" in value) return null;
  if ("members" in value) return Object.fromEntries(value.members.map(([name, inner]) => [name, plain(inner)]));
  return value.map(plain);
}

/** What JSON.parse gives, with null for whatever is no text. */
function texts(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(texts);
  if (typeof value !== "object" || value === null) return typeof value === "string" ? value : null;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, texts(inner)]));
}

const parses = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

const findings = (policy: unknown) => judge("ovh:CloudProject/s3Policy:S3Policy", { userId: "1", policy });
const marks = (policy: unknown) => findings(policy).map(({ rule, mark }) => `${rule.id} ${mark}`);

describe("reading JSON", () => {
  it("C010 reads what JSON.parse reads, alike", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 8 }), fc.constantFrom(0, 1, 3), (json, indent) => {
        const text = JSON.stringify(JSON.parse(json), null, indent);
        const read = readJson(text);
        expect([read.complete, read.doubled, plain(read.value)]).toEqual([true, false, texts(JSON.parse(text))]);
      }),
    );
  });

  it("C010 refuses what JSON.parse refuses, whatever is cut off, put in or left out", () => {
    const sign = fc.constantFrom(..."{}[]:,\"\\ \n\t\r01.5e+-ntrufalse'/ux\u0000\u00a0\ufeff");
    fc.assert(
      fc.property(fc.json({ maxDepth: 3 }), fc.nat(), fc.nat(2), sign, (json, place, gone, put) => {
        const at = place % (json.length + 1);
        const text = json.slice(0, at) + put + json.slice(at + gone);
        expect([text, readJson(text).complete]).toEqual([text, parses(text)]);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['{"a":"b","c', { a: "b" }],
    ['{"a":"b","c":', { a: "b" }],
    ['{"a":"b" "c":"d"}', { a: "b" }],
    ['{"a":["b",{"c":"d"', { a: ["b", { c: "d" }] }],
    ['["a",]', ["a"]],
    ['{"a":"b",7:"c"}', { a: "b" }],
    ['{"a":"b",{}:"c"}', { a: "b" }],
    ['["a" "b"]', ["a"]],
    ['["a","\\x"]', ["a"]],
    ["", undefined],
    ["nul", undefined],
  ])("C010 gives what stands before the mistake in %s", (text, value) => {
    const read = readJson(text);
    expect([read.complete, plain(read.value)]).toEqual([false, value]);
  });

  it.each([
    ['{"a":1,"a":1}', true],
    ['{"a":1,"\\u0061":1}', true],
    ['[{"b":{"a":1,"c":2,"a":1}}]', true],
    ['{"a":1,"a":2', true],
    ['{"a":{"a":1},"A":2}', false],
    ['["a","a"]', false],
  ])("C010 sees whether a name stands twice in %s", (text, doubled) => {
    expect(readJson(text).doubled).toBe(doubled);
  });

  it("C010 reads up to the limits, and no further", () => {
    const nested = (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`;
    const spaced = (length: number) => `[]${" ".repeat(length - 2)}`;
    expect([limits.depth, limits.depth + 1, limits.depth + 2].map((n) => readJson(nested(n)).complete)).toEqual([
      true,
      true,
      false,
    ]);
    expect([limits.characters, limits.characters + 1].map((n) => readJson(spaced(n)).complete)).toEqual([true, false]);
  });
});

describe("judging documents", () => {
  it.each([
    ["a list without end", "[".repeat(1_000_000)],
    ["a text without end", `"${"\\\\".repeat(500_000)}`],
    ["a million spaces", " ".repeat(1_000_000)],
    [
      "many bad statements",
      JSON.stringify(documentOf(...Array(9_000).fill({ Effect: "Allow", Action: "s3:*", Resource: "*" }))),
    ],
    [
      "deep conditions",
      JSON.stringify(
        documentOf({
          Effect: "Allow",
          Action: "s3:*",
          Resource: "*",
          Condition: Array(28)
            .fill(0)
            .reduce((inner) => [inner], "b"),
        }),
      ),
    ],
    ["many bad actions", JSON.stringify(documentOf(statement({ Action: Array(100_000).fill("*") })))],
    [
      "many buckets",
      JSON.stringify(documentOf(statement({ Resource: Array.from({ length: 30_000 }, (_, i) => `arn:${i}:*`) }))),
    ],
    [
      "a long name",
      JSON.stringify(documentOf(statement({ Action: "*".repeat(900_000), Resource: "arn:".repeat(200_000) }))),
    ],
  ])("C010 judges %s in no time, and never passes it", (_, policy) => {
    const started = performance.now();
    expect(findings(policy).length).toBeGreaterThan(0);
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it("C010 says which statement of a text it is, and of two that are alike the first", () => {
    const read = { Effect: "Allow", Action: ["s3:GetObject"], Resource: ["arn:aws:s3:::shop-prod/*"] };
    const puts = { ...read, Action: ["s3:Put*"] };
    const deletes = { ...read, Action: ["s3:Delete*"] };
    const told = findings(JSON.stringify(documentOf(read, puts, read, deletes, puts)))
      .filter(({ rule }) => rule.id === "S3002")
      .map(({ problem }) => problem);
    const clause = "allows actions by a wildcard, or by what cannot be read";
    expect(told).toEqual([`statement 2 ${clause}`, `statement 4 ${clause}`]);
  });

  it("C010 marks a statement by what it is about: not by its place, its name or the spelling of the text", () => {
    const bad = { Effect: "Allow", Action: ["s3:*", "s3:GetObject"], Resource: ["*", "arn:aws:s3:::a"] };
    const turned = { Sid: "x", Resource: ["arn:aws:s3:::a", "*"], Action: ["s3:GetObject", "s3:*"], Effect: "Allow" };
    const usual = marks(JSON.stringify(documentOf(bad)));
    expect(usual).toHaveLength(2);
    expect(marks(JSON.stringify(documentOf(statement(), turned), null, 2))).toEqual(usual);
    expect(marks(JSON.stringify(documentOf(bad, turned)))).toEqual(usual);
  });

  it.each([
    [{ Action: ["s3:*", "s3:PutObject"] }],
    [{ Action: ["s3:Put*"] }],
    [{ Resource: ["*"] }],
    [{ Resource: ["*", "arn:aws:s3:::b"] }],
    [{ Principal: "a" }],
    [{ NotPrincipal: "a", Effect: "Allow" }],
    [{ NotAction: "a" }],
    [{ NotResource: "a" }],
    [{ Condition: {} }],
    [{ Condition: { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } } }],
    [{ condition: "a" }],
  ])("C010 marks a statement that is about something else otherwise: %j", (more) => {
    const bad = { Effect: "Allow", Action: ["s3:*"], Resource: ["*", "arn:aws:s3:::a"] };
    const mark = (document: object) =>
      marks(JSON.stringify(documentOf(document))).filter((text) => /S300[23]/.test(text));
    expect(mark({ ...bad, ...more })).not.toEqual(mark(bad));
  });

  it("C010 marks a condition by its names and its values, not by their order", () => {
    const mark = (Condition: unknown, policy: (document: object) => unknown = JSON.stringify) =>
      marks(policy(documentOf({ Effect: "Allow", Action: "s3:*", Resource: "*", Condition }))).filter((text) =>
        /S300[23]/.test(text),
      );
    const [object, text] = [(document: object) => document, JSON.stringify];
    for (const policy of [object, text]) {
      const usual = mark({ a: { b: ["1", "2"], c: "3" } }, policy);
      expect(usual).toHaveLength(2);
      expect(mark({ a: { c: "3", b: ["2", "1"] } }, policy)).toEqual(usual);
      for (const other of [
        { a: { b: ["1", "2"], d: "3" } },
        { a: { b: ["1", "2"], c: "4" } },
        { x: { b: ["1", "2"], c: "3" } },
        { a: { b: ["1", "2"] }, c: "3" },
        { a: { b: ["1"], c: "3" } },
        { a: { b: ["1", "2"], c: 3 } },
        { a: { b: ["1", "2"], c: true } },
      ]) {
        expect(mark(other, policy), JSON.stringify(other)).not.toEqual(usual);
      }
      expect(mark({ a: 1 }, policy)).not.toEqual(mark({ a: 2 }, policy));
      expect(mark({ a: true }, policy)).not.toEqual(mark({ a: false }, policy));
    }
  });

  it("C010 judges an object with many statements in no time, and never passes it", () => {
    const many = documentOf(...Array(9_000).fill({ Effect: "Allow", Action: "s3:*", Resource: "*" }));
    const started = performance.now();
    expect(new Set(findings(many).map(({ rule }) => rule.id))).toEqual(new Set(["S3002", "S3003", "S3008"]));
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it("C010 reads each part of an object once, for all rules together", () => {
    let reads = 0;
    const counted = {
      Effect: "Allow",
      get Action() {
        reads += 1;
        return ["s3:*"];
      },
      Resource: "*",
    };
    expect(findings(documentOf(counted))).toHaveLength(2);
    expect(reads).toBe(1);
  });

  it("C010 reads as many statements of an object as it says, and refuses more", () => {
    const many = (count: number) =>
      findings(documentOf(...Array(count).fill(statement({ Resource: "arn:aws:s3:::a-prod/*" })))).map(
        ({ rule }) => rule.id,
      );
    expect([many(1000), many(1001)]).toEqual([[], ["S3008"]]);
  });

  it("C010 keeps no trace of a condition that is a secret", () => {
    const signed = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value: "10.0.0.1" };
    const Condition = { IpAddress: { "aws:SourceIp": signed } };
    const partly = documentOf({ Effect: "Allow", Action: "s3:*", Resource: "*", Condition });
    expect(findings(partly).map(({ mark }) => mark)).toEqual([undefined, undefined]);
  });

  it("C010 keeps no trace of a document that is a secret", () => {
    const text = JSON.stringify(documentOf({ Effect: "Allow", Principal: "*", Action: "s3:*", Resource: "*" }));
    const signed = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value: text };
    expect(findings(text).map(({ mark }) => mark?.length)).toEqual([12, 12, 12, 12]);
    expect(findings(signed).map(({ mark }) => mark)).toEqual([undefined, undefined, undefined, undefined]);
    const partly = documentOf({ Effect: "Allow", Action: "s3:*", Resource: { ...signed, value: "*" } });
    expect(findings(partly).map(({ mark }) => mark)).toEqual([undefined, undefined]);
    for (const { message } of findings(text)) expect(message).not.toContain('"Effect":"Allow","Principal":"*"');
  });

  it.each([
    ["the action of what denies", { Action: unknown }, "UNKNOWN"],
    ["the action of what denies another bucket", { Action: unknown, Resource: "arn:aws:s3:::b" }, "FAIL"],
    ["the action of what denies objects", { Action: unknown, Resource: "arn:aws:s3:::a/*" }, "FAIL"],
    ["the effect of what denies", { Effect: unknown }, "UNKNOWN"],
    ["the effect of what denies something else", { Effect: unknown, Action: "s3:GetObject" }, "FAIL"],
    ["the bucket of what denies", { Resource: [unknown] }, "UNKNOWN"],
    ["the bucket of what denies something else", { Resource: [unknown], Action: "s3:GetObject" }, "FAIL"],
    ["the bucket of what denies at times", { Resource: [unknown], Condition: {} }, "FAIL"],
    ["the name of what denies", { Sid: unknown }, "PASS"],
    ["a condition of what denies", { Condition: unknown }, "FAIL"],
    ["a second bucket of what denies", { Resource: ["arn:aws:s3:::a", unknown] }, "PASS"],
    ["all of what denies", unknown, "UNKNOWN"],
  ])("C040 says of an owner, with %s hidden, what holds for all it may be", (_, change, outcome) => {
    const owner = { Effect: "Allow", Action: "s3:*", Resource: ["arn:aws:s3:::a", "arn:aws:s3:::a/*"] };
    const denial = { Effect: "Deny", Action: "s3:DeleteBucket", Resource: "arn:aws:s3:::a" };
    const changed = typeof change === "string" ? change : { ...denial, ...change };
    const said = (...statements: unknown[]) =>
      worst(findings(documentOf(...statements)).filter(({ rule }) => rule.id === "S3002"));
    // What is hidden as a whole may itself allow something, so that it stays a doubt.
    expect(said(owner, changed)).toBe(outcome);
    if (typeof change === "object") expect(said(owner, changed, denial)).toBe("PASS");
    if (typeof change === "object") expect(said(denial, changed, owner)).toBe("PASS");
  });

  it("C010 reads an object that holds itself", () => {
    const document: { [name: string]: unknown } = { Statement: [] };
    document["Statement"] = { Effect: "Allow", Principal: document, Action: document, Resource: document };
    expect(new Set(findings(document).map(({ rule }) => rule.id))).toEqual(
      new Set(["S3001", "S3002", "S3003", "S3008"]),
    );
  });
});

describe("rules and their parameters", () => {
  it.each([
    ["S3002", "wildcards", ["s3:Put", "s3:GetObject"], ["s3:"]],
    ["S3002", "wildcards", ["s3:P"], ["s3:Put*"]],
    ["S3003", "shared", ["accoreboot-shared-test", "a.b"], ["a*"]],
    ["S3003", "shared", ["abc"], ["-abc"]],
    ["S3003", "shared", ["a-b"], ["ab-"]],
    ["S3004", "algorithms", ["AES256", "aws:kms"], [""]],
    ["S3005", "keptBuckets", ["tfstate", "state2"], ["a-b"]],
    ["S3007", "backupBuckets", ["dumps"], ["Dumps"]],
  ])("%s takes good texts for %s and no others", (id, name, good, bad) => {
    const parameter = ruleOf(id).parameters[name];
    if (!parameter) throw new Error(`no parameter ${name}`);
    expect([parameterProblem(parameter, good), typeof parameterProblem(parameter, bad)]).toEqual([undefined, "string"]);
  });

  it("C076 point to a page that explains them", () => {
    const guides = "https://github.com/ovh/docs/blob/develop/pages/storage_and_backup/object_storage/";
    const urls = ["S3001", "S3002", "S3003", "S3004", "S3005", "S3007", "S3008"].map((id) => ruleOf(id).url ?? "");
    for (const url of urls) expect(url).toMatch(new RegExp(`^${guides}s3_[a-z_]+/guide\\.en-gb\\.md$`));
  });

  it("C076 are known by the names that the configuration uses", () => {
    const slugs = ["S3001", "S3002", "S3003", "S3004", "S3005", "S3006", "S3007", "S3008"].map((id) => ruleOf(id).slug);
    expect(slugs).toEqual([
      "wildcard-principal",
      "wildcard-action",
      "wildcard-resource",
      "bucket-encryption",
      "versioning",
      "public-acl",
      "destroyable-data",
      "policy-wellformed",
    ]);
  });
});
