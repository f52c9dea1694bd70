import { describe, expect, it } from "vitest";
import { settled } from "../../src/rule.ts";
import { subjectOf } from "../../src/subject.ts";
import { encrypted, unknown } from "../hidden.ts";
import { ruleOf, verdictsOn } from "../outcomes.ts";

const rule = ruleOf("GOV005");
const server = "openstack:compute/instance:Instance";
const alerting = "ovh:CloudProject/alerting:Alerting";
const backend = { flavorName: "b3-8", imageName: "Debian 12", region: "GRA11" };

/** One server beside alerts with these thresholds. */
const judged = (inputs: object, thresholds: readonly unknown[], parameters = {}) =>
  verdictsOn(rule, {
    title: "",
    type: server,
    inputs: { ...backend, ...inputs },
    parameters,
    others: thresholds.map((monthlyThreshold, index) => ({
      type: alerting,
      name: `alert-${index}`,
      properties: { monthlyThreshold },
    })),
  });

describe("GOV005 budget", () => {
  it("tells what it costs and may cost, once for the resource before and once for the stack after", () => {
    const amount = "37.38 EUR a month, and the budget is 37 EUR";
    expect(judged({}, [1], { budget: 37 }).map(({ path, problem }) => [path, problem])).toEqual([
      ["", `this alone costs ${amount}`],
      ["", `all resources together cost ${amount}`],
    ]);
    expect(judged({}, [1], { budget: 38 })).toEqual([]);
  });

  it("takes a budget that is met exactly for kept", () => {
    const node = { region: "GRA" };
    const inputs = { engine: "postgresql", plan: "business", flavor: "db1-15", nodes: [node, node] };
    const type = "ovh:CloudProject/database:Database";
    const costing511 = (budget: number) =>
      verdictsOn(rule, { title: "", type, inputs, parameters: { budget, alert: false } });
    expect(costing511(511)).toEqual([]);
    expect(costing511(510)).toHaveLength(2);
  });

  it("names the resource that has no price, and the alert that comes too late", () => {
    const urn = (type: string, name: string) => `urn:pulumi:prod::shop::${type}::${name}`;
    expect(judged({ flavorName: "b3-7" }, [1])).toMatchObject([
      { outcome: "FAIL", path: "flavorName", urn: urn(server, "it") },
    ]);
    expect(judged({}, [501, 502])).toMatchObject([
      { outcome: "FAIL", path: "monthlyThreshold", urn: urn(alerting, "alert-0") },
    ]);
    expect(judged({}, [])[0]).not.toHaveProperty("urn");
  });

  it.each([[unknown], [encrypted]])("doubts a price and an alert that hang on what is hidden: %j", (hidden) => {
    expect(judged({ flavorName: hidden }, [1])).toMatchObject([
      { outcome: "UNKNOWN", path: "flavorName", urn: `urn:pulumi:prod::shop::${server}::it` },
    ]);
    expect(judged({}, [hidden])).toMatchObject([{ outcome: "UNKNOWN", path: "monthlyThreshold" }]);
    expect(judged({}, [hidden, 500])).toEqual([]);
    expect(judged({}, [hidden, 501])).toMatchObject([{ outcome: "UNKNOWN" }]);
  });

  it("doubts what the engine tells nothing of, as in a preview whose provider is not configured yet", () => {
    const judgedBy = (...properties: object[]) =>
      rule.judgeStack?.(
        [server, alerting].map((type, index) =>
          subjectOf({ type, urn: `urn:pulumi:prod::shop::${type}::it`, properties: properties[index] ?? {} }),
        ),
        { parameters: settled(rule, "prod"), environment: "prod" } as never,
      );
    expect(judgedBy()).toMatchObject([{ outcome: "UNKNOWN", path: "", urn: `urn:pulumi:prod::shop::${server}::it` }]);
    expect(judgedBy(backend)).toMatchObject([{ outcome: "UNKNOWN", path: "monthlyThreshold" }]);
    expect(judgedBy({ name: "backend" })).toMatchObject([{ outcome: "FAIL", path: "flavorId" }]);
  });

  it("sees a budget that is passed although another price is not known yet", () => {
    const others = [{ type: server, name: "later", properties: { ...backend, flavorName: unknown } }];
    const verdicts = verdictsOn(rule, {
      title: "",
      type: server,
      inputs: { ...backend, flavorName: "b3-256" },
      parameters: { alert: false },
      others,
    });
    expect(verdicts.map(({ outcome, path }) => [outcome, path])).toEqual([
      ["FAIL", ""],
      ["UNKNOWN", "flavorName"],
      ["FAIL", ""],
    ]);
  });

  it.each([
    ["test", 120],
    ["preprod", 250],
    ["prod", 500],
  ] as const)("has a budget for %s of %i EUR, and an alert at it is in time", (environment, euros) => {
    const at = (monthlyThreshold: number) =>
      verdictsOn(rule, {
        title: "",
        type: server,
        inputs: backend,
        environment,
        others: [{ type: alerting, name: "alert", properties: { monthlyThreshold } }],
      });
    expect(at(euros)).toEqual([]);
    expect(at(euros + 1)).toHaveLength(1);
  });

  it("takes budgets from 1 to a million EUR", () => {
    expect(judged({}, [1], { budget: 1 })).toHaveLength(2);
    expect(judged({}, [1], { budget: 0 })).toEqual([]);
    expect(judged({}, [1_000_000], { budget: 1_000_000 })).toEqual([]);
    expect(judged({}, [1_000_001], { budget: 1_000_001 })).toHaveLength(1);
  });

  it("warns in test, and blocks in preprod and prod", () => {
    expect(rule.levels).toEqual({ test: "advisory", preprod: "mandatory", prod: "mandatory" });
  });

  it.each(["command", "local", "null", "postgresql", "pulumi", "random", "std", "time", "tls"])(
    "takes what package %s makes for free, which it says by its provider",
    (name) => {
      const made = { title: "", type: `${name}:index:Thing`, inputs: {} };
      const provider = { type: `pulumi:providers:${name}`, properties: {} };
      expect(verdictsOn(rule, { ...made, provider })).toEqual([]);
      expect(verdictsOn(rule, { ...made, provider, parameters: { freePackages: ["none"] } })).toHaveLength(1);
      expect(verdictsOn(rule, { ...made, parameters: { freePackages: ["none"] } })).toEqual([]);
    },
  );

  it.each(["ovh", "openstack", "cloudflare"])("never takes what package %s makes for free", (name) => {
    const made = { title: "", type: `${name}:index:Thing`, inputs: {}, parameters: { freePackages: [name] } };
    expect(verdictsOn(rule, made)).toMatchObject([{ outcome: "FAIL", path: "" }]);
  });

  it("refuses a list of packages that holds a type", () => {
    const made = { title: "", type: "aws:iam/role:Role", inputs: {}, provider: { type: "", properties: {} } };
    expect(verdictsOn(rule, { ...made, parameters: { freePackages: ["aws"] } })).toEqual([]);
    expect(verdictsOn(rule, { ...made, parameters: { freePackages: ["aws", "aws:iam"] } })).toHaveLength(1);
  });
});
