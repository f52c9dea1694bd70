import { cloudVolumeTypes, volumeSizeGb } from "@accoreboot/catalogue";
import type { Call } from "../../model.ts";
import type { Properties } from "../../properties.ts";
import type { Entry } from "../../store.ts";
import { object, text } from "../../text.ts";
import { absent, bad, conflict, oneOf } from "../refusals.ts";
import { apiV2, present, settledOn } from "./envelope.ts";
import { imageById } from "./images.ts";
import { life } from "./lives.ts";
import { inRegion, inZone, locationOf } from "./places.ts";
import { v2Tokens } from "./tokens.ts";
import { holdersOf } from "./volumes.ts";

/** A block volume. A larger size and another type are taken while it is in use. */
export const blockVolume = apiV2({
  token: v2Tokens.volume,
  importId: "serviceName/id",
  life: life({ making: 15, changing: 20 }, 20),
  need: ({ inputs }) => ({ service: "volume", items: { volumes: 1, sizeTotal: Number(inputs["size"]) } }),
  judge(call, entry) {
    inRegion(call);
    inZone(call, "needed");
    const { inputs } = call;
    oneOf("volumeType", inputs["volumeType"] || undefined, cloudVolumeTypes);
    const size = Number(inputs["size"]);
    const { min, max } = volumeSizeGb;
    if (!Number.isInteger(size) || size < min || size > max)
      bad(`Invalid volume size ${size}: it is between ${min} and ${max} GB`);
    const before = Number(entry?.outputs["size"] ?? 0);
    if (size < before)
      bad(`New size for extend must be greater than current size. (current: ${before}, extended: ${size})`);
    if (!entry) judgeSource(call, size);
  },
  target: (call, before) => ({
    size: Number(call.inputs["size"]),
    volumeType: settledOn(call, before, "volumeType", cloudVolumeTypes[0]),
    encryption: { enabled: false, ...present((settledOn(call, before, "encryption") ?? {}) as Properties) },
    availabilityZone: settledOn(call, before, "availabilityZone", ""),
    createFrom: call.inputs["createFrom"] && present(object(call.inputs, "createFrom")),
  }),
  current({ store }, { id, target }) {
    const attachedInstances = holdersOf(store, id).map((holder) => ({ id: holder }));
    return {
      location: locationOf(target),
      name: text(target, "name"),
      size: target["size"],
      volumeType: text(target, "volumeType"),
      bootable: text(object(target, "createFrom"), "imageId") !== "",
      encryption: target["encryption"],
      status: attachedInstances.length > 0 ? "IN_USE" : "AVAILABLE",
      attachedInstances,
    };
  },
  remove({ store }, { id }) {
    const [holder] = holdersOf(store, id);
    if (holder) conflict(`Volume ${id} is attached to instance ${holder}: detach it first`);
    const snapshot = store.entries(v2Tokens.volumeSnapshot).find(({ inputs }) => inputs["volumeId"] === id);
    if (snapshot) bad(`Volume ${id} must not have dependent snapshots: ${snapshot.id} is one`);
  },
});

/** Refuses a source that is none or several, elsewhere, or larger than the volume. */
function judgeSource({ store, inputs }: Call, size: number): void {
  const source = present(object(inputs, "createFrom"));
  const given = Object.entries(source).filter(([, id]) => id !== "");
  if (given.length === 0) return;
  const [[kind, value] = ["", ""], ...others] = given;
  if (others.length > 0) bad("createFrom takes one of backupId, imageId and snapshotId");
  const region = text(inputs, "region");
  const id = String(value);
  if (kind === "imageId") {
    const image = imageById(store, text(inputs, "serviceName"), region, id);
    if (!image) absent(`Image ${id} could not be found in region ${region}`);
    if (text(inputs, "volumeType") === "") bad("volumeType is required with createFrom.imageId");
    if (size < image.minDisk)
      bad(`Volume size ${size}GB cannot be smaller than the image minDisk size ${image.minDisk}GB.`);
    return;
  }
  const copy = store.find(kind === "backupId" ? v2Tokens.volumeBackup : v2Tokens.volumeSnapshot, "", id);
  if (!isHere(copy, inputs))
    absent(`${kind === "backupId" ? "Backup" : "Snapshot"} ${id} could not be found in region ${region}`);
  const least = Number(object(copy?.outputs ?? {}, "currentState")["size"]);
  if (size < least) bad(`Volume size '${size}'GB cannot be smaller than the ${kind.replace("Id", "")} size ${least}GB`);
}

const isHere = (entry: Entry | undefined, inputs: Properties): boolean =>
  entry !== undefined && ["serviceName", "region"].every((name) => entry.inputs[name] === inputs[name]);
