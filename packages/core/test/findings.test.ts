import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import {
  ArgumentError,
  arrive,
  environmentFindings,
  guarded,
  judge,
  names,
  nearestName,
  planChild,
  type Rule,
  readEnvironment,
  refuse,
  shown,
  unknownNames,
} from "../src/index.ts";

const good = {
  app: "accoreboot",
  name: "test",
  protect: false,
  labels: {},
  region: { compute: "GRA11", database: "GRA", storage: "GRA" },
  projectId: "0123456789abcdef0123456789abcdef",
  networkId: "8f9b3c1e-5f0f-4a57-9d0c-5c1d2f6f7a10",
  subnetId: "0b1f4f2d-7d3c-4a69-8a44-3f1b2f0e9c55",
  subnetCidr: "10.1.0.0/24",
};

describe("findings", () => {
  it("lists every finding in one message without a stack, and keeps them structured", () => {
    const findings = [
      { path: "version", problem: '"18" is too new', remedy: 'Use "17"' },
      { path: "flavour", problem: "unknown argument", remedy: 'Did you mean "flavor"?' },
    ];
    expect(() => refuse('Thing "a"', findings)).toThrow(
      'Thing "a": 2 problems in its arguments, none of its resources was created.\n' +
        '  version: "18" is too new. Use "17".\n  flavour: unknown argument. Did you mean "flavor"?',
    );
    const error = new ArgumentError("x", findings);
    expect(error.findings).toEqual(findings);
    expect(pulumi.RunError.isInstance(error)).toBe(true);
  });

  it("says nothing when there is nothing to say", () => {
    expect(() => refuse("x", [])).not.toThrow();
  });

  it.each([
    ["flavour", ["flavor", "plan"], "flavor"],
    ["verison", ["version", "region"], "version"],
    ["VERSION", ["version"], "version"],
    ["completelyOther", ["version"], undefined],
    ["x", [], undefined],
  ])("finds the nearest name to %s", (given, known, expected) => {
    expect(nearestName(given, known)).toBe(expected);
  });

  it("names unknown arguments with their path, and ignores what is no object", () => {
    const known = names<{ version: string }>({ version: true });
    expect(unknownNames({ version: "17", verison: "18" }, known, "overrides.database")).toEqual([
      { path: "overrides.database.verison", problem: "unknown argument", remedy: 'Did you mean "version"?' },
    ]);
    expect(unknownNames(undefined, known)).toEqual([]);
    for (const given of ["version=18", ["verison"], 3, null, pulumi.output({ version: "18" })]) {
      expect(unknownNames(given, known, "overrides.database")).toMatchObject([
        { path: "overrides.database", problem: "not an object of arguments" },
      ]);
    }
  });
});

describe("an environment written by hand", () => {
  it("C087 is accepted as it is", () => {
    expect(environmentFindings(good)).toEqual([]);
    expect(readEnvironment("x", good).environment).toEqual(good);
  });

  it.each([
    ["name", "staging", "environment.name"],
    ["name", undefined, "environment.name"],
    ["app", "Acco Reboot", "environment.app"],
    ["networkId", "pn-1234567_101", "environment.networkId"],
    ["projectId", "short", "environment.projectId"],
    ["subnetCidr", "10.1.0.7/24", "environment.subnetCidr"],
    ["subnetCidr", "10.1.0.7", "environment.subnetCidr"],
    ["protect", "yes", "environment.protect"],
    ["region", { compute: "GRA11", database: "GRA" }, "environment.region.storage"],
    ["region", undefined, "environment.region.compute"],
    ["app", pulumi.output("accoreboot"), "environment.app"],
    ["name", pulumi.output("test"), "environment.name"],
    ["subnetCidr", pulumi.output("10.1.0.0/24"), "environment.subnetCidr"],
    ["labels", "abc", "environment.labels"],
    ["labels", { team: { nested: true } }, "environment.labels"],
  ])("C026 C073 is refused when %s is %o", (property, value, path) => {
    const findings = environmentFindings({ ...good, [property]: value });
    expect(findings.map((finding) => finding.path)).toContain(path);
  });

  it("does not show a project id in a message: it may be a secret", () => {
    const [finding] = environmentFindings({ ...good, projectId: "hunter2-hunter2" });
    expect(JSON.stringify(finding)).not.toContain("hunter2");
  });

  it("is replaced by a stand-in while the other arguments are judged", () => {
    const { environment, findings } = readEnvironment("x", undefined);
    expect(findings.map(({ path }) => path)).toEqual(["environment"]);
    expect(environmentFindings(environment)).toEqual([]);
  });
});

describe("values that arrive later", () => {
  const notEighteen: Rule = (value, show) =>
    value === "18" ? { problem: `${show(value)} is too new`, remedy: "Use 17" } : undefined;

  it("are not judged now, and are when they arrive, with the same words", async () => {
    const later = pulumi.output("17");
    expect(judge([{ path: "version", value: later, rule: notEighteen }])).toEqual([]);
    expect(await settled(guarded("x", "version", later, notEighteen))).toBe("17");
    expect(() => arrive('Thing "a"', "version", "18", notEighteen, false)).toThrow('version: "18" is too new. Use 17.');
  });

  it("are not shown when they are secret, and stay secret", async () => {
    expect(() => arrive("x", "version", "18", notEighteen, true)).toThrow("the secret value is too new");
    const watched = guarded("x", "version", pulumi.secret("17"), notEighteen);
    expect(await pulumi.isSecret(watched as pulumi.Output<string>)).toBe(true);
  });

  it("are watched in an environment written by hand", () => {
    const later = pulumi.output(good.networkId);
    const { environment, findings } = readEnvironment("x", { ...good, networkId: later });
    expect(findings).toEqual([]);
    expect(environment.networkId).not.toBe(later);
    expect(environment.subnetId).toBe(good.subnetId);
  });

  it("are watched inside an overriding value, and left alone inside a planned one", () => {
    const nested = [{ ip: pulumi.output("10.0.0.0/8") }];
    const draft = { slot: "database", known: { list: true }, rules: { list: notEighteen } } as const;
    const planned = planChild<{ list: unknown }>("x", { ...draft, planned: { list: nested }, overrides: undefined });
    expect(planned.args.list).toBe(nested);
    const overridden = planChild<{ list: unknown }>("x", {
      ...draft,
      planned: { list: [] },
      overrides: { list: nested },
    });
    expect(pulumi.Output.isInstance(overridden.args.list)).toBe(true);
  });

  it("are watched when they come as an override", () => {
    const overridden = pulumi.output("17");
    const { args, findings } = planChild<{ version: pulumi.Input<string>; size?: number }>("x", {
      slot: "database",
      planned: { version: "17" },
      overrides: { version: overridden },
      known: { version: true, size: true },
      rules: { version: notEighteen },
    });
    expect(findings).toEqual([]);
    expect(args.version).not.toBe(overridden);
  });
});

/** The value of an input that is known by now. */
function settled<T>(input: pulumi.Input<T>): Promise<T> {
  return (pulumi.output(input) as unknown as { promise(): Promise<T> }).promise();
}

describe("a value in a message", () => {
  it.each([
    [Number.NaN, '"NaN"'],
    [[Number.POSITIVE_INFINITY], '["Infinity"]'],
    [{ a: pulumi.output("x") }, '{"a":"an output"}'],
    [undefined, "nothing"],
  ])("is shown as what it is: %j", (value, expected) => {
    expect(shown(value)).toBe(expected);
  });
});
