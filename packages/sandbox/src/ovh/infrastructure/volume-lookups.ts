import type { Lookup } from "../../model.ts";
import { text } from "../../text.ts";
import { listId } from "../lists.ts";
import { projectOf } from "../project.ts";
import { absent } from "../refusals.ts";
import { volumesAt } from "../v2/volumes.ts";
import { regionIn } from "./places.ts";
import { functions } from "./tokens.ts";

/** The volumes of a project in a region, whichever API made them. */
export const volumeLookups: readonly Lookup[] = [
  {
    token: functions.ofProject("getVolume"),
    call(call) {
      const wanted = text(call.inputs, "volumeId");
      const found = volumesAt(call.store, projectOf(call), regionIn(call, "regionName")).find(
        ({ id }) => id === wanted,
      );
      const { id, name, size } = found ?? absent(`Volume ${wanted} not found`);
      return { ...call.inputs, id, name, size };
    },
  },
  {
    token: functions.ofProject("getVolumes"),
    call(call) {
      const found = volumesAt(call.store, projectOf(call), regionIn(call, "regionName"));
      const volumes = found.map(({ id, name, size }) => ({ id, name, size }));
      return { ...call.inputs, id: listId(volumes.map(({ id }) => id)), volumes };
    },
  },
];
