import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import explained from "../src/contract/differences.json" with { type: "json" };
import {
  forcesReplacement,
  knownTokens,
  type PropertySpec,
  type PropertyType,
  type ResourceContract,
  resourceContract,
} from "../src/contract/index.ts";
import { checkResource } from "../src/contract/resource-check.ts";
import { difference } from "../src/diff.ts";

/** Provider schemas and recorded answers of provider processes, where they lie beside the repository. */
const reference = join(import.meta.dirname, "../../../../shared/contracts");

interface SchemaProperty {
  type: string;
  replaces?: boolean;
  secret?: boolean;
}
interface Schema {
  resources: Record<
    string,
    { inputs: Record<string, SchemaProperty>; outputs: Record<string, SchemaProperty>; required?: string[] }
  >;
  types: Record<string, { properties: Record<string, SchemaProperty>; required?: string[] }>;
}
interface Observed {
  replaces?: string[];
  inPlace?: string[];
  required?: string[];
}
interface Scenario {
  base: Record<string, unknown>;
  cases: Record<string, Case>;
}
interface Case {
  old: Record<string, unknown>;
  new: Record<string, unknown>;
  detailed?: Record<string, string>;
  diffs: string[];
  replaces: string[];
  checkFailures?: unknown[];
  deleteBeforeReplace?: boolean;
}

interface Difference {
  kind: string;
  token: string;
  property: string;
  found: string;
}

const read = <T>(file: string): T => JSON.parse(readFileSync(join(reference, file), "utf8")) as T;

/** Differences that no row and no rule of `differences.json` explains. */
function unexplained(differences: readonly Difference[]): string[] {
  const rows = new Set(explained.rows.map(({ kind, token, property }) => `${kind} ${token} ${property}`));
  const rules = explained.rules.map(({ kind, package: pkg }) => `${kind} ${pkg}:`);
  return differences
    .filter(({ kind, token, property }) => !rows.has(`${kind} ${token} ${property}`))
    .filter(({ kind, token }) => !rules.some((rule) => `${kind} ${token}`.startsWith(rule)))
    .map(({ kind, token, property, found }) => `${kind} | ${token} | ${property} | ${found}`);
}

function* againstSchema(pkg: "ovh" | "openstack"): Generator<Difference> {
  const schema = read<Schema>(`${pkg}.json`);
  const observed = read<Record<string, Observed>>(`observed/${pkg}.json`);
  const resources = knownTokens(pkg).filter((token) => resourceContract(token));
  for (const token of resources)
    if (!schema.resources[token]) yield { kind: "resource new", token, property: "", found: "" };
  for (const [token, told] of Object.entries(schema.resources)) {
    const ours = resourceContract(token);
    if (!ours) {
      yield { kind: "resource gone", token, property: "", found: "" };
      continue;
    }
    const types = new Types(schema, token.split("/")[0] ?? "");
    yield* sides(token, "input", ours.inputs, told.inputs, new Set(told.required), types);
    yield* sides(token, "output", ours.outputs, told.outputs, undefined, types);
    yield* replacements(ours, told.inputs, observed[token] ?? {});
  }
}

function* sides(
  token: string,
  side: string,
  ours: Record<string, PropertySpec>,
  told: Record<string, SchemaProperty>,
  required: ReadonlySet<string> | undefined,
  types: Types,
): Generator<Difference> {
  for (const property of Object.keys(ours))
    if (!told[property]) yield { kind: `${side} new`, token, property, found: "" };
  for (const [property, { type, secret }] of Object.entries(told)) {
    const spec = ours[property];
    if (!spec) {
      yield { kind: `${side} gone`, token, property, found: "" };
      continue;
    }
    if (required && spec.required !== required.has(property)) {
      yield { kind: "required", token, property, found: `SDK ${spec.required}, schema ${required.has(property)}` };
    }
    if (Boolean(spec.secret) !== Boolean(secret)) {
      yield {
        kind: `${side} secret`,
        token,
        property,
        found: `SDK ${Boolean(spec.secret)}, schema ${Boolean(secret)}`,
      };
    }
    const difference = types.differ(spec.type, type, side === "input");
    if (difference) yield { kind: `${side} type`, token, property, found: difference };
  }
}

function* replacements(
  ours: ResourceContract,
  told: Record<string, SchemaProperty>,
  observed: Observed,
): Generator<Difference> {
  const token = ours.token;
  for (const [property, { replaces }] of Object.entries(told)) {
    if (!ours.inputs[property]) continue;
    const presence = (["delete", "update"] as const).some(
      (change) => forcesReplacement(ours, property, "add") && forcesReplacement(ours, property, change),
    );
    if (replaces && !presence)
      yield { kind: "flag", token, property, found: "schema has the flag, ours does not replace" };
    if (observed.replaces?.includes(property) && !presence) {
      yield { kind: "flag", token, property, found: "observed to replace, ours does not" };
    }
    if (observed.inPlace?.includes(property) && ours.replaces.has(property)) {
      yield { kind: "flag", token, property, found: "observed in place, ours replaces" };
    }
    if (!replaces && !observed.replaces?.includes(property) && ours.replaces.has(property)) {
      yield { kind: "flag", token, property, found: "ours replaces, nothing else says so" };
    }
  }
}

/** Compares our types with the schema's names for them. */
class Types {
  readonly #byName: Map<string, Schema["types"][string]>;

  constructor(schema: Schema, module: string) {
    const all = Object.entries(schema.types).map(
      ([name, type]) => [name.slice(name.indexOf("/") + 1), name, type] as const,
    );
    const own = all.filter(([, name]) => name.startsWith(`${module}/`));
    this.#byName = new Map([...all, ...own].map(([short, , type]) => [short, type]));
  }

  /** Where the two differ, or undefined. `strict` compares which members are required too: outputs say that loosely. */
  differ(ours: PropertyType, told: string, strict: boolean, seen: readonly string[] = []): string | undefined {
    const [, outer, inner] = /^(array|map)<(.*)>$/.exec(told) ?? [];
    if (outer && inner) {
      if (ours.kind !== outer || !ours.items) return `SDK ${ours.kind}, schema ${outer}`;
      const within = this.differ(ours.items, inner, strict, seen);
      return within && `${outer} of ${within}`;
    }
    const nested = this.#byName.get(told);
    if (!nested) {
      const plain = told === "integer" ? "number" : told === "pulumi.json#/Any" ? "any" : told;
      return ours.kind === plain ? undefined : `SDK ${ours.kind}, schema ${told}`;
    }
    if (seen.includes(told)) return undefined;
    if (ours.kind !== "object" || !ours.fields) return `SDK ${ours.kind}, schema ${told}`;
    for (const [name, property] of Object.entries(nested.properties)) {
      const field = ours.fields[name];
      if (!field) return `${name} is not in the SDK`;
      if (strict && field.required !== (nested.required ?? []).includes(name)) return `${name} required in one only`;
      const within = this.differ(field.type, property.type, strict, [...seen, told]);
      if (within) return `${name}: ${within}`;
    }
    const added = Object.keys(ours.fields).find((name) => !nested.properties[name]);
    return added && `${added} is not in the schema`;
  }
}

/** What this contract answers to a recorded change, in the words of the record. */
function answered(token: string, { base, cases }: Scenario, name: string): string {
  const ours = resourceContract(token) as ResourceContract;
  const [old, now] = [merged(base, cases[name]?.old ?? {}), merged(base, cases[name]?.new ?? {})];
  const { details, changed, replaces, deleteFirst } = difference(ours, {}, old, now, old);
  const refused = checkResource(ours, now, () => false, {}).length > 0;
  return JSON.stringify([refused, sorted(details), [...changed].sort(), [...replaces].sort(), deleteFirst]);
}

function* againstScenarios(): Generator<Difference> {
  for (const [token, scenario] of Object.entries(read<Record<string, Scenario>>("observed/scenarios.json"))) {
    for (const [property, told] of Object.entries(scenario.cases)) {
      const { checkFailures = [], detailed = {}, diffs, replaces, deleteBeforeReplace = false } = told;
      const refused = checkFailures.length > 0;
      const theirs = [
        refused,
        sorted(Object.entries(detailed)),
        diffs.toSorted(),
        replaces.toSorted(),
        deleteBeforeReplace,
      ];
      const found = answered(token, scenario, property);
      if (found !== JSON.stringify(theirs)) yield { kind: "scenario", token, property, found };
    }
  }
}

const sorted = (paths: Iterable<readonly [string, string]>) => [...paths].sort(([a], [b]) => (a < b ? -1 : 1));

function merged(base: Record<string, unknown>, over: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries({ ...base, ...over }).filter(([, value]) => value !== null));
}

if (existsSync(reference)) {
  describe("the contract against provider schemas and recorded answers", () => {
    test.each(["ovh", "openstack"] as const)("%s: every difference is explained", (pkg) => {
      const differences = [...againstSchema(pkg)];
      const kinds = Map.groupBy(differences, ({ kind }) => kind);
      console.log([...kinds].map(([kind, list]) => `${pkg} ${kind}: ${list.length}`).join("\n"));
      expect(unexplained(differences)).toEqual([]);
    });

    test("recorded changes are answered as there: refusals, changed and replaced inputs, paths and kinds", () => {
      const differences = [...againstScenarios()];
      const cases = Object.values(read<Record<string, Scenario>>("observed/scenarios.json")).flatMap((scenario) =>
        Object.keys(scenario.cases),
      );
      console.log(`${cases.length - differences.length} of ${cases.length} recorded changes agree`);
      expect(cases.length - differences.length).toBeGreaterThanOrEqual(98);
      expect(unexplained(differences)).toEqual([]);
    });

    test("no explanation is left over", () => {
      const found = [...againstSchema("ovh"), ...againstSchema("openstack"), ...againstScenarios()];
      const kinds = new Set([
        "required",
        "flag",
        "scenario",
        "input type",
        "output type",
        "input secret",
        "output secret",
      ]);
      const keys = new Set(found.map(({ kind, token, property }) => `${kind} ${token} ${property}`));
      const rows = explained.rows.filter(({ kind }) => kinds.has(kind));
      expect(rows.filter(({ kind, token, property }) => !keys.has(`${kind} ${token} ${property}`))).toEqual([]);
      const ruled = ({ kind, package: pkg }: { kind: string; package: string }) =>
        found.some((difference) => difference.kind === kind && difference.token.startsWith(`${pkg}:`));
      expect(explained.rules.filter((rule) => !ruled(rule))).toEqual([]);
    });
  });
} else {
  /** Facts of the reference that matter most, for where it is absent: required, replacing and secret, by resource. */
  const facts: [token: string, required: string[], replaces: string[], secrets: string[]][] = [
    [
      "ovh:CloudProject/database:Database",
      ["engine", "flavor", "nodes", "plan", "version"],
      ["engine", "serviceName"],
      [],
    ],
    ["ovh:CloudProject/networkPrivate:NetworkPrivate", [], ["serviceName", "vlanId"], []],
    ["ovh:CloudProject/storage:Storage", ["regionName"], ["name", "regionName"], []],
    ["ovh:CloudProject/user:User", [], ["description", "serviceName"], ["password"]],
    ["ovh:CloudProject/s3Policy:S3Policy", ["policy", "userId"], ["serviceName", "userId"], []],
    ["ovh:CloudProject/s3Credential:S3Credential", ["userId"], ["serviceName", "userId"], ["secretAccessKey"]],
    ["openstack:compute/keypair:Keypair", [], ["name", "publicKey", "region", "userId", "valueSpecs"], ["privateKey"]],
    ["openstack:networking/secGroup:SecGroup", [], ["deleteDefaultRules", "region", "tenantId"], []],
    [
      "openstack:networking/port:Port",
      ["networkId"],
      ["deviceId", "deviceOwner", "macAddress", "networkId", "region", "tenantId", "valueSpecs"],
      [],
    ],
  ];

  test.each(facts)("without the reference: %s", (token, required, replaces, secrets) => {
    const ours = resourceContract(token) as ResourceContract;
    expect(Object.keys(ours.inputs).filter((name) => ours.inputs[name]?.required)).toEqual(required);
    expect([...ours.replaces].sort()).toEqual(replaces);
    expect([...ours.secretOutputs]).toEqual(secrets);
  });
}
