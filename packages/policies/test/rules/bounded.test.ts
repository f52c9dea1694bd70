import { describe, expect, it } from "vitest";
import { viewOf, worst } from "../../src/index.ts";
import { longestList, membersWithin } from "../../src/rules/bounded.ts";
import { databaseFixtures } from "../fixtures/database.ts";
import type { Fixture } from "../fixtures/fixture.ts";
import { gov004 } from "../fixtures/governance/gov004.ts";
import { ruleOf, verdictsOn } from "../outcomes.ts";

const listOf = (length: number) => Array.from({ length }, () => "10.0.0.0/16");

describe("a list", () => {
  it("is read up to its longest length, and nothing else is", () => {
    expect(membersWithin(viewOf(listOf(longestList)))).toHaveLength(longestList);
    expect(membersWithin(viewOf([]))).toEqual([]);
    for (const value of [listOf(longestList + 1), "text", { length: 1 }, { length: Symbol("much") }, 7, undefined]) {
      expect(membersWithin(viewOf(value))).toBeUndefined();
    }
  });

  it("C040 that is longer is refused wherever a rule reads one", () => {
    const long = listOf(longestList + 1);
    for (const { rule, good } of [...databaseFixtures, gov004]) {
      for (const name of ["nodes", "ipRestrictions", "backupRegions", "roles", "acls", "categories", "blockDevices"]) {
        const read = good.find(({ inputs }) => Array.isArray(inputs[name]));
        if (!read || !reads(rule, read, name)) continue;
        expect(worst(verdictsOn(ruleOf(rule), read, { ...read.inputs, [name]: long })), `${rule} ${name}`).toBe("FAIL");
      }
    }
  });
});

/** Whether a text in the list's place changes the verdict: then the rule reads it. */
const reads = (rule: string, fixture: Fixture, name: string) =>
  worst(verdictsOn(ruleOf(rule), fixture, { ...fixture.inputs, [name]: "text" })) === "FAIL";
