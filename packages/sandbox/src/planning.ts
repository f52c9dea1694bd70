import { createHash } from "node:crypto";
import { nearestName } from "@accoreboot/core";
import type { Package } from "./connection.ts";
import { knownTokens, type ResourceContract, resourceContract } from "./contract/index.ts";
import { CloudError, type Model } from "./model.ts";
import { models } from "./models.ts";
import { hasUnknown, type Properties, unknown } from "./properties.ts";
import type { Entry, Store } from "./store.ts";

/** Contract and model of a resource; refuses by name what the SDK or the sandbox does not know. */
export function modelled(pkg: Package, token: string): { contract: ResourceContract; model: Model } {
  const contract = resourceContract(token);
  const model = models.get(token);
  if (contract && model) return { contract, model };
  throw unsupported("resource type", token, pkg, contract !== undefined);
}

/** The refusal of a resource type or function, with what to do. */
export function unsupported(what: string, token: string, pkg: Package, inSdk: boolean): CloudError {
  if (inSdk) {
    return new CloudError(
      501,
      `${what} ${token} is known to the SDK but not modelled in the sandbox. "ovh-sandbox coverage" lists what is`,
    );
  }
  const nearest = nearestName(token, knownTokens(pkg));
  return new CloudError(501, `${what} ${token} is not in the SDK${nearest ? `. Did you mean ${nearest}?` : ""}`);
}

/** Token of a resource, from its URN: `urn:pulumi:stack::project::parent$type::name`. */
export function tokenOf(urn: string): string {
  return (urn.split("::")[2] ?? "").split("$").at(-1) ?? "";
}

/**
 * Gives a resource that has a `name` and was given none the name the real providers give it:
 * its logical name and seven hexadecimal digits, which stay the same from one update to the next.
 */
export function autonamed(
  contract: ResourceContract,
  urn: string,
  seed: Uint8Array,
  olds: Properties,
  news: Properties,
): Properties {
  const spec = contract.inputs["name"];
  if (!spec || spec.required || news["name"] !== undefined) return { ...news, __defaults: [] };
  const digits = createHash("sha256").update(urn).update(seed).digest("hex").slice(0, 7);
  return { ...news, name: olds["name"] ?? `${urn.split("::").at(-1)}-${digits}`, __defaults: ["name"] };
}

/** Inputs as the state keeps them. */
export function kept(model: Model, inputs: Properties): Properties {
  const keep = model.kept ?? {};
  const values = Object.entries(inputs).filter(([name]) => !name.startsWith("__"));
  return Object.fromEntries(
    values.map(([name, value]) => [name, keep[name] && !hasUnknown(value) ? keep[name](value) : value]),
  );
}

/** Outputs of a resource that does not exist yet: its inputs, and everything else unknown. */
export function planned(contract: ResourceContract, model: Model, inputs: Properties): Properties {
  const computed = Object.keys(contract.outputs).filter((name) => inputs[name] === undefined);
  return { ...Object.fromEntries(computed.map((name) => [name, unknown])), ...kept(model, inputs) };
}

/** The inputs, when all of them are known. */
export function resolved(inputs: Properties): Properties {
  for (const [name, value] of Object.entries(inputs)) {
    if (hasUnknown(value)) throw new CloudError(400, `${name} is still unknown at creation`);
  }
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => !name.startsWith("__")));
}

/** A thing that exists here; refuses what this sandbox never made, since the state is then somebody else's. */
export function existing(store: Store, token: string, scope: string, id: string): Entry {
  const entry = store.find(token, scope, id);
  if (entry) return entry;
  if (store.knew(token, scope, id)) throw new CloudError(404, `${token} ${id} does not exist any more`);
  throw new CloudError(
    409,
    `${token} ${id} was never made in this sandbox: the state belongs to another cloud, and nothing of it is touched here`,
  );
}
