import { habit } from "../../habit.ts";
import type { Call, Model } from "../../model.ts";
import { portsOf } from "../../neutron/ports.ts";
import { idOf } from "../../random.ts";
import type { Entry } from "../../store.ts";
import { text } from "../../text.ts";
import { regionOf, tenantOf } from "../keystone.ts";
import { refuse } from "../refusal.ts";
import { here, owned, projectQuota, resource, sameMembers } from "../resource.ts";
import { tokens } from "../tokens.ts";
import { allowedOwner } from "./policy.ts";

export const defaultOpen = habit(
  "security-group.default-open",
  "the tenant's default group lets everything in and out, and every server without groups of its own is in it",
  "ovh-facts 3.3",
);

/** A security group; a new one lets everything out and nothing in. */
export const secGroup: Model = resource({
  token: tokens.secGroup,
  insists: 10,
  service: "security-group",
  immediate:
    "a record in Neutron's database; that changes may reach the machines minutes later does not show in the API",
  unlimited: projectQuota,
  habits: [defaultOpen],
  same: { tags: sameMembers },
  judge(call) {
    allowedOwner(call, "create_security_group");
    if (text(call.inputs, "name") === "default") refuse(409, "Default security group already exists.");
  },
  shown: (call) => ({ ...owned(call), description: text(call.inputs, "description") }),
  remove(call, entry) {
    if (groupWorn(call, entry)) refuse(409, `Security Group ${entry.id} in use.`);
  },
});

/** Whether a port has the group, by its id or by a name that means it. */
export function groupWorn(call: Call, { id, outputs }: Entry): boolean {
  const ports = portsOf(call.store, tenantOf(call), text(outputs, "region"));
  const name = text(outputs, "name");
  const meant = groupsOf(call).find((group) => group.name === name)?.id === id;
  return ports.some(({ groups }) => groups.includes(id) || (meant && groups.includes(name)));
}

/** A security group as Neutron sees it; the tenant's default one belongs to no resource. */
export interface Group {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly entry?: Entry;
}

/** Id of the group in which everything is that names none. */
export const defaultGroupId = (call: Call): string =>
  idOf(`default security group ${tenantOf(call)} ${regionOf(call)}`);

/** The security groups of the tenant in the call's region, the default one first. */
export function groupsOf(call: Call): Group[] {
  const made = [tokens.secGroup, tokens.computeSecGroup].flatMap((token) => here(call, token));
  const own = made.map((entry) => ({
    id: entry.id,
    name: text(entry.outputs, "name"),
    description: text(entry.outputs, "description"),
    entry,
  }));
  return [{ id: defaultGroupId(call), name: "default", description: "Default security group" }, ...own];
}

/** The group with that id; refuses one that is not there. */
export function groupAt(call: Call, id: string): Group {
  const found = groupsOf(call).find((group) => group.id === id);
  return found ?? refuse(404, `Security group ${id} does not exist`);
}

/** The group of that name or id, as the compute API finds it; refuses none and several. */
export function groupNamed(call: Call, nameOrId: string): Group {
  const found = groupsOf(call).filter(({ id, name }) => id === nameOrId || name === nameOrId);
  const [first, ...others] = found;
  if (!first) return refuse(404, `Security group ${nameOrId} not found.`);
  if (others.length > 0)
    refuse(409, `Multiple security_group matches found for name '${nameOrId}', use an ID to be more specific.`);
  return first;
}
