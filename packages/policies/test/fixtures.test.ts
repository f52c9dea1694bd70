/** Every rule against its fixtures, and against what they become when parts of them are hidden. */
import { describe, expect, it } from "vitest";
import { rules, worst } from "../src/index.ts";
import type { Fixture, Fixtures, Properties } from "./fixtures/fixture.ts";
import { fixtures } from "./fixtures/index.ts";
import {
  candidates,
  encrypted,
  hiddenLike,
  type Path,
  pathsIn,
  pattern,
  poolOf,
  replaced,
  secret,
  valueAt,
} from "./hidden.ts";
import { ruleOf, verdictsOn } from "./outcomes.ts";

const outcomeOf = (rule: string, fixture: Fixture, inputs?: Properties) =>
  worst(verdictsOn(ruleOf(rule), fixture, inputs));

/** Names every violation by place and problem, to tell one that stays from another that comes. */
const violations = (rule: string, fixture: Fixture, inputs: Properties) =>
  verdictsOn(ruleOf(rule), fixture, inputs)
    .filter(({ outcome }) => outcome === "FAIL")
    .map(({ path, problem }) => `${path} ${problem}`);

/** The capabilities that rules of their own stand for. */
const proves: Readonly<Record<string, string>> = {
  DB001: "C037 ",
  DB002: "C038 ",
  DB003: "C040 ",
  DB004: "C040 ",
  S3001: "C010 ",
  S3002: "C010 ",
  S3003: "C010 ",
  S3004: "C076 ",
};

describe("the table", () => {
  it("has at least six bad and four good fixtures for every rule", () => {
    for (const { id } of rules) {
      const { bad = [], good = [] } = fixtures.find(({ rule }) => rule === id) ?? {};
      expect([id, bad.length >= 6, good.length >= 4]).toEqual([id, true, true]);
      expect(new Set([...bad, ...good].map(({ title }) => title)).size, id).toBe(bad.length + good.length);
    }
  });
});

describe.each(fixtures)("$rule", (all: Fixtures) => {
  const { rule, bad, good } = all;
  const pool = poolOf(all);
  const id = proves[rule] ?? "";

  it.each(bad)(`${id}refuses $title`, (fixture) => {
    const verdicts = verdictsOn(ruleOf(rule), fixture);
    expect(worst(verdicts)).toBe("FAIL");
    if (fixture.paths) expect(verdicts.map(({ path }) => path)).toEqual(fixture.paths);
  });

  it.each(good)(`${id}accepts $title`, (fixture) => {
    expect(verdictsOn(ruleOf(rule), fixture)).toEqual([]);
  });

  it("links to a page about it", () => {
    const { url } = ruleOf(rule);
    expect(url === undefined || /^https:\/\/(?:[a-z-]+\.)+[a-z]+\/[\w/.?=&#-]+$/.test(url), url).toBe(true);
  });

  /** One hidden part: the answer has to hold for everything that the part may turn out to be. */
  const expectSound = (fixture: Fixture, path: Path) => {
    const where = `${fixture.title}, ${pattern(path)} hidden`;
    const hidden = hiddenLike(valueAt(fixture.inputs, path));
    const outcome = outcomeOf(rule, fixture, replaced(fixture.inputs, path, hidden));
    const completions = candidates(all, pool, fixture.type, fixture.inputs, path).map((value) =>
      replaced(fixture.inputs, path, value),
    );
    const outcomes = completions.map((complete) => outcomeOf(rule, fixture, complete));
    if (outcome === "PASS") expect(new Set(outcomes), where).toEqual(new Set(["PASS"]));
    if (outcome === "FAIL") expect(new Set(outcomes), where).toEqual(new Set(["FAIL"]));
    const lasting = completions
      .map((complete) => violations(rule, fixture, complete))
      .reduce((some, more) => some.filter((violation) => more.includes(violation)));
    const elsewhere = lasting.filter((violation) => !violation.startsWith(stringOf(path)));
    if (completions.length > 1 && elsewhere.length > 0) expect(outcome, where).toBe("FAIL");
    if (all.judgesSecrets) return;
    expect(outcomeOf(rule, fixture, replaced(fixture.inputs, path, encrypted)), `${where}, encrypted`).toBe(outcome);
    const readable = secret(valueAt(fixture.inputs, path));
    expect(outcomeOf(rule, fixture, replaced(fixture.inputs, path, readable)), `${where}, a readable secret`).toBe(
      outcomeOf(rule, fixture),
    );
  };

  it.each([...bad, ...good])(
    `${id}says of $title, with each part of it hidden, only what holds for all it may be`,
    (fixture) => {
      for (const path of pathsIn(fixture.inputs)) expectSound(fixture, path);
    },
  );
});

const stringOf = (path: Path) =>
  path
    .map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`))
    .join("")
    .replace(/^\./, "");
