import { fileShareSizeGb, fileShareTypes } from "@accoreboot/catalogue";
import { formatAddress, parseCidr } from "@accoreboot/core";
import { habit } from "../../habit.ts";
import type { Call } from "../../model.ts";
import { takeAddress } from "../../neutron/addresses.ts";
import { subnetById } from "../../neutron/networks.ts";
import type { Properties } from "../../properties.ts";
import { names } from "../../rules.ts";
import type { Entry } from "../../store.ts";
import { object, objects, text } from "../../text.ts";
import { absent, bad, conflict, oneOf } from "../refusals.ts";
import { apiV2, settledOn, type Thing } from "./envelope.ts";
import { exportAddresses } from "./export-addresses.ts";
import { life, ownStatus } from "./lives.ts";
import { inRegion, inZone, locationOf } from "./places.ts";
import { v2Tokens } from "./tokens.ts";

const twoMasters = habit(
  "v2.share-with-two-masters",
  "a file share whose access rules stand both in FileShareAcl resources and in an instance's shares is OUT_OF_SYNC",
  "documentation of cloud_instance in Terraform provider 2.19.0",
);

/** A file share over NFS. Nothing can be mounted. */
export const fileShare = apiV2({
  token: v2Tokens.share,
  importId: "serviceName/id",
  habits: [twoMasters],
  heldBy: [v2Tokens.shareSnapshot],
  life: ownStatus(life({ making: 90, changing: 30, leaving: 30 }, 20)),
  need: ({ inputs }) => ({ service: "share", items: { shares: 1, sizeTotal: Number(inputs["size"]) } }),
  judge(call) {
    inRegion(call);
    inZone(call, "needed");
    const { inputs } = call;
    oneOf("protocol", inputs["protocol"], ["NFS"]);
    oneOf("shareType", inputs["shareType"], fileShareTypes);
    const size = Number(inputs["size"]);
    const { min, max } = fileShareSizeGb;
    if (!Number.isInteger(size) || size < min || size > max)
      bad(`Share size ${size} is not allowed: it is between ${min} and ${max} GB`);
    networkOf(call);
  },
  target: (call, before) => ({
    size: Number(call.inputs["size"]),
    description: settledOn(call, before, "description", ""),
    availabilityZone: settledOn(call, before, "availabilityZone", ""),
  }),
  current: (call, thing) => ({
    name: text(thing.target, "name"),
    description: text(thing.target, "description"),
    size: thing.target["size"],
    protocol: text(thing.target, "protocol"),
    shareType: text(thing.target, "shareType"),
    location: locationOf(thing.target),
    shareNetworkId: text(thing.target, "shareNetworkId"),
    exportLocations: locations(call, thing),
    capabilities: ["EXTEND", "SHRINK", "SNAPSHOT"].map((name) => ({ name, enabled: true, reason: "" })),
  }),
  status: (call, thing) => (call.has(twoMasters) && mastered(call, thing) ? "OUT_OF_SYNC" : undefined),
});

function networkOf({ store, inputs }: Call): Entry {
  const id = text(inputs, "shareNetworkId");
  const found = store.find(v2Tokens.shareNetwork, "", id);
  if (found && ["serviceName", "region"].every((name) => found.inputs[name] === inputs[name])) return found;
  return absent(`Share network ${id} could not be found in region ${text(inputs, "region")}`);
}

/** Its path under an address of the share network's subnet, from the end of the block, where no interface starts. */
function locations(call: Call, { id, target, before }: Thing): Properties[] {
  const old = objects(object(before?.outputs ?? {}, "currentState"), "exportLocations");
  if (old.length > 0) return old;
  const { store } = call;
  const place = networkOf(call).inputs;
  const subnet = subnetById(store, text(target, "serviceName"), text(target, "region"), text(place, "subnetId"));
  const block = parseCidr(subnet?.cidr ?? "");
  if (!subnet || !block) absent(`Subnet ${text(place, "subnetId")} could not be found`);
  const taken = exportAddresses(store);
  for (let address = block.last - 1n; address > block.first; address--) {
    const wanted = formatAddress(4, address);
    if (isFree(call, subnet, wanted, taken)) return [{ path: `${wanted}:/shares/share_${id}`, preferred: true }];
  }
  return conflict(`No more IP addresses available on network ${subnet.networkId}.`);
}

function isFree(
  { store }: Call,
  subnet: Parameters<typeof takeAddress>[1],
  wanted: string,
  taken: readonly string[],
): boolean {
  try {
    return takeAddress(store, subnet, wanted, undefined, taken) === wanted;
  } catch {
    return false;
  }
}

function mastered({ store }: Call, { id }: Thing): boolean {
  const ruled = store.entries(v2Tokens.shareAcl).some(({ inputs }) => inputs["shareId"] === id);
  return ruled && store.entries(v2Tokens.instance).some(({ inputs }) => names(inputs["shares"], [id]));
}
