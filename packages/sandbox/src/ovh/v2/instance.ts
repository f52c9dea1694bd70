import { habit } from "../../habit.ts";
import type { Call } from "../../model.ts";
import type { Entry } from "../../store.ts";
import { list, object, text } from "../../text.ts";
import { bad, conflict } from "../refusals.ts";
import { defaultGroupOpen } from "./default-group.ts";
import { apiV2, settledOn } from "./envelope.ts";
import { flavorById } from "./flavors.ts";
import { defaultGroupId } from "./groups.ts";
import { judgeBirth, judgeChange, judgeReferences, judgeStorage } from "./instance-rules.ts";
import { observed } from "./instance-state.ts";
import { judgeInterfaces } from "./interface-rules.ts";
import { waitsForGateway } from "./interfaces.ts";
import { life, ownStatus } from "./lives.ts";
import { zonesOf } from "./places.ts";
import { v2Tokens } from "./tokens.ts";
import { volumesAt } from "./volumes.ts";

const groupsStay = habit(
  "v2.groups-stay",
  "taking securityGroupIds out of a program leaves the groups on the instance",
  "ovh-facts 3.3",
);
const imageWipes = habit(
  "v2.image-change-wipes",
  "a new image rebuilds the instance in place and wipes its root disk, unasked; switched off, the change is refused",
  "ovh-facts 3.4",
);
const noBootFromVolume = habit(
  "v2.no-boot-from-volume",
  'an instance without image is refused with "Missing imageRef attribute", though the documentation tells to boot from a volume so',
  "acceptance test of cloud_instance in Terraform provider 2.19.0, skipped for that",
);

/**
 * An instance. No machine runs. A floating IP on a subnet without gateway leaves it OUT_OF_SYNC: here the instance comes
 * up so, where the real provider waits for up to an hour for a gateway to appear.
 */
export const instance = apiV2({
  token: v2Tokens.instance,
  importId: "serviceName/id",
  habits: [defaultGroupOpen, groupsStay, imageWipes, noBootFromVolume],
  life: ownStatus(life({ making: 120, changing: 60, leaving: 30 }, 60, "1 to 3 minutes (ovh-facts 5)")),
  need({ inputs }) {
    const { vcpus = 0, memoryGb = 0 } = flavorById(text(inputs, "region"), text(inputs, "flavorId")) ?? {};
    return { service: "compute", items: { instances: 1, cores: vcpus, memory: memoryGb * 1024 } };
  },
  judge(call, entry) {
    if (!entry) judgeBirth(call);
    judgeReferences(call, entry);
    judgeImage(call, entry);
    judgeInterfaces(call, entry);
    judgeStorage(call, entry, zoneOf(call, entry) ?? "");
    if (entry) judgeChange(call, entry);
  },
  target(call, before) {
    const { inputs } = call;
    const project = text(inputs, "serviceName");
    const groups = call.has(groupsStay) ? before?.outputs["securityGroupIds"] : undefined;
    return {
      availabilityZone: zoneOf(call, before),
      imageId: settledOn(call, before, "imageId"),
      powerState: settledOn(call, before, "powerState", "ACTIVE"),
      securityGroupIds: inputs["securityGroupIds"] ?? groups ?? [defaultGroupId(project, text(inputs, "region"))],
    };
  },
  current: observed,
  status: (call, { target }) => (waitsForGateway(call, target) ? "OUT_OF_SYNC" : undefined),
});

/** The zone asked for, or the one it has, or the first of the region; undefined in a region of one zone. */
function zoneOf({ inputs }: Call, before: Entry | undefined): string | undefined {
  const asked = text(inputs, "availabilityZone") || text(before?.outputs ?? {}, "availabilityZone");
  return asked || zonesOf(text(inputs, "region"))[0];
}

function judgeImage(call: Call, entry: Entry | undefined): void {
  const [image, before] = [text(call.inputs, "imageId"), text(entry?.outputs ?? {}, "imageId")];
  if (image === "" && before === "") {
    if (call.has(noBootFromVolume)) bad("Missing imageRef attribute");
    if (!volumesOf(call).some(({ entry: { outputs } }) => object(outputs, "currentState")["bootable"] === true))
      bad("Block Device Mapping is Invalid: none of volumeIds is bootable, and there is no imageId");
  }
  if (before !== "" && image !== "" && image !== before && !call.has(imageWipes))
    conflict(`A new image would wipe the root disk of instance ${entry?.id}`);
}

const volumesOf = ({ store, inputs }: Call) =>
  volumesAt(store, text(inputs, "serviceName"), text(inputs, "region")).filter(({ id }) =>
    list(inputs, "volumeIds").includes(id),
  );
