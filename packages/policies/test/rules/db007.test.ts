import { offsiteBackup } from "@accoreboot/catalogue";
import { describe, expect, it } from "vitest";
import { node } from "../fixtures/database/parts.ts";
import { encrypted, unknown } from "../hidden.ts";
import { said } from "./database.ts";

const judged = (backupRegions: unknown, region: unknown = "GRA") =>
  said("DB007", { backupRegions, nodes: [{ ...node, region }] }).map(({ path, outcome }) => `${path} ${outcome}`);

describe("DB007 db-offsite-backup", () => {
  it.each(Object.keys(offsiteBackup))("takes the service's own second region for one in %s", (region) => {
    expect(judged(undefined, region)).toEqual([]);
    expect(judged([region], region)).toEqual(["backupRegions FAIL"]);
  });

  it.each([[unknown], [encrypted]])("doubts a region that is hidden unless another one decides: %j", (hidden) => {
    expect(judged(hidden)).toEqual(["backupRegions UNKNOWN"]);
    expect(judged([hidden])).toEqual(["backupRegions[0] UNKNOWN"]);
    expect(judged(["GRA", hidden])).toEqual(["backupRegions[1] UNKNOWN"]);
    expect(judged([hidden, "SBG"])).toEqual([]);
    expect(judged(["SBG"], hidden)).toEqual(["nodes[0].region UNKNOWN"]);
    expect(judged(undefined, hidden)).toEqual(["nodes[0].region UNKNOWN"]);
    expect(said("DB007", { nodes: hidden })).toMatchObject([{ path: "nodes", outcome: "UNKNOWN" }]);
    expect(said("DB007", { nodes: [hidden] })).toMatchObject([{ path: "nodes[0].region", outcome: "UNKNOWN" }]);
  });

  it("takes digits for a part of a site's name unless they end it", () => {
    expect(judged(["GRA9"])).toEqual(["backupRegions FAIL"]);
    expect(judged(["SBG5"])).toEqual([]);
    expect(judged(["S5BG"])).toEqual(["backupRegions FAIL"]);
  });

  it("C040 reads each name once, and none that is too long for one", () => {
    const long = (letter: string) => Array.from({ length: 1000 }, (_, i) => `${letter.repeat(900)}-${i}-x`);
    const nodes = long("g").map((region) => ({ ...node, region }));
    expect(said("DB007", { nodes, backupRegions: long("s") })).toMatchObject([{ path: "backupRegions" }]);
    expect(judged([`${"1".repeat(60_000)}x`])).toEqual(["backupRegions FAIL"]);
    expect(judged(["SBG"], "X".repeat(65))).toEqual(["backupRegions FAIL"]);
    expect(judged(["SBG"], "X".repeat(64))).toEqual([]);
  });

  it("sees through all that is hidden that no region is free when a node has no name for its own", () => {
    expect(
      said("DB007", {
        nodes: [
          { ...node, region: unknown },
          { ...node, region: 7 },
        ],
        backupRegions: [unknown],
      }),
    ).toMatchObject([{ path: "backupRegions", outcome: "FAIL" }]);
  });

  it.each([["7"], [" "], [7], [[]], [{}]])("takes %j for no region", (region) => {
    expect(judged([region])).toEqual(["backupRegions FAIL"]);
    expect(judged([unknown], region)).toEqual(["backupRegions FAIL"]);
    expect(judged(["SBG"], region)).toEqual(["backupRegions FAIL"]);
    expect(judged(undefined, region)).toEqual(["backupRegions FAIL"]);
  });
});
