import { defaultVolumeType, volumeSizeGb, volumeTypes } from "@accoreboot/catalogue";
import type { Call, Model } from "../../model.ts";
import type { Entry } from "../../store.ts";
import { objects, text } from "../../text.ts";
import { zoneOf, zonesOf } from "../compute/catalogue.ts";
import { imagesOf } from "../images/known-images.ts";
import { regionOf } from "../keystone.ts";
import { refuse, unsent } from "../refusal.ts";
import { at, here, projectQuota, resource } from "../resource.ts";
import { tokens } from "../tokens.ts";
import { attachmentsOf } from "./attachments.ts";

/** A block volume: empty, from an image, or a copy of another volume. It grows and never shrinks. */
export const volume: Model = resource({
  token: tokens.volume,
  service: "volume",
  life: {
    making: [["creating", 10]],
    ready: "available",
    changing: [["extending", 5]],
    leaving: [["deleting", 5]],
    patience: { create: 10, delete: 10 },
    idAfterWait: true,
    source:
      "the provider looks for the first time after 10 s and waits 10 minutes (its source, 1.54); durations assumed",
  },
  unlimited: projectQuota,
  judge(call, entry) {
    const { inputs } = call;
    const size = Number(inputs["size"]);
    if (!Number.isInteger(size) || size < volumeSizeGb.min || size > volumeSizeGb.max)
      refuse(
        400,
        `Invalid input received: Volume size '${size}' must be an integer and between 1 and ${volumeSizeGb.max}`,
      );
    const kind = text(inputs, "volumeType");
    if (kind !== "" && !volumeTypes.some((known) => known === kind))
      refuse(404, `Volume type with name ${kind} could not be found.`);
    if (entry) judgeSize(call, size, entry);
    else judgeSource(call, size);
  },
  shown(call, before) {
    const { inputs } = call;
    const source = sourceOf(call);
    return {
      attachments: [],
      availabilityZone: before?.outputs["availabilityZone"] ?? zoneOf(call, text(inputs, "availabilityZone")),
      backupId: text(inputs, "backupId"),
      description: text(inputs, "description"),
      metadata: inputs["metadata"] ?? {},
      snapshotId: text(inputs, "snapshotId"),
      sourceVolId: text(inputs, "sourceVolId"),
      volumeType: text(inputs, "volumeType") || source?.outputs["volumeType"] || defaultVolumeType,
    };
  },
  read: (call, entry) => ({ ...entry.outputs, attachments: attachmentsOf(call, entry.id) }),
  remove(call, entry) {
    const root = here(call, tokens.instance).find(({ inputs }) =>
      objects(inputs, "blockDevices").some((device) => device["uuid"] === entry.id),
    );
    if (root)
      unsent(
        `Error detaching openstack_blockstorage_volume_v3 ${entry.id} from ${root.id}: Request forbidden: Cannot detach a root device volume`,
      );
    for (const { token, scope, id, inputs } of here(call, tokens.volumeAttach))
      if (inputs["volumeId"] === entry.id) call.store.remove(token, scope, id);
  },
});

const sourceOf = (call: Call): Entry | undefined => at(call, tokens.volume, text(call.inputs, "sourceVolId"));

function judgeSource(call: Call, size: number): void {
  const { inputs } = call;
  const zone = text(inputs, "availabilityZone");
  if (zone !== "" && !zonesOf(regionOf(call)).includes(zone))
    refuse(400, `Invalid input received: Availability zone '${zone}' is invalid.`);
  const image = text(inputs, "imageId");
  const found = image === "" ? undefined : imagesOf(call).find(({ id }) => id === image);
  if (image !== "" && !found) refuse(404, `Image ${image} could not be found.`);
  if (found && size < found.minDiskGb)
    refuse(
      400,
      `Invalid input received: Volume size ${size}GB cannot be smaller than the image minDisk size ${found.minDiskGb}GB.`,
    );
  for (const [name, what] of [
    ["snapshotId", "Snapshot"],
    ["backupId", "Backup"],
    ["sourceVolId", "Volume"],
  ] as const) {
    const id = text(inputs, name);
    if (id !== "" && !(name === "sourceVolId" && sourceOf(call))) refuse(404, `${what} ${id} could not be found.`);
  }
  const source = sourceOf(call);
  if (source && size < Number(source.inputs["size"]))
    refuse(
      400,
      `Invalid input received: Volume size '${size}'GB cannot be smaller than original volume size  ${String(source.inputs["size"])}GB.`,
    );
}

function judgeSize(call: Call, size: number, { id, inputs }: Entry): void {
  const current = Number(inputs["size"]);
  if (size === current) return;
  const start = `Error extending openstack_blockstorage_volume_v3 ${id}`;
  if (attachmentsOf(call, id).length > 0 && call.inputs["enableOnlineResize"] !== true)
    unsent(
      `${start}, volume is attached to the instance and resizing online is disabled, see enable_online_resize option`,
    );
  if (size < current)
    unsent(
      `${start} size: Bad request: Invalid input received: New size for extend must be greater than current size. (current: ${current}, extended: ${size}).`,
    );
}
