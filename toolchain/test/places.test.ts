import { chmodSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { Failure } from "../src/failure.mjs";
import { cacheFolder, canWrite, openCache } from "../src/places.mjs";
import { temporaryFolder } from "./support.ts";

test.each([
  [{ XDG_CACHE_HOME: "/some where", HOME: "/home/a" }, "/some where/accoreboot"],
  [{ HOME: "/home/a" }, "/home/a/.cache/accoreboot"],
  [{ XDG_CACHE_HOME: "", HOME: "/home/a" }, "/home/a/.cache/accoreboot"],
  [{ XDG_CACHE_HOME: "relative", HOME: "/home/a" }, "/home/a/.cache/accoreboot"],
])("the cache of %j is %s", (env, folder) => {
  expect(cacheFolder(env)).toBe(folder);
});

test("the cache folder is made under XDG_CACHE_HOME and nothing under HOME", () => {
  const root = temporaryFolder();
  const folder = openCache({ XDG_CACHE_HOME: path.join(root, "x"), HOME: path.join(root, "home") });
  expect(existsSync(folder)).toBe(true);
  expect(existsSync(path.join(root, "home"))).toBe(false);
});

test("a cache folder that cannot be made is refused with the variable that mends it", () => {
  const home = path.join(temporaryFolder(), "file");
  writeFileSync(home, "not a folder");
  const open = () => openCache({ HOME: home });
  expect(open).toThrow(Failure);
  expect(open).toThrow(`${home}/.cache/accoreboot cannot be written`);
  try {
    open();
  } catch (error) {
    expect(error instanceof Failure && error.next.join()).toContain("XDG_CACHE_HOME=");
  }
});

test.skipIf(process.getuid?.() === 0)("a folder below one that is read-only cannot be written", () => {
  const closed = path.join(temporaryFolder(), "closed");
  mkdirSync(closed);
  chmodSync(closed, 0o555);
  expect(canWrite(path.join(closed, "a", "b"))).toBe(false);
});

test("a folder that does not exist yet can be written when the one above can", () => {
  expect(canWrite(path.join(temporaryFolder(), "a", "b"))).toBe(true);
  expect(canWrite("/dev/null/a")).toBe(false);
});
