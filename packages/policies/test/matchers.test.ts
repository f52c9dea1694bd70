import { describe, expect, it } from "vitest";
import { findingsIn, policyMatchers, type Recorded, recordingMocks } from "../src/matchers.ts";

const node = { region: "GRA", networkId: "n", subnetId: "s" };
const database = (changed: object = {}): Recorded => ({
  type: "ovh:CloudProject/database:Database",
  name: "db",
  inputs: { engine: "mysql", nodes: [node], ipRestrictions: [{ ip: "10.0.0.0/16" }], ...changed },
});
const configuration = { selection: { only: ["rule:DB003", "rule:DB004"] } };
const { toPassPolicies } = policyMatchers;

describe("toPassPolicies", () => {
  it("C040 passes resources that nothing blocks, and names what blocks otherwise", () => {
    expect(toPassPolicies([database()], { configuration }).pass).toBe(true);
    const open = toPassPolicies([database(), database({ ipRestrictions: [{ ip: "0.0.0.0/0" }] })], { configuration });
    expect(open.pass).toBe(false);
    expect(open.message()).toMatch(/^db: DB003 at ipRestrictions\[0\]\.ip/);
  });

  it("judges by prod unless told otherwise, and lets advice pass", () => {
    const outside = [database({ nodes: [{ region: "GRA" }] })];
    expect(toPassPolicies(outside, { configuration }).pass).toBe(false);
    expect(toPassPolicies(outside, { configuration, environment: "test" }).pass).toBe(true);
    expect(findingsIn(outside, { configuration, environment: "test" })).toHaveLength(2);
  });

  it("refuses a configuration that is wrong", () => {
    expect(() => toPassPolicies([], { configuration: { "db-no-wrld": "advisory" } })).toThrow("db-no-world was meant?");
  });
});

describe("what was not recorded", () => {
  it("does not pass", () => {
    expect(toPassPolicies([]).pass).toBe(false);
    expect(toPassPolicies([]).message()).toContain("no resource");
  });
});

describe("recordingMocks", () => {
  it("keeps outputs and ids for the rules over the whole stack", () => {
    const { mocks, resources } = recordingMocks();
    const zone = mocks.newResource({
      type: "cloudflare:index/zone:Zone",
      name: "zone",
      inputs: { name: "example.org", type: "full" },
    });
    const dnssec = { selection: { only: ["rule:CF004"] } };
    expect(toPassPolicies(resources, { configuration: dnssec }).pass).toBe(false);
    mocks.newResource({
      type: "cloudflare:index/zoneDnssec:ZoneDnssec",
      name: "dnssec",
      inputs: { zoneId: zone.id, status: "active" },
    });
    expect(toPassPolicies(resources, { configuration: dnssec }).message()).toBe(
      "nothing blocks, though something was expected to",
    );
  });

  it("keeps what a program registers, and answers with inputs and given outputs", () => {
    const { mocks, resources } = recordingMocks(({ name }) => ({ status: `${name} ready` }));
    expect(mocks.newResource({ ...database(), id: "" })).toMatchObject({
      id: "db-id",
      state: { engine: "mysql", status: "db ready" },
    });
    expect(mocks.newResource({ ...database(), id: "given" }).id).toBe("given");
    expect(resources.map(({ name, type }) => [name, type])).toEqual([
      ["db", database().type],
      ["db", database().type],
    ]);
    expect(mocks.call({ inputs: { a: 1 } })).toEqual({ a: 1 });
  });
});
