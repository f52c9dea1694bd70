import type { Call } from "../../model.ts";
import type { Properties } from "../../properties.ts";
import { object, text } from "../../text.ts";
import { projectOf } from "../project.ts";
import { absent, bad, conflict } from "../refusals.ts";
import { withinQuota } from "../v2/limits.ts";
import { volumesAt } from "../v2/volumes.ts";
import { judgeNetwork } from "./instance-network.ts";
import { attachedTo } from "./instances.ts";
import { type Flavor, flavorById, imageById } from "./offers.ts";
import { judgeZone, regionIn } from "./places.ts";
import { hasKey, judgeKey } from "./ssh-keys.ts";
import { infraTokens } from "./tokens.ts";

/** Refuses an instance that the API would not start. */
export function judgeInstance(call: Call): void {
  const { inputs } = call;
  const region = regionIn(call, "region");
  judgeZone(call, region, false);
  const flavorId = text(object(inputs, "flavor"), "flavorId");
  const flavor = flavorById(region, flavorId) ?? absent(`Flavor ${flavorId} not found in region ${region}`);
  judgeBoot(call, region, flavor);
  judgeKeys(call, region);
  judgeNetwork(call, region);
  judgeBackup(object(inputs, "autoBackup"));
  const { vcpus, memoryGb } = flavor;
  withinQuota(call, infraTokens.instance, {
    service: "compute",
    items: { instances: 1, cores: vcpus, memory: memoryGb * 1024 },
    region,
  });
}

function judgeBoot(call: Call, region: string, flavor: Flavor): void {
  const boot = object(call.inputs, "bootFrom");
  const [imageId, volumeId] = [text(boot, "imageId"), text(boot, "volumeId")];
  if ((imageId === "") === (volumeId === "")) bad("bootFrom takes either imageId or volumeId");
  if (volumeId !== "") {
    const volume = volumesAt(call.store, projectOf(call), region).find(({ id }) => id === volumeId);
    if (!volume) absent(`Volume ${volumeId} not found in region ${region}`);
    const [holder] = attachedTo(call.store, volume);
    if (holder) conflict(`Volume ${volumeId} is already attached to instance ${holder}`);
    return;
  }
  const image = imageById(call, region, imageId);
  if (!image) absent(`Image ${imageId} not found in region ${region}`);
  if (image.minDiskGb > flavor.diskGb)
    bad(`Flavor's disk is too small for requested image: ${flavor.diskGb} GB of ${image.minDiskGb} GB`);
  if ((image.system === "windows") !== flavor.name.startsWith("win-"))
    bad(`Image ${image.name} does not go with flavor ${flavor.name}: Windows and its flavors go together`);
}

function judgeKeys(call: Call, region: string): void {
  const { inputs } = call;
  const named = text(object(inputs, "sshKey"), "name");
  if (named !== "" && !hasKey(call, named, region)) absent(`SSH key ${named} not found in region ${region}`);
  if (inputs["sshKeyCreate"]) judgeKey(text(object(inputs, "sshKeyCreate"), "publicKey"));
}

function judgeBackup(backup: Properties): void {
  if (Object.keys(backup).length === 0) return;
  judgeCron(text(backup, "cron"));
  if (!(Number(backup["rotation"]) >= 1)) bad(`rotation ${String(backup["rotation"])} is not at least 1`);
}

/** Refuses what is not a cron pattern of five fields. */
export function judgeCron(cron: string): void {
  const fields = cron.trim().split(/\s+/);
  if (fields.length !== 5 || !fields.every((field) => /^[\d*/,\-A-Za-z]+$/.test(field)))
    bad(`cron "${cron}" is not a Unix cron pattern of five fields`);
}
