import { fileShareSizeGb } from "@accoreboot/catalogue";
import type { Call, Model } from "../../model.ts";
import type { Properties } from "../../properties.ts";
import { newId } from "../../random.ts";
import type { Entry } from "../../store.ts";
import { stamp, text } from "../../text.ts";
import { inProject, projectOf } from "../project.ts";
import { absent, bad } from "../refusals.ts";
import { v2Tokens } from "../v2/tokens.ts";
import { judgeZone, regionIn, spotAt } from "./places.ts";
import { infraTokens } from "./tokens.ts";

/** A file share over NFS. Nothing can be mounted. */
export const fileShare: Model = inProject({
  token: infraTokens.share,
  importId: "serviceName/regionName/id",
  unlimited: "no limit of the older API is documented",
  life: {
    output: "status",
    making: [["creating", 90]],
    ready: "available",
    changing: [["extending", 30]],
    leaving: [["deleting", 30]],
    patience: { create: 60, update: 60, delete: 60 },
    idAfterWait: true,
    source: "the provider waits 60 minutes and stores the id afterwards (its source, 2.19); seconds assumed",
  },
  judge(call) {
    const { inputs } = call;
    const region = regionIn(call, "regionName");
    judgeZone(call, region, true);
    const size = Number(inputs["size"] ?? fileShareSizeGb.min);
    const { min, max } = fileShareSizeGb;
    if (!Number.isInteger(size) || size < min || size > max)
      bad(`Share size ${size} is not allowed: it is between ${min} and ${max} GB`);
    placeOf(call, region);
    const snapshot = text(inputs, "snapshotId");
    if (snapshot !== "" && !call.store.find(v2Tokens.shareSnapshot, "", snapshot))
      absent(`Snapshot ${snapshot} not found`);
  },
  create(call) {
    const { inputs } = call;
    return {
      id: newId.uuid(),
      outputs: {
        ...placeOf(call, text(inputs, "regionName")),
        availabilityZone: text(inputs, "availabilityZone"),
        createdAt: stamp(call),
        description: text(inputs, "description"),
        isPublic: false,
        protocol: "NFS",
        shareNetworkId: text(inputs, "shareNetworkId") || newId.uuid(),
        size: Number(inputs["size"] ?? fileShareSizeGb.min),
        snapshotId: text(inputs, "snapshotId"),
        type: text(inputs, "type") || "standard-1az",
      },
    };
  },
});

/** The share network that it names, of either API, or the network and subnet. */
function placeOf(call: Call, region: string): Properties {
  const { store, inputs } = call;
  const shareNetworkId = text(inputs, "shareNetworkId");
  if (shareNetworkId === "") {
    const { network, subnet } = spotAt(call, region, text(inputs, "networkId"), text(inputs, "subnetId"));
    return { networkId: network.id, subnetId: subnet.id };
  }
  const found: Entry | undefined = [infraTokens.shareNetwork, v2Tokens.shareNetwork]
    .map((token) => store.find(token, "", shareNetworkId))
    .find((entry) => entry?.inputs["serviceName"] === projectOf(call));
  const at = text(found?.inputs ?? {}, "regionName") || text(found?.inputs ?? {}, "region");
  if (!found || at !== region) absent(`Share network ${shareNetworkId} not found in region ${region}`);
  return { networkId: found?.inputs["networkId"], subnetId: found?.inputs["subnetId"] };
}

/** Where file shares sit: a subnet of a private network. Everything replaces. */
export const fileShareNetwork: Model = inProject({
  token: infraTokens.shareNetwork,
  importId: "serviceName/regionName/id",
  heldBy: [infraTokens.share],
  immediate: "synchronous call (source of the provider, 2.19)",
  unlimited: "no limit of the older API is documented",
  judge(call) {
    const region = regionIn(call, "regionName");
    judgeZone(call, region, true);
    spotAt(call, region, text(call.inputs, "networkId"), text(call.inputs, "subnetId"));
  },
  create(call) {
    const { inputs } = call;
    const { subnet } = spotAt(call, text(inputs, "regionName"), text(inputs, "networkId"), text(inputs, "subnetId"));
    const now = stamp(call);
    return {
      id: newId.uuid(),
      outputs: {
        availabilityZone: text(inputs, "availabilityZone"),
        cidr: subnet.cidr,
        createdAt: now,
        updatedAt: now,
        description: text(inputs, "description"),
        networkType: "vlan",
      },
    };
  },
});
