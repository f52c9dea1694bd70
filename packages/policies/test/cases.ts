/** Properties of a database, good and bad, for the tables of every suite. */
import { rules } from "../src/index.ts";

export const database = "ovh:CloudProject/database:Database";
export const ipRestriction = "ovh:CloudProjectDatabase/ipRestriction:IpRestriction";
/** A string's stand-in in a preview. */
export const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
/** A secret whose value is encrypted, as an exported state holds it. */
export const encrypted = {
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  ciphertext: "v1:xx",
};
/** A secret as the engine sends it to a policy: with its value. */
export const secret = (value: unknown) => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  value,
});

export type Properties = Record<string, unknown>;

export const node = { region: "GRA", networkId: "7f1e2c1e-net", subnetId: "1b9d6bcd-sub" };

/** A database that passes every rule. */
export const good = {
  serviceName: "0123456789abcdef",
  engine: "postgresql",
  version: "17",
  plan: "essential",
  flavor: "db1-4",
  nodes: [node],
  ipRestrictions: [{ ip: "10.0.0.0/16" }],
};

export const ruleOf = (id: string) => {
  const rule = rules.find((candidate) => candidate.id === id);
  if (!rule) throw new Error(`no rule ${id}`);
  return rule;
};

/** A copy of the properties with one leaf set; the path is in Pulumi's form. */
export function withLeaf(properties: Properties, path: string, value: unknown): Properties {
  const copy = structuredClone(properties);
  const steps = path.split(/[.[\]]+/).filter((step) => step !== "");
  const last = steps.pop() ?? "";
  let target: Properties = copy;
  for (const step of steps) target = target[step] as Properties;
  target[last] = value;
  return copy;
}

/** Paths of all strings in a value, in Pulumi's form. */
export function stringPaths(value: unknown, path = ""): string[] {
  if (typeof value === "string") return [path];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    stringPaths(inner, Array.isArray(value) ? `${path}[${key}]` : path === "" ? key : `${path}.${key}`),
  );
}
