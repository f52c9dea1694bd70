import { volumeTypes } from "@accoreboot/catalogue";
import type { Call } from "../../model.ts";
import type { Properties } from "../../properties.ts";
import { objects, text } from "../../text.ts";
import { volumeStatus } from "../blockstorage/attachments.ts";
import { imagesOf } from "../images/known-images.ts";
import { oneOf, refuse, unsent } from "../refusal.ts";
import { at } from "../resource.ts";
import { tokens } from "../tokens.ts";

/** Whether an instance needs an image of its own: all but those whose block devices bring the system. */
function needsImage(inputs: Properties): boolean {
  const devices = objects(inputs, "blockDevices");
  return devices.length === 0 || devices.some((one) => one["sourceType"] === "image" && destination(one) === "local");
}

/** Whether an instance starts from a volume. */
export const bootsFromVolume = (inputs: Properties): boolean => !needsImage(inputs);

const destination = (device: Properties): string => text(device, "destinationType") || "local";

/** Judges the block devices of an instance that is to be made. */
export function judgeDisks(call: Call): void {
  for (const device of objects(call.inputs, "blockDevices")) {
    const [source, uuid] = [text(device, "sourceType"), text(device, "uuid")];
    if (!["blank", "image", "volume", "snapshot"].includes(source))
      unsent(`unknown block device source type ${source}`);
    if (!["local", "volume"].includes(destination(device)))
      unsent(`unknown block device destination type ${destination(device)}`);
    oneOf("volume_type", device["volumeType"], volumeTypes);
    const size = Number(device["volumeSize"] ?? 0);
    if (source !== "blank" && uuid === "") unsent(`You must specify a uuid for ${source} block device types`);
    if (source === "image" && destination(device) === "volume" && size === 0)
      unsent("You must specify a volume_size when creating a volume from an image");
    if (source === "blank" && destination(device) === "local" && size === 0)
      unsent("You must specify a volume_size when creating a blank block device");
    if (source === "image") judgeImage(call, uuid, destination(device) === "volume" ? size : Number.POSITIVE_INFINITY);
    if (source === "volume") judgeVolume(call, uuid, Number(device["bootIndex"] ?? -1) === 0);
    if (source === "snapshot") refuse(400, `Block Device Mapping is Invalid: failed to get snapshot ${uuid}.`);
  }
}

function judgeImage(call: Call, uuid: string, size: number): void {
  const image = imagesOf(call).find(({ id }) => id === uuid);
  if (!image) refuse(400, `Block Device Mapping is Invalid: failed to get image ${uuid}.`);
  if (size < image.minDiskGb)
    refuse(
      400,
      `Volume is smaller than the minimum size specified in image metadata. Volume size is ${size} GB, minimum size is ${image.minDiskGb} GB.`,
    );
}

function judgeVolume(call: Call, uuid: string, boots: boolean): void {
  const volume = at(call, tokens.volume, uuid);
  if (!volume) refuse(400, `Block Device Mapping is Invalid: failed to get volume ${uuid}.`);
  if (volumeStatus(call, volume) !== "available")
    refuse(400, `Invalid volume: volume '${uuid}' status must be 'available'. Currently in 'in-use' status`);
  if (boots && text(volume.inputs, "imageId") === "") refuse(400, `Block Device ${uuid} is not bootable.`);
}

/** Volumes that go when the instance does. */
export const volumesThatGo = (inputs: Properties): string[] =>
  objects(inputs, "blockDevices")
    .filter((device) => device["sourceType"] === "volume" && device["deleteOnTermination"] === true)
    .map((device) => text(device, "uuid"));
