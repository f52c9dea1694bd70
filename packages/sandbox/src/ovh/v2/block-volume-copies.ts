import type { Call, Model } from "../../model.ts";
import type { Properties } from "../../properties.ts";
import { object, text } from "../../text.ts";
import { absent, bad } from "../refusals.ts";
import { apiV2, type Thing } from "./envelope.ts";
import { life } from "./lives.ts";
import { inRegion } from "./places.ts";
import { v2Tokens } from "./tokens.ts";
import { type Volume, volumesAt } from "./volumes.ts";

/** A snapshot of a volume beside it. The volume may be in use, and cannot go before the snapshot. */
export const blockVolumeSnapshot: Model = apiV2({
  token: v2Tokens.volumeSnapshot,
  importId: "serviceName/id",
  life: life({ making: 20, changing: 5 }, 20),
  need: () => ({ service: "volume", items: { snapshots: 1 } }),
  judge(call, entry) {
    inRegion(call);
    if (!entry) sourceOf(call);
  },
  target: described,
  current: shown,
});

/** A backup of a volume in the object storage of its region. It outlives the volume, which must be free meanwhile. */
export const blockVolumeBackup: Model = apiV2({
  token: v2Tokens.volumeBackup,
  importId: "serviceName/id",
  life: life({ making: 120, changing: 5, leaving: 20 }, 20),
  need: (call) => ({ service: "volume", items: { backups: 1, backupSizeTotal: volumeOf(call)?.size ?? 0 } }),
  judge(call, entry) {
    inRegion(call);
    const volume = entry ? undefined : sourceOf(call);
    if (volume && volume.holders.length > 0)
      bad(
        `Invalid volume: Volume ${volume.id} to be backed up must be detached, and is attached to ${volume.holders[0]}`,
      );
  },
  target: described,
  current: shown,
});

const volumeOf = ({ store, inputs }: Call): Volume | undefined =>
  volumesAt(store, text(inputs, "serviceName"), text(inputs, "region")).find(({ id }) => id === inputs["volumeId"]);

function sourceOf(call: Call): Volume {
  const { inputs } = call;
  return (
    volumeOf(call) ??
    absent(`Volume ${text(inputs, "volumeId")} could not be found in region ${text(inputs, "region")}`)
  );
}

function described({ inputs }: Call): Properties {
  return { description: text(inputs, "description") };
}

/** A copy keeps the size that its volume had. */
function shown(call: Call, { target, before }: Thing): Properties {
  return {
    location: { region: text(target, "region") },
    name: text(target, "name"),
    description: text(target, "description"),
    volumeId: text(target, "volumeId"),
    size: object(before?.outputs ?? {}, "currentState")["size"] ?? volumeOf(call)?.size ?? 0,
  };
}
