/**
 * What each scanner sees of the corpus: the eighteen holes and the good cases, in one run, without a network. Checkov and
 * tfsec read the Terraform twins; conftest, with our own Rego, and the pack read the same resources as a Pulumi state.
 * A hole counts as found by a scanner with checks of its own when it says anything about that resource, and by our rules
 * when every rule that the corpus expects says so. Prints a Markdown table; the twins alone are asserted.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { goods, holes } from "../../packages/policies/test/corpus/cases.ts";
import { hcl } from "../../packages/policies/test/corpus/hcl.ts";
import { median, range } from "../measuring.ts";
import { measured, type Taken } from "./measured.ts";
import { type Found, type Peer, peers } from "./peers.ts";
import { stateOf } from "./state.ts";
import { tool } from "./tools.ts";

const rounds = Number(process.argv[2] ?? 3);
const all = [...holes, ...goods];
const scratch = mkdtempSync(join(tmpdir(), "accoreboot bench "));
const places = {
  twins: join(scratch, "main.tf"),
  state: join(scratch, "state.json"),
  config: join(scratch, "config.json"),
};
writeFileSync(places.twins, hcl(all));
writeFileSync(places.state, JSON.stringify(stateOf(all)));
// What a stack costs is no question here: these resources stand side by side and are none.
writeFileSync(places.config, JSON.stringify({ budget: "disabled" }));

/** HCL's own parser, in conftest, must read the twins as they are in the table. It doubles `${` as Terraform's JSON does. */
async function proveTwins(): Promise<void> {
  const { stdout } = await measured(tool("conftest"), ["parse", "--parser", "hcl2", places.twins], [0]);
  const read = JSON.parse(stdout.replaceAll("$${", "${")) as { resource: Record<string, Record<string, unknown[]>> };
  for (const { id, hcl: twin } of all) {
    const [attributes] = read.resource[twin.resource]?.[id] ?? [];
    if (!isDeepStrictEqual(attributes, twin.attributes)) {
      throw new Error(`the twin of ${id} is read as ${JSON.stringify(attributes)}`);
    }
  }
}

const scanners = peers(places);
const taken = new Map<Peer, Taken[]>();
let findings: Found[][];
try {
  await proveTwins();
  for (let round = 1; round <= rounds; round++) {
    for (const scanner of round % 2 ? scanners : scanners.toReversed()) {
      process.stderr.write(`round ${round} of ${rounds}: ${scanner.title}\n`);
      taken.set(scanner, [...(taken.get(scanner) ?? []), await scanner.run()]);
    }
  }
  findings = scanners.map((scanner) => scanner.found(taken.get(scanner)?.[0]?.stdout ?? ""));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** Whether a scanner's findings hold the hole: by all of our rules' ids that are expected, or by anything at all. */
function holds(found: readonly Found[], { id, expects }: (typeof holes)[number]): boolean {
  const here = found.filter((each) => each.id === id);
  if (!found.some(({ rule }) => rule !== undefined)) return here.length > 0;
  return expects.every((wanted) => here.some(({ rule }) => rule === wanted));
}

const row = (cells: readonly string[]) => process.stdout.write(`| ${cells.join(" | ")} |\n`);
const figures = (what: string, read: (run: Taken) => number) =>
  row([
    what,
    ...scanners.map((scanner) => {
      const values = (taken.get(scanner) ?? []).map(read);
      return `${median(values).toFixed(2)} (${range(values)})`;
    }),
  ]);
const refused = findings.map((found) => goods.filter(({ id }) => found.some((each) => each.id === id)));

row(["hole", ...scanners.map(({ title }) => title)]);
row(["---", ...scanners.map(() => "---")]);
for (const hole of holes)
  row([`${hole.id} ${hole.title}`, ...findings.map((found) => (holds(found, hole) ? "yes" : "no"))]);
row([
  "**holes found**",
  ...findings.map((found) => `**${holes.filter((hole) => holds(found, hole)).length} of ${holes.length}**`),
]);
row(["**good cases refused**", ...refused.map(({ length }) => `**${length} of ${goods.length}**`)]);
figures("wall time, s", ({ seconds }) => seconds);
figures("processor time, s", ({ processor }) => processor);
figures("peak memory, MB", ({ megabytes }) => megabytes);
for (const [i, wrong] of refused.entries()) {
  for (const { id, title } of wrong) process.stderr.write(`${scanners[i]?.title} refuses ${id}: ${title}\n`);
}
