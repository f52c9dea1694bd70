import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { stage, sweep } from "../src/staging.mjs";
import { temporaryFolder } from "./support.ts";

test("the folder appears whole, under its name, when it is filled", async () => {
  const target = path.join(temporaryFolder(), "tool-1.0.0");
  await stage(target, async (folder) => {
    writeFileSync(path.join(folder, "tool"), "ok");
    expect(existsSync(target)).toBe(false);
  });
  expect(readFileSync(path.join(target, "tool"), "utf8")).toBe("ok");
  expect(readdirSync(path.dirname(target))).toEqual(["tool-1.0.0"]);
});

test("nothing appears and nothing is left when filling fails", async () => {
  const target = path.join(temporaryFolder(), "tool-1.0.0");
  const filling = stage(target, async (folder) => {
    writeFileSync(path.join(folder, "tool"), "half");
    throw new Error("no network");
  });
  await expect(filling).rejects.toThrow("no network");
  expect(readdirSync(path.dirname(target))).toEqual([]);
});

test("the folder of a quicker process stays", async () => {
  const target = path.join(temporaryFolder(), "tool-1.0.0");
  await stage(target, async () => {
    mkdirSync(target);
    writeFileSync(path.join(target, "tool"), "theirs");
  });
  expect(readFileSync(path.join(target, "tool"), "utf8")).toBe("theirs");
  expect(readdirSync(path.dirname(target))).toEqual(["tool-1.0.0"]);
});

test("leftovers of dead processes go, those of living ones and of other hosts stay", () => {
  const parent = temporaryFolder();
  const dead = spawnSync(process.execPath, ["--version"]).pid;
  const names = [`.new@${hostname()}@${dead}@a`, `.new@${hostname()}@${process.pid}@b`, ".new@elsewhere@1@c", "engine"];
  for (const name of names) mkdirSync(path.join(parent, name));
  sweep(parent);
  expect(readdirSync(parent).sort()).toEqual(names.slice(1).sort());
  const yesterday = new Date(Date.now() - 90_000_000);
  utimesSync(path.join(parent, ".new@elsewhere@1@c"), yesterday, yesterday);
  sweep(parent);
  expect(readdirSync(parent)).not.toContain(".new@elsewhere@1@c");
});
