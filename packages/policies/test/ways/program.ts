/** A Pulumi program that registers the judged resources of fixtures, whatever their types are. */

import type { Placed } from "./placed.ts";
import { isMade, isProvider } from "./state.ts";

export const programOf = (members: readonly Placed[]): string => `
const pulumi = require("@pulumi/pulumi");
const members = ${JSON.stringify(
  members.flatMap(({ group, resources: [first] }) =>
    first ? [{ group, ...first, made: isMade(first.type), isProvider: isProvider(first.type) }] : [],
  ),
)};
const revived = (value) => {
  if (Array.isArray(value)) return value.map(revived);
  if (typeof value !== "object" || value === null) return value;
  if ("4dabf18193072939515e22adb298388d" in value) return pulumi.secret(revived(value.value));
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, revived(inner)]));
};
const packageOf = (type) => type.split(":").at(-1);
for (const { group, type, name, properties, options = {}, provider, made, isProvider } of members) {
  const parent = new pulumi.ComponentResource(group, "group");
  const by = provider
    ? { provider: new pulumi.ProviderResource(packageOf(provider.type), \`\${provider.name ?? "provider"}-\${group}\`, revived(provider.properties)) }
    : {};
  const all = { parent, ...options, ...by };
  if (isProvider) new pulumi.ProviderResource(packageOf(type), name, revived(properties), all);
  else if (made) new pulumi.CustomResource(type, name, revived(properties), all);
  else new pulumi.ComponentResource(type, name, revived(properties), all);
}
`;
