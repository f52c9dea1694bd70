import type { Options, Subject } from "./rule.ts";
import { type Source, viewOf } from "./view.ts";

const noOptions: Options = { protect: undefined, ignoreChanges: [] };

/** What is known of a resource, in plain form: only the type is needed. */
export interface Plain {
  readonly type: string;
  readonly name?: string | undefined;
  readonly urn?: string | undefined;
  /** Inputs, or outputs for a rule over the whole stack: plain, from an exported state, or as the policy SDK gives them. */
  readonly properties: unknown;
  readonly options?: Partial<Options> | undefined;
  readonly provider?: { readonly type: string; readonly name?: string; readonly properties: unknown } | undefined;
  readonly parent?: string | undefined;
  readonly dependencies?: readonly string[] | undefined;
  /** URNs of what a property's value comes from; without an answer the dependencies count. */
  readonly originsOf?: (property: string) => readonly string[] | undefined;
  /** Where the properties come from, as far as it is known. */
  readonly source?: Source | undefined;
}

/** A resource as the rules see it. Reads nothing but what it is given; properties are read when a rule asks. */
export function subjectOf({
  type,
  urn = "",
  name = nameIn(urn),
  properties,
  options,
  provider,
  ...graph
}: Plain): Subject {
  return {
    type,
    name,
    urn,
    properties: viewOf(properties, "", graph.source),
    options: { ...noOptions, ...options },
    provider: provider && {
      type: provider.type,
      name: provider.name ?? "",
      inputs: viewOf(provider.properties, "", graph.source),
    },
    parent: graph.parent,
    originsOf: (property) => graph.originsOf?.(property) ?? graph.dependencies ?? [],
  };
}

/** The logical name, which ends a URN. */
export function nameIn(urn: string): string {
  // Behind the third separator; splitting every URN costs several times as much.
  let end = 0;
  for (let part = 0; part < 3; part++) {
    const separator = urn.indexOf("::", end);
    if (separator < 0) return "";
    end = separator + 2;
  }
  return urn.slice(end);
}

/** The project's name, which comes behind the stack's. */
export const projectIn = (urn: string): string => urn.split("::")[1] ?? "";

/** The stack's name, which starts a URN behind its scheme. */
export const stackIn = (urn: string): string => urn.replace(/^urn:pulumi:/, "").split("::")[0] ?? "";
