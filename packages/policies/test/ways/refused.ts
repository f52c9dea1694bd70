/** What the sandbox refuses before any policy is asked, as the real providers do, by its own judgement. */
import { checkInputs } from "../../../sandbox/src/contract/check.ts";
import { withDefaults } from "../../../sandbox/src/contract/defaults.ts";
import { type ContractPackage, providerContract, resourceContract } from "../../../sandbox/src/contract/index.ts";
import { checkResource } from "../../../sandbox/src/contract/resource-check.ts";
import { models } from "../../../sandbox/src/models.ts";
import { hasUnknown } from "../../../sandbox/src/properties.ts";
import type { Properties } from "../fixtures/fixture.ts";
import type { Resource } from "./placed.ts";
import { isMade, isProvider, packageOf } from "./state.ts";

const signature = "4dabf18193072939515e22adb298388d";
const packages: readonly string[] = ["ovh", "openstack", "cloudflare"];

/** The value with what is marked as secret in clear, as a provider's check gets it. */
function unwrapped(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unwrapped);
  if (typeof value !== "object" || value === null) return value;
  if (signature in value) return unwrapped((value as Properties)["value"]);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, unwrapped(inner)]));
}

export type Refusal = "no provider" | "no such type" | "not modelled" | "refused at check";

/** How the sandbox refuses a resource or a provider; undefined when it takes it. */
export function refusalOf({
  type,
  properties,
  provider,
}: Pick<Resource, "type" | "properties" | "provider">): Refusal | undefined {
  if (provider) return refusalOf(provider) ?? refusalOf({ type, properties });
  if (!isMade(type)) return undefined;
  const inputs = unwrapped(properties) as Properties;
  const name = isProvider(type) ? (type.split(":")[2] ?? "") : packageOf(type);
  if (!packages.includes(name)) return "no provider";
  if (isProvider(type)) {
    return checkInputs(providerContract(name as ContractPackage).inputs, inputs, hasUnknown).length > 0
      ? "refused at check"
      : undefined;
  }
  const contract = resourceContract(type);
  if (!contract) return "no such type";
  if (!models.has(type)) return "not modelled";
  const named = contract.inputs["name"]?.required === false ? { name: "it", ...inputs } : inputs;
  return checkResource(contract, named, hasUnknown, {}).length > 0 ? "refused at check" : undefined;
}

/** The resource's properties as the provider's check gives them back: with its defaults, and a name when it has none. */
export function filledIn({ type, name, properties }: Resource): Properties {
  const contract = isMade(type) && !isProvider(type) ? resourceContract(type) : undefined;
  if (!contract) return properties;
  const named = contract.inputs["name"]?.required === false ? { name: `${name}-0a1b2c3`, ...properties } : properties;
  return withDefaults(contract, named, {}).inputs;
}
