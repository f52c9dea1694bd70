/**
 * What judging a resource costs: the pack, conftest with the same rules in Rego, and the same rules as policies of the
 * policy SDK, over one state of 2,000 resources, interleaved in one run. Prints medians, ranges and ratios; asserts nothing.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { judgeBy, presets, rules, subjectOf } from "@accoreboot/policies";
import { goods, holes } from "../../packages/policies/test/corpus/cases.ts";
import { median } from "../measuring.ts";
import { analyzed, requestFor, typed, untyped } from "./analyzers.ts";
import { checked } from "./checked.ts";
import { measured, type Taken } from "./measured.ts";
import { repeated, resources, stateOf } from "./state.ts";
import { tool, versions } from "./tools.ts";

const rounds = Number(process.argv[2] ?? 5);
const count = 2000;
const cases = repeated([...holes, ...goods], count);
const judged = resources(cases);
const requests = judged.map(requestFor);
const scratch = mkdtempSync(join(tmpdir(), "accoreboot bench "));
const state = join(scratch, "state.json");
writeFileSync(state, JSON.stringify(stateOf(cases)));
const beside = (name: string) => fileURLToPath(new URL(name, import.meta.url));

const settings = presets("prod");
const judge = judgeBy(settings);
const [plain, attached] = [untyped(settings), typed(settings)];

/** What some work took, in seconds: on the clock, and of a processor, which is steadier on a shared machine. */
type Seconds = Pick<Taken, "seconds" | "processor">;

/** The same for work in this process. */
async function timed(work: () => unknown): Promise<Seconds> {
  const [began, spent] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(spent);
  return { seconds: (performance.now() - began) / 1000, processor: (user + system) / 1e6 };
}

const subjects = { judge: "the pack's judge, in process" };
const runs: { readonly [title: string]: () => Promise<Seconds> } = {
  [subjects.judge]: () =>
    timed(() => {
      for (const { urn, type, inputs } of judged) judge.resource(subjectOf({ type, urn, properties: inputs }));
    }),
  "the same, from the engine's messages": () =>
    timed(() => {
      for (const request of requests) {
        const properties = request.getProperties().toJavaScript();
        judge.resource(subjectOf({ type: request.getType(), urn: request.getUrn(), properties }));
      }
    }),
  [`${plain.length} untyped policies through the SDK`]: () => timed(() => analyzed(plain, requests)),
  [`${attached.length} typed policies through the SDK`]: () => timed(() => analyzed(attached, requests)),
  "the pack's program on the state's file, whole process": () => checked(state),
  [`conftest ${versions.conftest} on the state's file, 44 rules in Rego, whole process`]: () =>
    measured(tool("conftest"), ["test", "--policy", beside("rego"), "--output", "json", state]),
};

/** By subject; the first round warms up and does not count. */
const taken = new Map<string, Seconds[]>();
try {
  for (let round = 0; round <= rounds; round++) {
    process.stderr.write(round === 0 ? "warming up\n" : `round ${round} of ${rounds}\n`);
    const entries = Object.entries(runs);
    for (const [title, run] of round % 2 ? entries : entries.toReversed()) {
      const seconds = await run();
      if (round > 0) taken.set(title, [...(taken.get(title) ?? []), seconds]);
    }
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** Milliseconds for each resource. */
const perResource = (title: string, what: keyof Seconds) =>
  (taken.get(title) ?? []).map((each) => (each[what] * 1000) / count);
const shown = (values: readonly number[]) =>
  `${median(values).toFixed(3)} (${Math.min(...values).toFixed(3)} to ${Math.max(...values).toFixed(3)})`;
const base = median(perResource(subjects.judge, "processor"));
process.stdout.write(`${rules.length} rules, ${count} resources, ${rounds} rounds; milliseconds for one resource.\n\n`);
process.stdout.write(
  "| | processor, median (range) | clock, median (range) | processor, to the first |\n|---|---|---|---|\n",
);
for (const title of Object.keys(runs)) {
  const processor = perResource(title, "processor");
  const ratio = (median(processor) / base).toFixed(1);
  process.stdout.write(`| ${title} | ${shown(processor)} | ${shown(perResource(title, "seconds"))} | ${ratio} |\n`);
}
