/**
 * What the installed SDKs say about resources, functions and provider configuration: generated from their typings and
 * JavaScript by `tools/generate-contract.ts`. What the SDKs do not say is kept by hand: which inputs replace in
 * `replaces.json`, which changes are none and what check fills in in `changes.json`, which values are refused in
 * `allowed.json`.
 */
import { changeFacts } from "./changes.ts";
import cloudflare from "./cloudflare.json" with { type: "json" };
import { type Fields, Notation } from "./notation.ts";
import openstack from "./openstack.json" with { type: "json" };
import ovh from "./ovh.json" with { type: "json" };
import { replacementFacts } from "./replacement.ts";
import type { FunctionContract, ProviderContract, ResourceContract } from "./types.ts";

export { forcesReplacement } from "./replacement.ts";
export type * from "./types.ts";

/** A provider package that the sandbox stands for. */
export type ContractPackage = "ovh" | "openstack" | "cloudflare";

interface Row {
  readonly i: Fields;
  readonly o: Fields;
  readonly s?: readonly string[];
  readonly a?: readonly string[];
}

interface Data {
  readonly sdk: string;
  readonly version: string;
  readonly provider: Row;
  readonly types: Readonly<Record<string, Fields>>;
  readonly resources: Readonly<Record<string, Row>>;
  readonly functions: Readonly<Record<string, Row>>;
}

const data = { ovh, openstack, cloudflare } as unknown as Readonly<Record<ContractPackage, Data>>;
const isPackage = (name: string | undefined): name is ContractPackage =>
  name !== undefined && Object.hasOwn(data, name);

/** The contract of a resource type, undefined when the SDK has none of that token. */
export const resourceContract: (token: string) => ResourceContract | undefined = remembered((token) => {
  const found = rowOf(token, "resources");
  if (!found) return undefined;
  const { row, notation } = found;
  const secretOutputs = new Set(row.s);
  const { framework, ...facts } = replacementFacts(token);
  const inputs = notation.properties(row.i);
  return {
    token,
    inputs,
    outputs: notation.properties(row.o, secretOutputs),
    ...facts,
    changes: changeFacts(token),
    comparison: framework ? "inputs" : token.startsWith("openstack:") ? "leaves" : "tree",
    secretOutputs,
    deletesFirstWhenNamed: !framework && inputs["name"]?.required === false,
    aliases: row.a ?? [],
  };
});

/** The contract of a data source, undefined when the SDK has none of that token. */
export const functionContract: (token: string) => FunctionContract | undefined = remembered((token) => {
  const found = rowOf(token, "functions");
  if (!found) return undefined;
  const { row, notation } = found;
  return { token, inputs: notation.properties(row.i), outputs: notation.properties(row.o) };
});

/** Configuration of a provider. */
export const providerContract: (pkg: ContractPackage) => ProviderContract = remembered((pkg) => {
  const { provider, version, sdk } = data[pkg];
  return { inputs: notationOf(pkg).properties(provider.i, new Set(provider.s)), version, sdk };
});

/** Every token of a package, resources first. */
export function knownTokens(pkg: ContractPackage): string[] {
  return [...Object.keys(data[pkg].resources), ...Object.keys(data[pkg].functions)];
}

const notationOf = remembered((pkg: ContractPackage) => new Notation(data[pkg].types));

function rowOf(token: string, list: "resources" | "functions"): { row: Row; notation: Notation } | undefined {
  const pkg = token.split(":")[0];
  if (!isPackage(pkg) || !Object.hasOwn(data[pkg][list], token)) return undefined;
  return { row: data[pkg][list][token] as Row, notation: notationOf(pkg) };
}

function remembered<K, V>(make: (key: K) => V): (key: K) => V {
  const made = new Map<K, V>();
  return (key) => {
    if (!made.has(key)) made.set(key, make(key));
    return made.get(key) as V;
  };
}
