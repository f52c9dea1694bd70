/** Fixtures with several parts hidden at once, and everything that they may turn out to be. */
import type { Fixture, Fixtures, Properties } from "./fixtures/fixture.ts";
import { encrypted, type Path, pathsIn, pattern, replaced, secret, unknown, valueAt } from "./hidden.ts";

const signature = "4dabf18193072939515e22adb298388d";

/** Ways of hiding a value. `completed` is how a completion stands there: what is encrypted stays marked as a secret. */
export const forms = [
  { name: "unknown", hide: () => unknown, completed: (value: unknown) => value },
  { name: "part of a longer text", hide: embedded, completed: (value: unknown) => value },
  { name: "encrypted", hide: () => encrypted, completed: secret },
  { name: "a secret that is unknown", hide: () => secret(unknown), completed: secret },
] as const;
export type Form = (typeof forms)[number];

/** The stand-in amid the value's own ends, as when a text is put together from others. */
function embedded(value: unknown): unknown {
  if (typeof value !== "string") return unknown;
  const third = Math.ceil(value.length / 3);
  return `${value.slice(0, third)}${unknown}${value.slice(2 * third)}`;
}

/** All of a fixture that a rule may read, as one value: paths start with `inputs`, `provider` or `others`. */
interface Whole {
  readonly inputs: Properties;
  readonly provider: Properties;
  readonly others: readonly unknown[];
}
const wholeOf = ({ inputs, provider, others = [] }: Fixture): Whole => ({
  inputs,
  provider: provider?.properties ?? {},
  others: others.map(({ properties }) => properties),
});
function fixtureWith(fixture: Fixture, { inputs, provider, others }: Whole): Fixture {
  return {
    ...fixture,
    inputs,
    ...(fixture.provider ? { provider: { ...fixture.provider, properties: provider } } : {}),
    ...(fixture.others ? { others: fixture.others.map((other, i) => ({ ...other, properties: others[i] })) } : {}),
  };
}

/** Where a value stands, for all fixtures of a rule alike: type of the resource and path in its properties. */
function placeOf({ type, provider, others = [] }: Fixture, [root, ...path]: Path): string {
  if (root === "inputs") return `${type} ${pattern(path)}`;
  if (root === "provider") return `${provider?.type} ${pattern(path)}`;
  return `${others[path[0] as number]?.type} ${pattern(path.slice(1))}`;
}

/**
 * Ids by which a rule over the stack joins resources. While one is not known, the graph tells what it names, and a
 * completion that names another resource than the one it depends on is none.
 */
const joined: { readonly [rule: string]: readonly string[] } = {
  CF004: ["id", "zoneId"],
  NET008: ["id", "listenerId"],
  NET009: ["id", "kubeId"],
};

/** What can be hidden: not the mark of a secret, nor what is in a secret, which is hidden as a whole. */
function partsOf(whole: Whole, rule: string): Path[] {
  const isMarked = (value: unknown) => typeof value === "object" && value !== null && signature in value;
  return pathsIn(whole).filter(
    (path) =>
      path.length > (path[0] === "others" ? 2 : 1) &&
      valueAt(whole, path) != null &&
      !path.some((_, length) => isMarked(valueAt(whole, path.slice(0, length)))) &&
      !joined[rule]?.includes(String(path.at(-1))),
  );
}

const kindOf = (value: unknown) => (Array.isArray(value) ? "list" : value === null ? "null" : typeof value);

/** What stands at each place in a rule's fixtures. */
function poolOf({ rule, bad, good }: Fixtures): Map<string, Map<string, unknown>> {
  const pool = new Map<string, Map<string, unknown>>();
  for (const fixture of [...bad, ...good]) {
    const whole = wholeOf(fixture);
    for (const path of partsOf(whole, rule)) {
      const place = placeOf(fixture, path);
      const value = valueAt(whole, path);
      pool.set(place, (pool.get(place) ?? new Map()).set(JSON.stringify(value), value));
    }
  }
  return pool;
}

const within = (inner: Path, outer: Path) => outer.every((step, index) => inner[index] === step);

/** A fixture with parts of it hidden. */
export interface Hiding {
  readonly title: string;
  readonly fixture: Fixture;
  /** Hidden places in the judged resource, in Pulumi's form. */
  readonly paths: readonly string[];
  readonly completions: readonly Fixture[];
  /** True when every combination of what the parts may be is among the completions, and none can be one thing only. */
  readonly full: boolean;
}

/** Most completions of one hiding. */
export const mostCompletions = 32;

/** Makes hidings of a rule's fixtures. `random` gives numbers from 0 to below 1. */
export function hidingsOf(all: Fixtures, random: () => number) {
  const pool = poolOf(all);
  const below = (limit: number) => Math.floor(random() * limit);
  const candidates = (fixture: Fixture, whole: Whole, path: Path): unknown[] => {
    const own = valueAt(whole, path);
    const like = [...(pool.get(placeOf(fixture, path))?.values() ?? [])].filter(
      (value) => kindOf(value) === kindOf(own) && JSON.stringify(value) !== JSON.stringify(own),
    );
    const present = path[0] === "inputs" && all.presence?.includes(pattern(path.slice(1)));
    return [own, ...like].filter((value) => !present || typeof value !== "string" || value.trim() !== "");
  };

  return (fixture: Fixture): Hiding | undefined => {
    const whole = wholeOf(fixture);
    const parts = partsOf(whole, all.rule);
    const chosen: Path[] = [];
    const wanted = 1 + below(4);
    for (let tries = 0; tries < 12 && chosen.length < wanted && parts.length > 0; tries += 1) {
      const path = parts[below(parts.length)] as Path;
      if (!chosen.some((other) => within(path, other) || within(other, path))) chosen.push(path);
    }
    if (chosen.length === 0) return undefined;
    const hidden = chosen.map((path) => {
      const form = forms[below(forms.length)] as Form;
      return { path, form, values: candidates(fixture, whole, path).map(form.completed) };
    });
    const count = hidden.reduce((product, { values }) => product * values.length, 1);
    const completed = (pick: (values: readonly unknown[], index: number) => unknown) =>
      fixtureWith(
        fixture,
        hidden.reduce((value, { path, values }, index) => replaced(value, path, pick(values, index)), whole),
      );
    const numbered = (number: number) => {
      let rest = number;
      return completed((values) => {
        const value = values[rest % values.length];
        rest = Math.floor(rest / values.length);
        return value;
      });
    };
    const full = count <= mostCompletions;
    return {
      title: `${fixture.title}: ${hidden.map(({ path, form }) => `${pattern(path)} ${form.name}`).join(", ")}`,
      fixture: fixtureWith(
        fixture,
        hidden.reduce((value, { path, form }) => replaced(value, path, form.hide(valueAt(whole, path))), whole),
      ),
      paths: chosen.filter(([root]) => root === "inputs").map(([, ...path]) => pathOf(path)),
      completions: Array.from({ length: full ? count : mostCompletions }, (_, index) =>
        full ? numbered(index) : completed((values) => values[below(values.length)]),
      ),
      full: full && hidden.every(({ values }) => values.length > 1),
    };
  };
}

const pathOf = (path: Path): string =>
  path.reduce<string>((text, step) => {
    if (typeof step === "number") return `${text}[${step}]`;
    if (!/^[\w$-]+$/.test(step)) return `${text}[${JSON.stringify(step)}]`;
    return text === "" ? step : `${text}.${step}`;
  }, "");
