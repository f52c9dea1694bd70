import { expect, test } from "vitest";
import { ENGINE_MINIMUM, ENGINE_VERSION } from "../src/pins.mjs";
import { atLeast, compareVersions, formatVersion, parseVersion } from "../src/version.mjs";

test.each([
  ["v24.21.0\n", "24.21.0"],
  ["3.253.0", "3.253.0"],
  ["go version go1.26.8 linux/amd64", "1.26.8"],
  ["v3.254.0-alpha.1a2b+dirty", "3.254.0-alpha.1a2b"],
])("reads %j as %s", (text, version) => {
  const parsed = parseVersion(text);
  expect(parsed && formatVersion(parsed)).toBe(version);
});

test.each(["", "none", "3.2", "unknown version"])("reads no version in %j", (text) => {
  expect(parseVersion(text)).toBeUndefined();
});

test.each([
  ["3.253.0", "3.253.0", true],
  ["3.1000.0", "3.253.0", true],
  ["4.0.0", "3.253.9", true],
  ["3.252.9", "3.253.0", false],
  ["3.253.0-alpha.1", "3.253.0", false],
  ["3.254.0-alpha.1", "3.253.0", true],
  ["9.9", "3.253.0", false],
  ["22.17.1", "22.18.0", false],
])("%s is at least %s: %s", (text, minimum, answer) => {
  expect(atLeast(text, minimum)).toBe(answer);
});

test("comparing is the same seen from both sides", () => {
  const [a, b] = [parseVersion("1.2.3-rc.1"), parseVersion("1.2.3")];
  if (!a || !b) throw new Error("unreadable");
  expect(compareVersions(a, b)).toBeLessThan(0);
  expect(compareVersions(b, a)).toBeGreaterThan(0);
});

test("the engine that is fetched or built satisfies what is asked of one on PATH", () => {
  expect(atLeast(ENGINE_VERSION, ENGINE_MINIMUM)).toBe(true);
});
