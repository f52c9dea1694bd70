import type { Call, Model } from "../../model.ts";
import type { Properties } from "../../properties.ts";
import { sha1 } from "../../random.ts";
import type { Entry } from "../../store.ts";
import { list, text } from "../../text.ts";
import { portAt } from "../networking/port.ts";
import { groupNamed, groupsOf } from "../networking/security-group.ts";
import { projectQuota, resource, sameMembers, tagsOf } from "../resource.ts";
import { goTime } from "../times.ts";
import { tokens } from "../tokens.ts";
import { flavorOf, imageOf, zoneOf } from "./catalogue.ts";
import { bootsFromVolume, volumesThatGo } from "./disks.ts";
import { judgeInstance, rebuilds } from "./instance-rules.ts";
import { accessAddresses, nicsOf } from "./nics.ts";

/** A server. No machine runs and no user data is executed; its networks, volumes and states are kept. */
export const instance: Model = resource({
  token: tokens.instance,
  service: "compute",
  life: {
    making: [["BUILD", 60]],
    ready: "ACTIVE",
    leaving: [["ACTIVE", 10]],
    patience: { create: 30, update: 30, delete: 30 },
    source: "1 to 3 minutes (ovh-facts 5, inferred); the provider waits 30 minutes each (its source, 1.54)",
  },
  unlimited: projectQuota,
  same: { securityGroups: sameMembers, tags: sameMembers },
  kept: { userData: (value) => sha1(String(value)) },
  judge: judgeInstance,
  shown(call, before) {
    const { inputs } = call;
    const networks = (before?.outputs["networks"] ?? nicsOf(call)) as Properties[];
    const flavor = flavorOf(call);
    const now = goTime(call);
    return {
      ...accessAddresses(networks),
      ...imageShown(call, before),
      allMetadata: inputs["metadata"] ?? {},
      allTags: tagsOf(inputs),
      availabilityZone: before?.outputs["availabilityZone"] ?? zoneOf(call, text(inputs, "availabilityZone")),
      created: before?.outputs["created"] ?? now,
      flavorId: flavor.id,
      flavorName: flavor.name,
      forceDelete: inputs["forceDelete"] ?? false,
      keyPair: text(inputs, "keyPair"),
      networks,
      powerState: powerState(inputs, before),
      securityGroups: groupsShown(call, networks),
      stopBeforeDestroy: inputs["stopBeforeDestroy"] ?? false,
      updated: now,
    };
  },
  remove({ store }, { scope, inputs }) {
    for (const id of volumesThatGo(inputs)) store.remove(tokens.volume, scope, id);
  },
});

function imageShown(call: Call, before?: Entry): Properties {
  if (before && !rebuilds(call.inputs, before.inputs)) {
    const { imageId, imageName } = before.outputs;
    return { imageId, imageName };
  }
  if (bootsFromVolume(call.inputs))
    return { imageId: "Attempt to boot from volume - no image supplied", imageName: text(call.inputs, "imageName") };
  const image = imageOf(call);
  return { imageId: image.id, imageName: image.name };
}

/** Only a stop is carried out at creation: the provider shelves at an update alone. */
function powerState(inputs: Properties, before?: Entry): string {
  const wanted = text(inputs, "powerState").toLowerCase();
  if (wanted === "") return before ? text(before.outputs, "powerState") : "active";
  return before || wanted === "shutoff" ? wanted : "active";
}

/** Names of the groups on the server's ports. A port that was made by itself keeps its own. */
function groupsShown(call: Call, networks: readonly Properties[]): string[] {
  const asked = list(call.inputs, "securityGroups").map((one) => groupNamed(call, String(one)).name);
  const known = groupsOf(call);
  const names = networks.flatMap((nic) => {
    if (text(nic, "port") === "") return asked.length > 0 ? asked : ["default"];
    const { groups } = portAt(call, text(nic, "port"));
    return [...asked, ...groups.map((id) => known.find((group) => group.id === id)?.name ?? id)];
  });
  return [...new Set(names)].sort();
}
