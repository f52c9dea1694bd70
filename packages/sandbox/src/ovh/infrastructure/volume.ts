import { defaultVolumeType, volumeSizeGb } from "@accoreboot/catalogue";
import type { Call, Model } from "../../model.ts";
import type { Properties } from "../../properties.ts";
import { newId } from "../../random.ts";
import type { Entry } from "../../store.ts";
import { object, text } from "../../text.ts";
import { inProject, projectOf } from "../project.ts";
import { absent, bad, conflict } from "../refusals.ts";
import { withinQuota } from "../v2/limits.ts";
import { volumesAt } from "../v2/volumes.ts";
import { attachedTo, instancesOf } from "./instances.ts";
import { imageById } from "./offers.ts";
import { judgeZone, regionIn } from "./places.ts";
import { infraTokens } from "./tokens.ts";

/** A block volume. Name, description and a larger size change in place. */
export const volume: Model = inProject({
  token: infraTokens.volume,
  importId: "serviceName/regionName/id",
  unlimited: "counted by the quota profile of its region (CloudQuota), judged with the other rules",
  life: {
    making: [["creating", 15]],
    ready: "available",
    changing: [["extending", 60]],
    patience: { create: 6, update: 60 },
    idAfterWait: true,
    source:
      "the provider waits 6 minutes for an operation and sleeps one after a larger size (its source, 2.19); seconds assumed",
  },
  judge(call, entry) {
    const region = regionIn(call, "regionName");
    judgeZone(call, region, true);
    judgeSize(call, region, entry);
    if (!entry) judgeSources(call, region);
  },
  create({ inputs }) {
    const encrypted = object(inputs, "encryption")["encrypted"] === true;
    const id = newId.uuid();
    return {
      id,
      outputs: {
        availabilityZone: text(inputs, "availabilityZone"),
        description: text(inputs, "description"),
        encryption: { ...object(inputs, "encryption"), encrypted },
        size: Number(inputs["size"] ?? 10),
        type: text(inputs, "type") || defaultVolumeType,
        volumeId: id,
      },
    };
  },
  update({ inputs }, { outputs }): Properties {
    return { ...outputs, ...inputs, size: Number(inputs["size"] ?? outputs["size"]) };
  },
  read: (call, entry) => ({ ...entry.outputs, status: holderOf(call, entry) === undefined ? "available" : "in-use" }),
  remove(call, entry) {
    const holder = holderOf(call, entry);
    if (holder !== undefined) conflict(`Volume ${entry.id} is attached to instance ${holder}: detach it first`);
    const snapshot = call.store.entries(snapshotToken).find(({ inputs }) => inputs["volumeId"] === entry.id);
    if (snapshot) bad(`Volume ${entry.id} must not have dependent snapshots: ${snapshot.id} is one`);
  },
});

const snapshotToken = "ovh:index/cloudStorageBlockVolumeSnapshot:CloudStorageBlockVolumeSnapshot";

/** Id of an instance that it is attached to and that is still there. */
function holderOf({ store }: Call, { id, inputs }: Entry): string | undefined {
  const [project, region] = [text(inputs, "serviceName"), text(inputs, "regionName")];
  const self = volumesAt(store, project, region).find((one) => one.id === id);
  const holders = self ? attachedTo(store, self) : [];
  return holders.find((holder) => instancesOf(store, project).some((instance) => instance.id === holder));
}

function judgeSize(call: Call, region: string, entry: Entry | undefined): void {
  const { inputs } = call;
  const before = Number(entry?.outputs["size"] ?? 0);
  const size = Number(inputs["size"] ?? (entry ? before : 10));
  const { min, max } = volumeSizeGb;
  if (!Number.isInteger(size) || size < min || size > max)
    bad(`Invalid volume size ${size}: it is between ${min} and ${max} GB`);
  if (size < before)
    bad(`New size for extend must be greater than current size. (current: ${before}, extended: ${size})`);
  const need = (gb: number) => ({ service: "volume", items: { volumes: 1, sizeTotal: gb }, region });
  withinQuota(call, infraTokens.volume, need(size), entry && need(before));
}

/** Refuses an image, an instance or encryption that the region does not have. */
function judgeSources(call: Call, region: string): void {
  const { store, inputs } = call;
  const [imageId, snapshotId, instanceId] = ["imageId", "snapshotId", "instanceId"].map((name) =>
    text(inputs, name),
  ) as [string, string, string];
  if (imageId !== "" && !imageById(call, region, imageId)) absent(`Image ${imageId} not found in region ${region}`);
  if (snapshotId !== "" && !store.find(snapshotToken, "", snapshotId))
    absent(`Snapshot ${snapshotId} not found in region ${region}`);
  if (instanceId !== "" && !instancesOf(store, projectOf(call), region).some(({ id }) => id === instanceId))
    absent(`Instance ${instanceId} not found in region ${region}`);
}
