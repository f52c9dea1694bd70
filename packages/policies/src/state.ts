import type { Subject } from "./rule.ts";
import { nameIn, projectIn, stackIn, subjectOf } from "./subject.ts";

/** A resource in an exported state. */
interface Stored {
  readonly urn: string;
  readonly type: string;
  readonly inputs?: object;
  readonly outputs?: object;
  readonly protect?: boolean;
  readonly ignoreChanges?: readonly string[];
  readonly delete?: boolean;
  readonly provider?: string;
  readonly parent?: string;
  readonly dependencies?: readonly string[];
  readonly propertyDependencies?: { readonly [property: string]: readonly string[] | null };
}

/** An exported state as the rules see it: inputs for a rule on one resource, outputs for one on the whole stack. */
export interface State {
  readonly stack: string;
  readonly project: string;
  readonly byInputs: readonly Subject[];
  readonly byOutputs: readonly Subject[];
}

const wanted = "give what pulumi stack export wrote";

/**
 * Reads what `pulumi stack export` wrote, as `pulumi policy analyze --file` does: resources that wait for their deletion
 * are left out, secrets that are encrypted stay so.
 *
 * @throws when the text is not an exported state
 */
export function readState(text: string): State {
  const resources = (JSON.parse(text) as { deployment?: { resources?: Stored[] } } | null)?.deployment?.resources ?? [];
  if (!Array.isArray(resources) || resources.length === 0) throw new Error(`there are no resources in it; ${wanted}`);
  if (!resources.every((resource) => typeof resource?.urn === "string" && typeof resource?.type === "string")) {
    throw new Error(`a resource in it has no URN or no type; ${wanted}`);
  }
  const live = resources.filter((resource) => resource.delete !== true);
  const byUrn = new Map(live.map((resource) => [resource.urn, resource]));
  const subject = (resource: Stored, properties: object = {}) => {
    const { urn, type, protect = false, ignoreChanges = [], parent, dependencies, propertyDependencies } = resource;
    const provider = byUrn.get(resource.provider?.replace(/::[^:]*$/, "") ?? "");
    return subjectOf({
      type,
      urn,
      properties,
      options: { protect, ignoreChanges },
      parent,
      dependencies,
      originsOf: (property) => propertyDependencies?.[property] ?? undefined,
      source: "state",
      ...(provider
        ? { provider: { type: provider.type, name: nameIn(provider.urn), properties: provider.inputs ?? {} } }
        : {}),
    });
  };
  const first = live[0]?.urn ?? "";
  return {
    stack: stackIn(first),
    project: projectIn(first),
    byInputs: live.map((resource) => subject(resource, resource.inputs)),
    byOutputs: live.map((resource) => subject(resource, resource.outputs)),
  };
}
