/** Stacks of fixtures as exported states. */
import type { Environment } from "../../src/index.ts";
import type { Placed, Resource } from "./placed.ts";

interface Stored extends Partial<Omit<Resource, "properties" | "options" | "provider">> {
  readonly urn: string;
  readonly type: string;
  readonly custom: boolean;
  readonly id?: string;
  readonly inputs?: object;
  readonly outputs?: object;
  readonly provider?: string;
  readonly protect?: boolean;
  readonly ignoreChanges?: readonly string[];
}

const stackType = "pulumi:pulumi:Stack";
const providerType = "pulumi:providers:";
/** Packages whose resources are made by a provider; those of others are components. */
const provided = ["ovh", "openstack", "cloudflare", "aws", "random", "kubernetes"];

/** The package of a token: `ovh` of `ovh:CloudProject/user:User`. */
export const packageOf = (type: string): string => type.split(":")[0] ?? "";
export const isProvider = (type: string): boolean => type.startsWith(providerType);
export const isMade = (type: string): boolean => isProvider(type) || provided.includes(packageOf(type));

/** The state of a stack with these in it. Nothing that is encrypted in it can be decrypted. */
export function stateOf(stack: Environment, members: readonly Placed[]) {
  const urnOf = (type: string, name: string) => `urn:pulumi:${stack}::shop::${type}::${name}`;
  const providers = new Map<string, Stored>();
  const provider = (type: string, name: string, inputs: object): string => {
    const urn = urnOf(type, name);
    const made = providers.get(urn) ?? { urn, type, custom: true, id: `id-${providers.size}`, inputs, outputs: inputs };
    providers.set(urn, made);
    return `${urn}::${made.id}`;
  };
  const stored = (resource: Resource, parent: string, place: string): Stored => {
    const { urn, type, name, properties, dependencies, options, provider: own } = resource;
    const custom = isMade(type);
    const by = own
      ? provider(own.type, `${own.name ?? "provider"}-${place.split(":")[1]}`, own.properties)
      : provider(`${providerType}${packageOf(type)}`, "default", {});
    return {
      urn,
      type,
      custom,
      parent,
      inputs: properties,
      outputs: properties,
      ...(dependencies.length > 0 ? { dependencies } : {}),
      ...(custom ? { id: `id-of-${name}` } : {}),
      ...(custom && !isProvider(type) ? { provider: by } : {}),
      ...(options?.protect ? { protect: true } : {}),
      ...(options?.ignoreChanges ? { ignoreChanges: options.ignoreChanges } : {}),
    };
  };
  const root = urnOf(stackType, `shop-${stack}`);
  const resources = members.flatMap(({ group, resources: own }): Stored[] => {
    const parent = urnOf(group, "group");
    const ordered = [...own].sort((a, b) => rankIn(own, a) - rankIn(own, b));
    return [
      { urn: parent, type: group, custom: false, parent: root },
      ...ordered.map((resource) => stored(resource, parent, group)),
    ];
  });
  return {
    version: 3,
    deployment: {
      // The salt is none, so that nothing can be decrypted and the engine redacts.
      secrets_providers: { type: "passphrase", state: { salt: "v1:none" } },
      manifest: { time: "2026-01-01T00:00:00Z", magic: "", version: "v3.253.0" },
      resources: [{ urn: root, type: stackType, custom: false }, ...providers.values(), ...resources],
    },
  };
}

/** How far from the start a resource stands, so that it stands behind what it depends on. */
function rankIn(all: readonly Resource[], { dependencies }: Resource): number {
  const before = all.filter(({ urn }) => dependencies.includes(urn));
  return before.length === 0 ? 0 : 1 + Math.max(...before.map((one) => rankIn(all, one)));
}
