/** Resources of the modelled types, made by chance from the fixtures and from odd values. */
import { environments, type Plain, rules } from "../src/index.ts";
import type { Fixture, Properties } from "./fixtures/fixture.ts";
import { fixtures } from "./fixtures/index.ts";
import { hidingValues, hugeTexts, oddValues, prototypeNames } from "./fuzz-values.ts";
import { pathsIn, replaced } from "./hidden.ts";

const all = fixtures.flatMap(({ bad, good }) => [...bad, ...good]);
/** Every token that a rule or a fixture names, and some that nobody knows. */
export const tokens: readonly string[] = [
  ...new Set([
    ...rules.flatMap(({ types }) => (types === "all" ? [] : types)),
    ...all.map(({ type }) => type),
    "random:index/randomPassword:RandomPassword",
    "constructor",
    "",
  ]),
];
const byType = new Map<string, Fixture[]>(tokens.map((token) => [token, all.filter(({ type }) => type === token)]));
const names = [...new Set([...all.flatMap(({ inputs }) => Object.keys(inputs)), ...prototypeNames])];
const odd = [...oddValues.values()].flat();
/** One resource in so many holds a text of about 300 kB. */
const hugeOnceIn = 400;

export type Fuzzed = Plain & { readonly type: string; readonly environment: (typeof environments)[number] };

/** Gives one resource after the other. `random` gives numbers from 0 to below 1. */
export function resourcesBy(random: () => number): () => Fuzzed {
  const below = (limit: number) => Math.floor(random() * limit);
  const one = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  const leaf = (): unknown => (random() < 0.2 ? one(hidingValues) : random() < 0.1 ? undefined : one(odd));
  const value = (depth: number): unknown => {
    const kind = random();
    if (depth === 0 || kind < 0.6) return leaf();
    if (kind < 0.75) return Array.from({ length: below(5) }, () => value(depth - 1));
    return Object.fromEntries(Array.from({ length: below(5) }, () => [one(names), value(depth - 1)]));
  };
  const changed = (inputs: Properties): unknown => {
    let result: Properties = inputs;
    for (let times = 1 + below(5); times > 0; times -= 1) {
      const paths = pathsIn(inputs);
      const path = paths.length === 0 ? [one(names)] : one(paths);
      // A part that was replaced before may have nothing left at that path.
      try {
        result = replaced(result, path, value(2));
      } catch {
        return value(3);
      }
    }
    return random() < 0.2 ? { ...result, [one(names)]: value(3) } : result;
  };

  return () => {
    const type = one(tokens);
    const fixture = byType.get(type)?.length ? one(byType.get(type) as Fixture[]) : one(all);
    const huge = below(hugeOnceIn) === 0;
    const [path = [one(names)]] = pathsIn(fixture.inputs).slice(below(8));
    return {
      type,
      name: one(["it", "", "__proto__", "a::b", "\u0000"]),
      urn: `urn:pulumi:prod::shop::${type}::it`,
      environment: one(environments),
      properties: huge
        ? replaced(fixture.inputs, path, one(hugeTexts)())
        : random() < 0.75
          ? changed(fixture.inputs)
          : value(4),
      options: {
        protect: one([true, false, undefined]),
        ignoreChanges: one([[], ["*"], ["nodes[0]", ""], ["__proto__"]]),
      },
      ...(random() < 0.3
        ? { provider: { type: one(["pulumi:providers:ovh", "pulumi:providers:openstack"]), properties: value(3) } }
        : {}),
      dependencies: random() < 0.2 ? ["urn:pulumi:prod::shop::x::it"] : [],
    };
  };
}
