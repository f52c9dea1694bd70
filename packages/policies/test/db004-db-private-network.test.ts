import { describe, expect, it } from "vitest";
import { encrypted, good, node, ruleOf, secret, unknown } from "./cases.ts";
import { outcomeOf } from "./outcomes.ts";

const rule = ruleOf("DB004");
const judged = (nodes: unknown) => outcomeOf(rule, { ...good, nodes });
const { networkId, subnetId, ...bare } = node;

const bad: [string, unknown, string[]][] = [
  ["no network", [{ ...bare, subnetId }], ["nodes[0].networkId"]],
  ["no subnet", [{ ...bare, networkId }], ["nodes[0].subnetId"]],
  ["neither", [bare], ["nodes[0].networkId", "nodes[0].subnetId"]],
  ["an empty network", [{ ...node, networkId: "" }], ["nodes[0].networkId"]],
  ["a blank subnet", [{ ...node, subnetId: " " }], ["nodes[0].subnetId"]],
  ["null", [{ ...node, networkId: null }], ["nodes[0].networkId"]],
  ["a number for the network", [{ ...node, networkId: 7 }], ["nodes[0].networkId"]],
  ["a list for the subnet", [{ ...node, subnetId: [] }], ["nodes[0].subnetId"]],
  ["one public node among private ones", [node, node, bare], ["nodes[2].networkId", "nodes[2].subnetId"]],
  ["text for a node", ["private"], ["nodes[0].networkId", "nodes[0].subnetId"]],
  ["nothing for a node", [null], ["nodes[0].networkId", "nodes[0].subnetId"]],
  ["no nodes", [], ["nodes"]],
  ["nodes that are absent", undefined, ["nodes"]],
  ["an object for the nodes", { "0": node }, ["nodes"]],
  ["text for the nodes", "private", ["nodes"]],
];
const fine: [string, unknown][] = [
  ["one private node", [node]],
  ["three private nodes", [node, node, node]],
  ["a network that is not known yet", [{ ...node, networkId: unknown }]],
  ["a subnet that is not known yet", [{ ...node, subnetId: unknown }]],
  ["encrypted identifiers", [{ ...node, networkId: encrypted, subnetId: encrypted }]],
  ["secret identifiers", [{ ...node, networkId: secret("n"), subnetId: secret("s") }]],
];

describe("DB004 db-private-network", () => {
  it.each(bad)("C040 refuses a database with %s", (_, nodes, paths) => {
    expect(judged(nodes)).toMatchObject({ outcome: "FAIL", paths });
  });

  it.each(fine)("C040 accepts %s", (_, nodes) => {
    expect(judged(nodes).outcome).toBe("PASS");
  });

  it.each(bad.filter(([, nodes]) => Array.isArray(nodes)))(
    "C040 refuses %s beside nodes that are hidden",
    (_, nodes, paths) => {
      for (const hidden of [unknown, encrypted]) {
        const known = nodes as unknown[];
        const shifted = paths.map((path) => path.replace(/\[(\d)\]/, (__, index) => `[${Number(index) + 1}]`));
        const { outcome, paths: found } = judged([hidden, ...known]);
        expect(outcome).toBe(known.length === 0 ? "UNKNOWN" : "FAIL");
        expect(found).toEqual(known.length === 0 ? ["nodes[0]"] : ["nodes[0]", ...shifted]);
      }
    },
  );

  it.each(bad.filter(([, , paths]) => paths.every((path) => path.includes("."))))(
    "C040 %s: an identifier that is hidden counts as present, whatever it may be",
    (_, nodes, paths) => {
      const list = nodes as (object | null)[];
      const hiding = list.map((given, index) => {
        const missing = paths.filter((path) => path.startsWith(`nodes[${index}].`)).map((path) => path.split(".")[1]);
        return {
          ...(typeof given === "object" ? given : {}),
          ...Object.fromEntries(missing.map((name) => [name, unknown])),
        };
      });
      expect(judged(hiding).outcome).toBe("PASS");
    },
  );

  it.each([
    ["the whole list is unknown", unknown],
    ["the whole list is encrypted", encrypted],
    ["the only node is unknown", [unknown]],
    ["one of the nodes is unknown", [node, unknown]],
  ])("C040 cannot prove it when %s", (_, nodes) => {
    expect(judged(nodes).outcome).toBe("UNKNOWN");
  });

  it.each([...bad, ...fine] as [string, unknown][])(
    "C040 %s: a secret list is judged by the value it is given",
    (_, nodes) => {
      expect(judged(secret(nodes)).outcome).toBe(judged(nodes).outcome);
    },
  );
});
