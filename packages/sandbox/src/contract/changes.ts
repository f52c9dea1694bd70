import changes from "./changes.json" with { type: "json" };
import type { ChangeFacts, Sameness } from "./types.ts";

interface Row {
  readonly sets?: readonly string[];
  readonly kept?: readonly string[];
  readonly fresh?: readonly string[];
  readonly ignored?: readonly string[];
  readonly defaults?: Readonly<Record<string, unknown>>;
  readonly environment?: Readonly<Record<string, string>>;
  readonly same?: Readonly<Record<string, Sameness>>;
}
const rows = changes.resources as unknown as Readonly<Record<string, Row>>;

/** Which changes of a resource's inputs are none, from the data kept by hand. */
export function changeFacts(token: string): ChangeFacts {
  const { sets, kept, fresh, ignored, defaults = {}, environment = {}, same = {} } = rows[token] ?? {};
  return {
    sets: new Set(sets),
    kept: new Set(kept),
    fresh: new Set(fresh),
    ignored: new Set(ignored),
    defaults: new Map(Object.entries(defaults)),
    environment: new Map(Object.entries(environment)),
    same: new Map(Object.entries(same)),
  };
}
