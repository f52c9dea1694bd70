import type { Call } from "../../model.ts";
import type { Properties } from "../../properties.ts";
import type { Entry } from "../../store.ts";
import { list, objects, text } from "../../text.ts";
import { absent, bad, conflict } from "../refusals.ts";
import { flavorById } from "./flavors.ts";
import { groupExists } from "./groups.ts";
import { imageById } from "./images.ts";
import { inRegion, inZone } from "./places.ts";
import { v2Tokens } from "./tokens.ts";
import { volumesAt } from "./volumes.ts";

const keyTokens = [
  v2Tokens.sshKey,
  "ovh:index/clousSSHKey:ClousSSHKey",
  "ovh:index/cloudProjectSshKey:CloudProjectSshKey",
];

/** Refuses a flavor, an image or security groups that the region or project does not have. */
export function judgeReferences(call: Call, entry: Entry | undefined): void {
  const { store, inputs } = call;
  const [region, imageId] = [text(inputs, "region"), text(inputs, "imageId")];
  const flavor = flavorById(region, text(inputs, "flavorId"));
  if (!flavor) absent(`Flavor ${text(inputs, "flavorId")} could not be found in region ${region}`);
  const another = imageId !== "" && imageId !== entry?.inputs["imageId"];
  const image = another ? imageById(store, text(inputs, "serviceName"), region, imageId) : undefined;
  if (another && !image) absent(`Image ${imageId} could not be found in region ${region}`);
  if (image && image.minDisk > flavor.diskGb)
    bad(`Flavor's disk is too small for requested image: ${flavor.diskGb} GB of ${image.minDisk} GB`);
  for (const id of list(inputs, "securityGroupIds").map(String)) {
    if (!groupExists(call, id)) absent(`Security group ${id} could not be found in region ${region}`);
  }
}

/** Refuses a place, key or placement group that does not exist. None of them is sent again later. */
export function judgeBirth(call: Call): void {
  inRegion(call);
  inZone(call, "optional");
  const { store, inputs } = call;
  const [region, keyName, groupId] = [text(inputs, "region"), text(inputs, "sshKeyName"), text(inputs, "groupId")];
  const owned = (entry: Entry | undefined) => entry?.inputs["serviceName"] === inputs["serviceName"];
  const keys = keyTokens.flatMap((token) => store.entries(token)).filter(owned);
  if (keyName !== "" && !keys.some((entry) => text(entry.outputs, "name") === keyName))
    bad("Invalid key_name provided.");
  const group = store.find(v2Tokens.instanceGroup, "", groupId);
  if (groupId !== "" && !(owned(group) && group?.inputs["region"] === region))
    absent(`Instance group ${groupId} could not be found in region ${region}`);
}

/** Refuses volumes that are elsewhere or taken, and shares that the instance could not reach. */
export function judgeStorage(call: Call, entry: Entry | undefined, zone: string): void {
  const { store, inputs } = call;
  const region = text(inputs, "region");
  for (const id of list(inputs, "volumeIds").map(String)) {
    const volume = volumesAt(store, text(inputs, "serviceName"), region).find((one) => one.id === id);
    if (!volume) absent(`Volume ${id} could not be found in region ${region}`);
    const taken = volume.holders.find((holder) => holder !== entry?.id);
    if (taken) conflict(`Volume ${id} is already attached to instance ${taken}`);
    if (volume.zone !== zone) bad(`Volume ${id} is in availability zone ${volume.zone} and the instance in ${zone}`);
  }
  const shares = objects(inputs, "shares");
  for (const [i, share] of shares.entries()) judgeShare(call, share, i);
  const ids = [...list(inputs, "volumeIds"), ...shares.map((share) => share["id"])];
  if (new Set(ids).size < ids.length) bad("volumeIds and shares must not name anything twice");
}

function judgeShare({ store, inputs }: Call, share: Properties, i: number): void {
  const found = store.find(v2Tokens.share, "", text(share, "id"));
  if (!found || found.inputs["serviceName"] !== inputs["serviceName"] || found.inputs["region"] !== inputs["region"])
    absent(`File share ${text(share, "id")} could not be found in region ${text(inputs, "region")}`);
  const network = store.find(v2Tokens.shareNetwork, "", text(found.inputs, "shareNetworkId"));
  if (!objects(inputs, "networks").some((one) => one["networkId"] === network?.inputs["networkId"]))
    bad(
      `shares[${i}]: the instance has no interface on network ${text(network?.inputs ?? {}, "networkId")} of the share`,
    );
}

/** Refuses a smaller local disk, and changes that a shelved instance cannot take. */
export function judgeChange({ inputs }: Call, { inputs: before, outputs }: Entry): void {
  const region = text(inputs, "region");
  const disk = (id: string) => flavorById(region, id)?.diskGb ?? 0;
  const [now, was] = [text(inputs, "flavorId"), text(before, "flavorId")];
  if (disk(now) < disk(was))
    bad(`Server disk was unable to be resized because: Resize down not permitted (${disk(was)} GB to ${disk(now)} GB)`);
  const stays = outputs["powerState"] === "SHELVED" && (inputs["powerState"] ?? "SHELVED") === "SHELVED";
  if (stays && now !== was) conflict("Cannot 'resize' instance while it is in vm_state shelved_offloaded");
}
