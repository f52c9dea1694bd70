import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { refusals } from "../src/contract/allowed.ts";
import { withDefaults } from "../src/contract/defaults.ts";
import explained from "../src/contract/differences.json" with { type: "json" };
import { knownTokens, type PropertyType, type ResourceContract, resourceContract } from "../src/contract/index.ts";
import { checkResource } from "../src/contract/resource-check.ts";
import { difference } from "../src/diff.ts";

/** What the real provider processes answered, where it lies beside the repository. */
const observed = join(import.meta.dirname, "../../../../shared/contracts/observed");

interface Answers {
  readonly required?: readonly string[];
  readonly sampleRefusals?: readonly string[];
  readonly replaces?: readonly string[];
  readonly inPlace?: readonly string[];
  readonly noDiff?: readonly string[];
  readonly defaulted?: readonly string[];
  readonly unprobed?: readonly string[];
  readonly note?: string;
}
type Inputs = Record<string, unknown>;

/** A dull value as the recorder gave them: `1`, `v1`, true, and lists, maps and blocks of those. */
function sample(type: PropertyType, turn: number, whole = false, depth = 0): unknown {
  switch (type.kind) {
    case "number":
      return turn;
    case "boolean":
      return turn === 1;
    case "array":
      return [sample(type.items ?? { kind: "any" }, turn, whole, depth + 1)];
    case "map":
      return { k: sample(type.items ?? { kind: "any" }, turn) };
    case "object":
      return Object.fromEntries(
        Object.entries(type.fields ?? {})
          .filter(([, spec]) => spec.required || (whole && depth < 8))
          .map(([name, spec]) => [name, sample(spec.type, turn, whole, depth + 1)]),
      );
    default:
      return `v${turn}`;
  }
}

const samples = ({ inputs, changes }: ResourceContract, only: (name: string) => boolean): Inputs =>
  Object.fromEntries(
    Object.entries(inputs)
      .filter(([name]) => only(name) && !changes.ignored.has(name))
      .map(([name, { type }]) => [name, sample(type, 1)]),
  );

/** What changing one input alone means here: replaces, in place, or nothing. */
function changing(contract: ResourceContract, name: string): "replaces" | "inPlace" | "noDiff" {
  const base = samples(contract, (other) => other !== name && contract.inputs[other]?.required === true);
  const type = contract.inputs[name]?.type ?? { kind: "any" };
  const [old, now] = [1, 2].map((turn) => ({ ...base, [name]: sample(type, turn, true) })) as [Inputs, Inputs];
  const { changed, replaces } = difference(contract, {}, old, now);
  if (!changed.includes(name)) return "noDiff";
  return replaces.includes(name) ? "replaces" : "inPlace";
}

const camel = (name: string) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
const sorted = (names: Iterable<string>) => [...names].sort();

interface Line {
  readonly token: string;
  readonly [what: string]: string;
}

/** One line of the table: what agrees, and the differences as `what: theirs | ours`. */
function compared(token: string, contract: ResourceContract, told: Answers): { line: Line; differences: string[] } {
  const differences: string[] = [];
  const line: Record<string, string> = {};
  const both = (what: string, theirs: readonly string[], ours: readonly string[]) => {
    line[what] = `${ours.filter((name) => theirs.includes(name)).length}/${theirs.length}`;
    for (const name of theirs) if (!ours.includes(name)) differences.push(`${what} ${token} ${name}: there, not here`);
    for (const name of ours) if (!theirs.includes(name)) differences.push(`${what} ${token} ${name}: here, not there`);
  };
  const missing = checkResource(contract, {}, () => false, {}).filter(({ reason }) => reason.startsWith("missing"));
  both("missing", sorted((told.required ?? []).map(camel)), sorted(missing.map(({ path }) => path)));
  const asked = samples(contract, (name) => contract.inputs[name]?.required === true);
  const kinds = new Set([...refusals(token, asked, () => false)].map(({ path, reason }) => `${path} ${reason}`));
  const refused = told.sampleRefusals?.length ?? 0;
  line["refusals"] = `${kinds.size}/${refused}`;
  if (kinds.size !== refused) differences.push(`refusals ${token} : ${refused} there, ${kinds.size} here`);
  const probed = [...(told.replaces ?? []), ...(told.inPlace ?? []), ...(told.noDiff ?? [])];
  const ours = Map.groupBy(
    probed.filter((name) => contract.inputs[name]),
    (name) => changing(contract, name),
  );
  for (const what of ["replaces", "inPlace", "noDiff"] as const) both(what, told[what] ?? [], ours.get(what) ?? []);
  const named = contract.inputs["name"]?.required === false ? ["name"] : [];
  const { names } = withDefaults(
    contract,
    samples(contract, (name) => contract.inputs[name]?.required === true),
    {},
  );
  both("defaulted", told.defaulted ?? [], sorted(new Set([...names, ...named])));
  return { line: { token, ...line }, differences };
}

/** Differences that no row of `differences.json` explains. */
const unexplained = (differences: readonly string[]) => {
  const rows = new Set(explained.rows.map(({ kind, token, property }) => `${kind} ${token} ${property}`));
  return differences.filter((text) => !rows.has(text.slice(0, text.lastIndexOf(":"))));
};

describe.skipIf(!existsSync(observed))("the contract against what the real provider processes answered", () => {
  test.each(["ovh", "openstack"] as const)("%s: every type agrees or its difference is explained", (pkg) => {
    const answers = JSON.parse(readFileSync(join(observed, `${pkg}.json`), "utf8")) as Record<string, Answers>;
    const results = Object.entries(answers)
      .filter(([, told]) => !told.note)
      .flatMap(([token, told]) => {
        const contract = resourceContract(token);
        return contract ? [compared(token, contract, told)] : [];
      });
    console.table(Object.fromEntries(results.map(({ line: { token, ...line } }) => [token.split(":")[1], line])));
    const agreeing = results.filter(({ differences }) => differences.length === 0).length;
    console.log(`${pkg}: ${agreeing} of ${results.length} observed types agree in everything`);
    const differences = results.flatMap((result) => result.differences);
    expect(unexplained(differences)).toEqual([]);
    const kinds = new Set(["missing", "refusals", "replaces", "inPlace", "noDiff", "defaulted"]);
    const rows = explained.rows.filter(({ kind, token }) => kinds.has(kind) && token.startsWith(`${pkg}:`));
    const found = new Set(differences.map((text) => text.slice(0, text.lastIndexOf(":"))));
    expect(rows.filter(({ kind, token, property }) => !found.has(`${kind} ${token} ${property}`))).toEqual([]);
  });
});

describe("the data kept by hand", () => {
  test("names only inputs that the SDKs have", () => {
    const has = (specs: ResourceContract["inputs"], [step = "", ...rest]: readonly string[]): boolean => {
      const name = step.replace(/\[\]$/, "");
      const spec = specs[name];
      if (!spec) return false;
      const inner = step === name ? spec.type : spec.type.items;
      return rest.length === 0 || inner?.kind === "map" || has(inner?.fields ?? {}, rest);
    };
    for (const token of (["ovh", "openstack", "cloudflare"] as const).flatMap(knownTokens)) {
      const contract = resourceContract(token);
      if (!contract) continue;
      const { sets, kept, fresh, ignored, defaults, environment, same } = contract.changes;
      const paths = [
        ...[sets, kept, fresh, ignored].flatMap((set) => [...set]),
        ...[defaults, environment, same].flatMap((map) => [...map.keys()]),
        ...contract.replaces,
        ...contract.replacesAt.keys(),
      ];
      expect(paths.filter((path) => !has(contract.inputs, path.split("."))).map((path) => `${token} ${path}`)).toEqual(
        [],
      );
    }
  });
});
