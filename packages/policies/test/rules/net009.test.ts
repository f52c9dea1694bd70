import { describe, expect, it } from "vitest";
import { type Plain, rules, settled, subjectOf } from "../../src/index.ts";

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const urnOf = (name: string) => `urn:pulumi:prod::shop::type::${name}`;
const cluster = (name: string, id?: string): Plain => ({
  type: "ovh:CloudProject/kube:Kube",
  urn: urnOf(name),
  properties: { region: "GRA11", ...(id ? { id } : {}) },
});
const restriction = (kubeId: string, ...dependencies: string[]): Plain => ({
  type: "ovh:CloudProject/kubeIpRestrictions:KubeIpRestrictions",
  urn: urnOf("only"),
  properties: { kubeId, ips: ["10.0.0.0/8"] },
  dependencies: dependencies.map(urnOf),
});
const judge = (...resources: Plain[]) => {
  const rule = rules.find(({ id }) => id === "NET009");
  if (!rule?.judgeStack) throw new Error("no rule");
  return rule.judgeStack(resources.map(subjectOf), { environment: "prod", parameters: settled(rule, "prod") });
};

describe("NET009 kube-api-open", () => {
  it("names the cluster that nothing restricts", () => {
    expect(judge(cluster("a", "1"), restriction("1"), cluster("b", "2"))).toMatchObject([
      { outcome: "FAIL", path: "", urn: urnOf("b") },
    ]);
  });

  it("goes by the ids when they are known, whatever depends on what", () => {
    expect(judge(cluster("a", "1"), cluster("b", "2"), restriction("1", "b"))).toMatchObject([{ urn: urnOf("b") }]);
  });

  it.each([
    ["both ids", cluster("a", unknown), unknown],
    ["the id in the restriction", cluster("a", "1"), unknown],
    ["the cluster's id, which is not there yet", cluster("a"), unknown],
  ])("goes by what depends on what while it does not know %s", (_, first, kubeId) => {
    expect(judge(first, restriction(kubeId, "a"))).toEqual([]);
    expect(judge(first, cluster("b", "2"), restriction(kubeId, "b"))).toMatchObject([
      { outcome: "FAIL", urn: urnOf("a") },
    ]);
  });

  it("goes by an id that is written, whatever depends on what", () => {
    for (const dependencies of [["a"], ["b"], []]) {
      expect(judge(cluster("a", unknown), cluster("b", "2"), restriction("1", ...dependencies))).toMatchObject([
        { outcome: "UNKNOWN", path: "id", urn: urnOf("a") },
        { outcome: "FAIL", urn: urnOf("b") },
      ]);
    }
  });

  it("cannot tell while a hidden id comes from one of two clusters, or from nowhere in the stack", () => {
    for (const dependencies of [["a", "b"], []]) {
      expect(judge(cluster("a", "1"), cluster("b", "2"), restriction(unknown, ...dependencies))).toMatchObject([
        { outcome: "UNKNOWN", path: "kubeId", urn: urnOf("a") },
        { outcome: "UNKNOWN", path: "kubeId", urn: urnOf("b") },
      ]);
    }
    expect(judge(cluster("a", unknown), restriction("1"))).toMatchObject([{ outcome: "UNKNOWN", path: "id" }]);
  });

  it("goes by what the id comes from rather than by what else is waited for", () => {
    const from = (name: string) => ({
      ...restriction(unknown, "a"),
      originsOf: (property: string) => (property === "kubeId" ? [urnOf(name)] : undefined),
    });
    expect(judge(cluster("a"), from("elsewhere"))).toMatchObject([{ outcome: "UNKNOWN", urn: urnOf("a") }]);
    expect(judge(cluster("a"), cluster("b", "2"), from("b"))).toMatchObject([{ outcome: "FAIL", urn: urnOf("a") }]);
  });

  it("goes by what the id comes from where the cluster's is no text", () => {
    const odd = { ...cluster("a"), properties: { region: "GRA11", id: 7 } };
    expect(judge(odd, restriction("1", "a"))).toEqual([]);
    expect(judge(odd, restriction("1"))).toMatchObject([{ outcome: "FAIL", urn: urnOf("a") }]);
  });

  it("needs no dependencies to be in doubt", () => {
    const { originsOf: _, ...only } = subjectOf(restriction(unknown));
    const rule = rules.find(({ id }) => id === "NET009");
    const about = { environment: "prod", parameters: {} } as const;
    expect(rule?.judgeStack?.([subjectOf(cluster("a", "1")), only], about)).toMatchObject([{ outcome: "UNKNOWN" }]);
  });

  it("takes a restriction of another project for none when its id names no cluster", () => {
    expect(judge(cluster("a"), restriction("1"))).toMatchObject([{ outcome: "FAIL", urn: urnOf("a") }]);
  });
});
