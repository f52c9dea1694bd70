import type { Call, Lookup } from "../../model.ts";
import type { Properties } from "../../properties.ts";
import type { Entry } from "../../store.ts";
import { object, text } from "../../text.ts";
import { regionOf } from "../keystone.ts";
import { fits, single } from "../lookup.ts";
import { unsent } from "../refusal.ts";
import { here } from "../resource.ts";
import { tokens } from "../tokens.ts";
import { attachmentsOf, volumeStatus } from "./attachments.ts";

/** A volume by name or other features. */
export const getVolume: Lookup = {
  token: "openstack:blockstorage/getVolumeV3:getVolumeV3",
  call(call) {
    const { inputs } = call;
    const wanted = Object.entries(object(inputs, "metadata"));
    const found = here(call, tokens.volume)
      .map((entry) => volumeShown(call, entry))
      .filter((values) => fits(inputs, values, ["name", "status", "volumeType", "bootable"]))
      .filter((values) => wanted.every(([name, value]) => text(object(values, "metadata"), name) === String(value)));
    const start = "Your openstack_blockstorage_volume_v3 query returned";
    return { ...inputs, ...single(found, `${start} no results`, `${start} multiple results`), region: regionOf(call) };
  },
};

function volumeShown(call: Call, entry: Entry): Properties {
  const { id, inputs, outputs } = entry;
  return {
    attachments: attachmentsOf(call, id),
    bootable: String(text(inputs, "imageId") !== ""),
    host: "",
    id,
    metadata: outputs["metadata"],
    multiattach: inputs["multiattach"] === true || text(outputs, "volumeType").includes("multiattach"),
    name: text(outputs, "name"),
    size: Number(outputs["size"]),
    sourceVolumeId: text(outputs, "sourceVolId"),
    status: volumeStatus(call, entry),
    volumeType: text(outputs, "volumeType"),
  };
}

/** A snapshot: none can be made by this provider, so none is found. */
export const getSnapshot: Lookup = {
  token: "openstack:blockstorage/getSnapshotV3:getSnapshotV3",
  call: () =>
    unsent(
      "Your openstack_blockstorage_snapshot_v3 query returned no results. Please change your search criteria and try again.",
    ),
};
