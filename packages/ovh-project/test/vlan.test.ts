import { environments } from "@accoreboot/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { vlanOf } from "../src/index.ts";

const app = fc.stringMatching(/^[a-z](-?[a-z0-9]){1,15}$/);

describe("the VLAN of an environment", () => {
  it("C040 is from 1 to 4000, the same every time, and another one in each environment of an application", () => {
    fc.assert(
      fc.property(app, (name) => {
        const vlans = environments.map((environment) => vlanOf(name, environment));
        expect(new Set(vlans).size).toBe(environments.length);
        for (const vlan of vlans) {
          expect(Number.isInteger(vlan)).toBe(true);
          expect(vlan).toBeGreaterThanOrEqual(1);
          expect(vlan).toBeLessThanOrEqual(4000);
        }
        expect(environments.map((environment) => vlanOf(name, environment))).toEqual(vlans);
      }),
    );
  });

  it("C040 never puts an environment of one application beside another environment of another one", () => {
    fc.assert(
      fc.property(app, app, (one, other) => {
        expect(vlanOf(one, "test")).not.toBe(vlanOf(other, "prod"));
      }),
    );
  });

  it("spreads applications over the whole range", () => {
    const vlans = Array.from({ length: 400 }, (_, i) => vlanOf(`app-${i}`, "test"));
    expect(new Set(vlans).size).toBeGreaterThan(330);
    expect(Math.min(...vlans)).toBeLessThan(100);
    expect(Math.max(...vlans)).toBeGreaterThan(3900);
  });

  it("keeps the numbers it once gave: another one would replace a network", () => {
    expect(environments.map((environment) => vlanOf("accoreboot", environment))).toEqual([3430, 3431, 3432]);
  });

  it.each([
    ["AccoreBoot", "test", "app"],
    ["accoreboot", "staging", "environment"],
  ])("refuses %s in %s", (name, environment, path) => {
    expect(() => vlanOf(name, environment)).toThrow(`${path}: `);
  });
});
