import type { Call, Model } from "../../model.ts";
import type { Entry } from "../../store.ts";
import { objects, text } from "../../text.ts";
import { attachmentsOf, deviceName } from "../blockstorage/attachments.ts";
import { regionOf } from "../keystone.ts";
import { refuse } from "../refusal.ts";
import { at, here, resource } from "../resource.ts";
import { tokens } from "../tokens.ts";
import { zonesOf } from "./catalogue.ts";
import { bootsFromVolume } from "./disks.ts";
import { serverAt } from "./server-at.ts";

/** A volume on a server. Its id is the server's and the volume's. */
export const volumeAttach: Model = resource({
  token: tokens.volumeAttach,
  service: "compute",
  life: {
    making: [["ATTACHING", 5]],
    ready: "ATTACHED",
    leaving: [["DETACHING", 5]],
    patience: { create: 10, delete: 10 },
    idAfterWait: true,
    source:
      "the provider looks for the first time after 5 s and waits 10 minutes (its source, 1.54); durations assumed",
  },
  unlimited: "Nova allows 26 disks on a server, which is not counted here",
  judge(call) {
    const server = serverAt(call, text(call.inputs, "instanceId"));
    const id = text(call.inputs, "volumeId");
    const volume = at(call, tokens.volume, id) ?? refuse(404, `Volume ${id} could not be found.`);
    const others = attachmentsOf(call, id);
    if (others.some(({ instanceId }) => instanceId === server.id))
      refuse(400, `Invalid volume: volume ${id} already attached to instance ${server.id}`);
    if (others.length > 0 && !isShared(volume))
      refuse(
        400,
        `Invalid volume: volume ${id} status must be available or downloading to reserve, but the current status is in-use.`,
      );
    const [one, other] = [text(server.outputs, "availabilityZone"), text(volume.outputs, "availabilityZone")];
    if (zonesOf(regionOf(call)).length > 1 && one !== other)
      refuse(
        400,
        `Instance ${server.id} and volume ${id} are not in the same availability_zone. Instance is in ${one}. Volume is in ${other}`,
      );
  },
  id: ({ inputs }) => `${text(inputs, "instanceId")}/${text(inputs, "volumeId")}`,
  shown: (call) => ({ device: text(call.inputs, "device") || nextDevice(call) }),
});

const isShared = ({ inputs, outputs }: Entry): boolean =>
  inputs["multiattach"] === true || text(outputs, "volumeType").includes("multiattach");

/** The first name that no disk of the server has: `/dev/sda` is the one it starts from. */
function nextDevice(call: Call): string {
  const server = serverAt(call, text(call.inputs, "instanceId"));
  const own = bootsFromVolume(server.inputs) ? objects(server.inputs, "blockDevices").length : 1;
  const taken = here(call, tokens.volumeAttach)
    .filter(({ inputs }) => inputs["instanceId"] === server.id)
    .map(({ outputs }) => text(outputs, "device"));
  const free = Array.from({ length: 26 }, (_, index) => deviceName(index)).slice(own);
  return free.find((name) => !taken.includes(name)) ?? refuse(400, "Maximum number of disks reached.");
}
