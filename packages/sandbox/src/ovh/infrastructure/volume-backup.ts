import type { Call, Model } from "../../model.ts";
import { newId } from "../../random.ts";
import { stamp, text } from "../../text.ts";
import { inProject, projectOf } from "../project.ts";
import { absent } from "../refusals.ts";
import { withinQuota } from "../v2/limits.ts";
import { type Volume, volumesAt } from "../v2/volumes.ts";
import { regionIn } from "./places.ts";
import { infraTokens } from "./tokens.ts";

/** A copy of a volume, whichever API made the volume. Everything replaces. */
export const volumeBackup: Model = inProject({
  token: infraTokens.volumeBackup,
  importId: "serviceName/regionName/id",
  unlimited: "counted by the quota profile of its region (CloudQuota), judged with the other rules",
  life: {
    output: "status",
    making: [["creating", 60]],
    ready: "ok",
    leaving: [["deleting", 10]],
    patience: { create: 30, delete: 30 },
    idAfterWait: true,
    source:
      "the provider waits 30 minutes for status ok and stores the id afterwards (its source, 2.19); seconds assumed",
  },
  judge(call) {
    const region = regionIn(call, "regionName");
    const { size } = volumeIn(call, region);
    withinQuota(call, infraTokens.volumeBackup, {
      service: "volume",
      items: { backups: 1, backupSizeTotal: size },
      region,
    });
  },
  create(call) {
    const region = text(call.inputs, "regionName");
    return { id: newId.uuid(), outputs: { creationDate: stamp(call), region, size: volumeIn(call, region).size } };
  },
});

function volumeIn(call: Call, region: string): Volume {
  const id = text(call.inputs, "volumeId");
  const found = volumesAt(call.store, projectOf(call), region).find((one) => one.id === id);
  return found ?? absent(`Volume ${id} not found in region ${region}`);
}
