import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { environments, fitName, label } from "../src/index.ts";

describe("the naming law", () => {
  it.each([
    ["test", "test-backend"],
    ["preprod", "preprod-backend"],
    ["prod", "prod-backend"],
  ])("C029 names the host of %s %s", (env, expected) => {
    expect(label.role(env, "backend")).toBe(expected);
  });

  it.each([
    ["test", "test-postgresql"],
    ["preprod", "preprod-postgresql"],
    ["prod", "prod-postgresql"],
  ])("C036 names the database of %s %s", (env, expected) => {
    expect(label.role(env, "postgresql")).toBe(expected);
  });

  it.each([
    ["test", "accoreboot-test"],
    ["preprod", "accoreboot-preprod"],
    ["prod", "accoreboot-prod"],
  ])("C027 names the project of %s %s", (env, expected) => {
    expect(label.project("accoreboot", env)).toBe(expected);
  });

  it("C074 ends a state bucket's name in its environment, so that three never collide", () => {
    const names = environments.map((env) => label.bucket("accoreboot", "tfstate", env));
    expect(names).toEqual(["accoreboot-tfstate-test", "accoreboot-tfstate-preprod", "accoreboot-tfstate-prod"]);
  });

  it("leaves a name of just the right length alone and shortens the next", () => {
    expect(fitName("a".repeat(63), 63)).toBe("a".repeat(63));
    expect(fitName("a".repeat(64), 63)).toMatch(/^a{54}-[0-9a-f]{8}$/);
  });

  it("never exceeds the limit, and keeps long names apart that begin alike", () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,150}[a-z0-9]$/);
    fc.assert(
      fc.property(name, name, fc.integer({ min: 20, max: 80 }), (a, b, max) => {
        expect(fitName(a, max).length).toBeLessThanOrEqual(max);
        if (a !== b) expect(fitName(a, max)).not.toBe(fitName(b, max));
      }),
    );
  });

  it("does not leave a hyphen or dot in front of the hash", () => {
    expect(fitName(`${"a".repeat(20)}---${"b".repeat(40)}`, 32)).toMatch(/^a{20}-[0-9a-f]{8}$/);
  });
});
