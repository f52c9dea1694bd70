/**
 * What judging a resource costs: the pack, conftest with the same rules in Rego, and the same rules as policies of the
 * policy SDK, over states of 2,000 resources, interleaved in one run. Prints medians, ranges and ratios; asserts nothing.
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
import { exampleResources } from "./example.ts";
import { measured, type Taken } from "./measured.ts";
import { repeated, resources, type StateResource, stateWith } from "./state.ts";
import { tool, versions } from "./tools.ts";

const rounds = Number(process.argv[2] ?? 5);
const count = 2000;
const cases = repeated([...holes, ...goods], count);
const scratch = mkdtempSync(join(tmpdir(), "accoreboot bench "));
const beside = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const settings = presets("prod");
const judge = judgeBy(settings);
const [plain, attached] = [untyped(settings), typed(settings)];

/** Both kinds of state: the corpus, in which one resource in nine is bad, and a program that holds every component. */
const states: { readonly [title: string]: readonly StateResource[] } = {
  "the corpus of holes and good programs": resources(cases),
  "a program with every component, prod": await exampleResources(count),
};

/** What some work took, in seconds: on the clock, and of a processor, which is steadier on a shared machine. */
type Seconds = Pick<Taken, "seconds" | "processor">;

/** The same for work in this process, again and again for two seconds, so that all of it is compiled. */
async function timed(work: () => unknown): Promise<Seconds> {
  const [began, spent] = [performance.now(), process.cpuUsage()];
  let times = 0;
  do {
    await work();
    times += 1;
  } while (performance.now() - began < 2000);
  const { user, system } = process.cpuUsage(spent);
  return { seconds: (performance.now() - began) / 1000 / times, processor: (user + system) / 1e6 / times };
}

const first = "the pack's judge, in process";
type Runs = { readonly [title: string]: () => Promise<Seconds> };

function runsOver(judged: readonly StateResource[], file: string): Runs {
  writeFileSync(file, JSON.stringify(stateWith(judged)));
  const requests = judged.map(requestFor);
  return {
    [first]: () =>
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
    "the pack's program on the state's file, whole process": () => checked(file),
    [`conftest ${versions.conftest} on the state's file, 44 rules in Rego, whole process`]: () =>
      measured(tool("conftest"), ["test", "--policy", beside("rego"), "--output", "json", file]),
  };
}

/** By subject; the first round warms up and does not count. */
async function taken(runs: Runs): Promise<Map<string, Seconds[]>> {
  const results = new Map<string, Seconds[]>();
  for (let round = 0; round <= rounds; round++) {
    process.stderr.write(round === 0 ? "warming up\n" : `round ${round} of ${rounds}\n`);
    const entries = Object.entries(runs);
    for (const [title, run] of round % 2 ? entries : entries.toReversed()) {
      const seconds = await run();
      if (round > 0) results.set(title, [...(results.get(title) ?? []), seconds]);
    }
  }
  return results;
}

const shown = (values: readonly number[]) =>
  `${median(values).toFixed(3)} (${Math.min(...values).toFixed(3)} to ${Math.max(...values).toFixed(3)})`;

function table(results: Map<string, Seconds[]>): string {
  const perResource = (title: string, what: keyof Seconds) =>
    (results.get(title) ?? []).map((each) => (each[what] * 1000) / count);
  const base = median(perResource(first, "processor"));
  const rows = [...results.keys()].map((title) => {
    const processor = perResource(title, "processor");
    const ratio = (median(processor) / base).toFixed(1);
    return `| ${title} | ${shown(processor)} | ${shown(perResource(title, "seconds"))} | ${ratio} |`;
  });
  return [
    "| | processor, median (range) | clock, median (range) | processor, to the first |",
    "|---|---|---|---|",
    ...rows,
  ].join("\n");
}

try {
  process.stdout.write(`${rules.length} rules, ${count} resources, ${rounds} rounds; milliseconds for one resource.\n`);
  for (const [title, judged] of Object.entries(states)) {
    const runs = runsOver(judged, join(scratch, "state.json"));
    const results = await taken(runs);
    const inOrder = new Map(Object.keys(runs).map((subject) => [subject, results.get(subject) ?? []]));
    process.stdout.write(`\n${title}:\n\n${table(inOrder)}\n`);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
process.exit(0);
