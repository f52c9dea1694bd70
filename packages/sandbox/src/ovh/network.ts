import { computeRegions, regions } from "@accoreboot/catalogue";
import { habit } from "../habit.ts";
import type { Call, Model } from "../model.ts";
import type { Properties } from "../properties.ts";
import { newId } from "../random.ts";
import { names } from "../rules.ts";
import type { Entry } from "../store.ts";
import { list, refuse } from "../text.ts";
import { sameSet } from "./lists.ts";
import { entriesIn, projectOf } from "./project.ts";

const networkToken = "ovh:CloudProject/networkPrivate:NetworkPrivate";
export const subnetToken = "ovh:CloudProject/networkPrivateSubnetV2:NetworkPrivateSubnetV2";

const nameNeverSent = habit(
  "network.name-never-sent",
  "a new name of a NetworkPrivate is never sent: the change shows at every preview",
  "ovh-facts 3.1",
);
const timeoutLeaks = habit(
  "network.timeout-leaks",
  "the id of a NetworkPrivate is stored only after the wait: a time-out leaves a network that no state knows",
  "ovh-facts 3.1",
);

/** A network of the project's vRack. Its name is set at creation; the provider never sends a later one. */
export const networkPrivate: Model = {
  token: networkToken,
  neverSent: { name: nameNeverSent },
  same: { regions: sameSet },
  habits: [nameNeverSent, timeoutLeaks],
  importId: "serviceName/id",
  unlimited: "as many as there are VLANs: 0 to 4000 (ovh-facts 3.1)",
  life: {
    output: "status",
    making: [["BUILDING", 120]],
    ready: "ACTIVE",
    changing: [["BUILDING", 60]],
    leaving: [["DELETING", 20]],
    patience: { create: 10, update: 10, delete: 10 },
    idAfterWait: timeoutLeaks,
    source: '"several minutes" in the vRack guide; the provider waits 10 minutes (ovh-facts 5)',
  },
  judge(call, entry) {
    const vlan = Number(call.inputs["vlanId"] ?? 0);
    if (vlan < 0 || vlan > 4000) refuse(400, "Client::BadRequest", `vlanId ${vlan} is not between 0 and 4000`);
    const taken = entriesIn(call.store, networkToken, projectOf(call)).find(
      ({ id, inputs }) => id !== entry?.id && Number(inputs["vlanId"] ?? 0) === vlan,
    );
    if (taken) refuse(409, "Client::Conflict", `VLAN ${vlan} is already used by network ${taken.id}`);
    for (const name of list(call.inputs, "regions").map(String)) {
      const region = computeRegions[name];
      if (!region) refuse(400, "Client::BadRequest", `unknown region ${name}`);
      if (region.localZone)
        refuse(
          400,
          "Client::BadRequest",
          `region ${name} is a Local Zone: it takes a RegionNetwork, no NetworkPrivate`,
        );
    }
  },
  create({ inputs }) {
    const vlan = Number(inputs["vlanId"] ?? 0);
    return { id: `pn-${newId.number(7)}_${vlan}`, outputs: { vlanId: vlan, type: "private", ...placed(inputs, {}) } };
  },
  update(call, entry) {
    const before = idsOf(entry);
    const after = placed(call.inputs, before);
    const left = Object.keys(before).filter((region) => !(after["regions"] as string[]).includes(region));
    inUse(
      call,
      entry,
      left.map((region) => before[region] ?? ""),
    );
    return { ...entry.outputs, ...call.inputs, ...after };
  },
  remove: (call, entry) => inUse(call, entry, [entry.id, ...Object.values(idsOf(entry))]),
};

const idsOf = ({ outputs }: Entry) => (outputs["regionsOpenstackIds"] ?? {}) as Record<string, string>;

/** The regions a network is in, each with an OpenStack network of its own; all regions when none is named. */
function placed(inputs: Properties, known: Record<string, string>): Properties {
  const wanted = list(inputs, "regions").map(String);
  const all = wanted.length > 0 ? wanted : Object.keys(regions);
  const ids = Object.fromEntries(all.map((name) => [name, known[name] ?? newId.uuid()]));
  const attributes = Object.entries(ids).map(([region, openstackid]) => ({ region, openstackid, status: "ACTIVE" }));
  return {
    regions: Object.keys(ids),
    regionsAttributes: attributes,
    regionsStatuses: attributes.map(({ region, status }) => ({ region, status })),
    regionsOpenstackIds: ids,
  };
}

function inUse({ store }: Call, self: Entry, ids: readonly string[]): void {
  const inside = store
    .entries()
    .find(({ token, id, inputs }) => id !== self.id && token !== networkToken && names(inputs, ids));
  if (inside) refuse(409, "Client::Conflict", `the network is still used by ${inside.token} ${inside.id}`);
}

/** The network with that OpenStack UUID in that region of that project; refuses the `pn-` id by name. */
export function networkAt({ store }: Call, serviceName: string, region: string, id: string): Entry {
  if (id.startsWith("pn-"))
    refuse(400, "Client::BadRequest", "networkId must be the OpenStack UUID of the network, not its pn- id");
  const found = entriesIn(store, networkToken, serviceName).find((entry) => idsOf(entry)[region] === id);
  return found ?? refuse(404, "Client::NotFound", `network ${id} not found in region ${region} of the project`);
}
