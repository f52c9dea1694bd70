import { describe, expect, it } from "vitest";
import { configure } from "../src/config/configuration.ts";
import { type Environment, rules } from "../src/index.ts";

const today = "2026-11-21";
const read = (given: unknown, environment: "test" | "prod" = "prod") => configure(given, environment, rules, today);
const waiver = {
  rule: "db-private-network",
  resource: "db",
  environment: "prod",
  fingerprint: "0123456789ab",
  reason: "The vendor reaches it from outside until the tunnel is built",
  owner: "team data",
  ticket: "OPS-12",
  expires: "2026-12-21",
};

describe("the configuration of the pack", () => {
  it("gives each environment its own levels when nothing is configured", () => {
    expect(read({}, "test").settings.levels).toMatchObject({
      "pg-major-supported": "mandatory",
      "db-private-network": "advisory",
    });
    expect(read({}, "prod").settings.levels).toMatchObject({ "db-private-network": "mandatory" });
    expect(read({}).problems).toEqual([]);
  });

  it("takes a level by name, one for all, and parameters", () => {
    const { settings, problems } = configure(
      {
        all: "advisory",
        "db-no-world": { enforcementLevel: "mandatory", publicRanges: 2 },
        "db-private-network": "disabled",
        "pg-major-supported": "remediate",
      },
      "preprod",
      rules,
      today,
    );
    expect(problems).toEqual([]);
    expect(settings.levels).toMatchObject({
      "db-no-world": "mandatory",
      "db-private-network": "disabled",
      "pg-major-supported": "advisory",
    });
    expect(Object.values(settings.levels).filter((level) => level === "mandatory")).toHaveLength(1);
    expect(read({ "pg-major-supported": "remediate" }).settings.levels["pg-major-supported"]).toBe("mandatory");
    expect(settings.parameters["db-no-world"]).toMatchObject({ publicRanges: 2, publicPrefix4: 24 });
  });

  it("chooses rules by group, severity, provider and name", () => {
    const running = (selection: object) =>
      Object.entries(read({ selection }).settings.levels)
        .filter(([, level]) => level !== "disabled")
        .map(([slug]) => slug);
    const of = (choose: (rule: (typeof rules)[number]) => boolean) =>
      rules
        .filter((rule) => rule.levels.prod !== "disabled" && (choose(rule) || rule.notWaivable))
        .map(({ slug }) => slug);
    expect(running({ only: ["group:database"] })).toEqual(of(({ group }) => group === "database"));
    expect(running({ only: ["severity:critical", "rule:DB008"] })).toEqual(
      of(({ severity, id }) => severity === "critical" || id === "DB008"),
    );
    expect(running({ except: ["rule:sg-described"] })).toEqual(of(({ id }) => id !== "NET010"));
    expect(running({ only: ["provider:cloudflare"] })).toEqual(
      of(({ types }) => types === "all" || types.some((type) => type.startsWith("cloudflare:"))),
    );
  });

  it("tells everything that is wrong at once, with the name that was meant", () => {
    const { problems } = read({
      "db-no-wrld": "mandatory",
      "db-no-world": { publicRange: 2, publicPrefix4: "24", publicPrefix6: 4.5 },
      "pg-major-supported": "strict",
      "db-private-network": 7,
      selection: { only: ["group:databases", 3, "rule:DB999"], exept: [] },
      unprovable: { strict: "yes" },
      waivers: { entries: "none" },
    });
    expect(problems).toEqual([
      "db-no-wrld: there is no such rule; db-no-world was meant?",
      "pg-major-supported: the level is one of mandatory, advisory, disabled, remediate",
      "db-private-network: give a level, or an object with enforcementLevel and parameters",
      "db-no-world.publicRange: there is no such parameter; publicRanges was meant?",
      "db-no-world.publicPrefix4: give a whole number from 16 to 32",
      "db-no-world.publicPrefix6: give a whole number from 32 to 128",
      "selection.exept: there is no such parameter; except was meant?",
      "selection.only[0]: give one of group, severity, provider, rule, a colon and its value (database, network, storage, secrets, edge, governance)",
      "selection.only[1]: give one of group, severity, provider, rule, a colon and its value",
      "selection.only[2]: there is no such rule",
      "unprovable.strict: give true or false",
      "waivers.entries: give a list",
    ]);
  });

  it("runs what takes no waiver there whatever is selected, and says so of one that is named", () => {
    const fixed = ["db-no-world", "pg-major-supported", "pg-timescale-matrix", "secret-in-userdata", "ssh-world"];
    const running = (selection: object, environment: Environment = "prod") => {
      const { settings, problems } = configure({ selection }, environment, rules);
      const slugs = Object.keys(settings.levels).filter((slug) => settings.levels[slug] !== "disabled");
      return { slugs: slugs.sort(), problems };
    };
    expect(running({ only: ["group:edge"], except: ["group:edge"] })).toEqual({ slugs: fixed, problems: [] });
    expect(running({ only: ["group:edge"], except: ["group:edge"] }, "test").slugs).toEqual([]);
    const named = { except: ["rule:db-no-world", "rule:NET001", "rule:sg-described"] };
    expect(running(named).problems).toEqual([
      "selection.except: DB003 takes no exemption, and runs whatever is selected",
      "selection.except: NET001 takes no exemption, and runs whatever is selected",
    ]);
    expect(running(named).slugs).toEqual(expect.arrayContaining(fixed));
    expect(running(named, "preprod").problems).toEqual([]);
  });

  it("wants an object where there is no level", () => {
    for (const given of [true, [], null, 1]) {
      expect(configure({ unprovable: given, selection: given, waivers: given }, "prod", rules).problems).toEqual([
        "unprovable: give an object with strict",
        "selection: give an object with only or except",
        "waivers: give a level, or an object with entries",
      ]);
    }
    expect(configure({ waivers: "advisory" }, "prod", rules).problems).toEqual([]);
  });

  it("keeps the level of what takes no waiver there, whoever lowers it", () => {
    const lowered = { "db-no-world": "advisory", "pg-major-supported": "disabled", "db-ha-plan": "disabled" };
    expect(read(lowered).problems).toEqual([
      "pg-major-supported: DB001 has no exemption in prod, and keeps its level there",
      "db-no-world: DB003 has no exemption in prod, and keeps its level there",
    ]);
    expect(read(lowered).settings.levels).toMatchObject({ "db-no-world": "mandatory", "db-ha-plan": "disabled" });
    expect(read({ all: "advisory" }).problems).toEqual([]);
    expect(read({ all: "advisory" }).settings.levels).toMatchObject({
      "db-no-world": "mandatory",
      "db-ha-plan": "advisory",
    });
    expect(read(lowered, "test").problems).toEqual([]);
    expect(read(lowered, "test").settings.levels).toMatchObject({ "db-no-world": "advisory" });
  });

  it("refuses levels where there are none, an id for a name, and a list that has to hold something", () => {
    expect(read({ selection: "disabled", unprovable: "mandatory" }).problems).toEqual([
      "selection: there is no level of this",
      "unprovable: there is no level of this",
    ]);
    expect(read({ DB003: "mandatory" }).problems).toEqual(["DB003: there is no such rule; db-no-world was meant?"]);
    expect(read({ "ssh-world": { ports: [] } }).problems).toEqual(["ssh-world.ports: give at least one"]);
  });

  it.each([[null], [[]], ["mandatory"], [7]])("refuses %j for the whole", (given) => {
    expect(read(given).problems).toEqual(["the configuration: give an object"]);
  });
});

describe("waivers in the configuration", () => {
  const problemsOf = (changed: object) =>
    read({ waivers: { entries: [{ ...waiver, ...changed }] } }).problems.map((problem) =>
      problem.replace("waivers.entries[0].", ""),
    );

  it("takes one with reason, owner, ticket, end and fingerprint", () => {
    expect(problemsOf({})).toEqual([]);
    expect(read({ waivers: { entries: [waiver] } }).settings.waivers).toEqual([waiver]);
  });

  it.each<[string, object, string]>([
    [
      "a reason that is short",
      { reason: "because we must" },
      "reason: say why in at least 20 characters and three words",
    ],
    [
      "a placeholder for a reason",
      { reason: "TODO write the reason later" },
      "reason: say why in at least 20 characters and three words",
    ],
    [
      "one word repeated",
      { reason: "needed needed needed needed" },
      "reason: say why in at least 20 characters and three words",
    ],
    ["no owner", { owner: " " }, "owner: give a text"],
    ["no ticket", { ticket: undefined }, "ticket: give a text"],
    [
      "all resources of all types",
      { resource: "urn:*" },
      "resource: name the resource; a waiver for all of them is none",
    ],
    [
      "all resources of one type",
      { resource: "*::*" },
      "resource: name the resource; a waiver for all of them is none",
    ],
    [
      "a rule that is not there",
      { rule: "db-privat-network" },
      "rule: there is no such rule; db-private-network was meant?",
    ],
    ["an environment that is not there", { environment: "staging" }, "environment: give one of test, preprod, prod"],
    ["all resources at once", { resource: "**" }, "resource: name the resource; a waiver for all of them is none"],
    [
      "a fingerprint that is none",
      { fingerprint: "0123456789AB" },
      "fingerprint: give the 12 hexadecimal digits of the finding's message",
    ],
    ["a day that is none", { expires: "2026-02-30" }, "expires: give a day as YYYY-MM-DD"],
    ["a day in another form", { expires: "21/12/2026" }, "expires: give a day as YYYY-MM-DD"],
    ["more than 30 days in prod", { expires: "2026-12-22" }, "expires: at most 30 days from today in prod"],
    [
      "more than 90 days elsewhere",
      { environment: "preprod", expires: "2027-02-20" },
      "expires: at most 90 days from today in preprod",
    ],
    ["a rule without exemption in prod", { rule: "DB001" }, "rule: DB001 has no exemption in prod"],
    ["a field that is not there", { until: "2026-12-01" }, "until: there is no such field"],
  ])("refuses %s", (_, changed, problem) => {
    expect(problemsOf(changed)).toEqual([problem]);
  });

  it("lets a rule that only advises be waived for longer, and the critical ones outside prod", () => {
    expect(problemsOf({ environment: "test", expires: "2027-11-21" })).toEqual([]);
    expect(problemsOf({ environment: "preprod", expires: "2027-02-19" })).toEqual([]);
    expect(problemsOf({ rule: "DB001", environment: "test" })).toEqual([]);
  });

  it("limits a waiver by the level of its own environment, wherever it is read", () => {
    const entry = { ...waiver, environment: "test", expires: "2027-11-21" };
    const configuration = { "db-private-network": "mandatory", waivers: { entries: [entry] } };
    expect(read(configuration).problems).toEqual([]);
    expect(read(configuration, "test").problems).toHaveLength(1);
  });

  it("tells of each entry by its place, and keeps the ones that hold", () => {
    const { problems, settings } = read({ waivers: { entries: [7, waiver, { ...waiver, owner: "" }] } });
    expect(problems).toEqual(["waivers.entries[0]: give an object", "waivers.entries[2].owner: give a text"]);
    expect(settings.waivers).toEqual([waiver]);
  });
});
