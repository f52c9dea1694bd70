import { habit } from "../../habit.ts";
import { CloudError, type Model } from "../../model.ts";
import type { Properties } from "../../properties.ts";
import { newId } from "../../random.ts";
import { object, text } from "../../text.ts";
import { inProject } from "../project.ts";
import { dropFloatingIp } from "./floating-ips.ts";
import { attach, nestedLeaks } from "./instance-network.ts";
import { judgeInstance } from "./instance-rules.ts";
import { volumesOf } from "./instances.ts";
import { flavorById } from "./offers.ts";
import { bringKey } from "./ssh-keys.ts";
import { infraTokens } from "./tokens.ts";

const groupCrashes = habit(
  "instance.group-crashes",
  "an Instance with a group brings the provider down: it reads the group's id under another name than its schema has",
  "source of Terraform provider 2.19.0, types_cloud_project_instance.go",
);

/**
 * An instance with one interface, public or private. Every change replaces it, and `bulk` is never sent: one is made.
 * No machine runs and no user data is executed.
 */
export const instance: Model = inProject({
  token: infraTokens.instance,
  habits: [nestedLeaks, groupCrashes],
  unlimited: "counted by the quota profile of its region (CloudQuota), judged with the other rules",
  life: {
    output: "status",
    making: [["BUILDING", 75]],
    ready: "ACTIVE",
    leaving: [["DELETING", 20]],
    patience: { create: 60, delete: 60 },
    source: "1 to 3 minutes, the provider waits 60 (ovh-facts 5); at deletion it waits 20 seconds (its source, 2.19)",
  },
  judge(call, entry) {
    if (entry) return;
    if (call.inputs["group"] && call.has(groupCrashes))
      throw new CloudError(500, "panic: interface conversion: interface {} is nil, not string");
    judgeInstance(call);
  },
  create(call) {
    const { inputs } = call;
    const region = text(inputs, "region");
    const flavorId = text(object(inputs, "flavor"), "flavorId");
    if (inputs["sshKeyCreate"]) bringKey(call, region, object(inputs, "sshKeyCreate"));
    return {
      id: newId.uuid(),
      outputs: {
        ...attach(call, region),
        flavorId,
        flavorName: flavorById(region, flavorId)?.name,
        imageId: text(object(inputs, "bootFrom"), "imageId"),
        taskState: "",
      },
    };
  },
  read({ store }, entry): Properties {
    const { madeIp: _ip, madeNetwork: _network, ...outputs } = entry.outputs;
    return { ...outputs, attachedVolumes: volumesOf(store, entry) };
  },
  remove(call, entry) {
    if (call.has(nestedLeaks)) return;
    const { madeIp, madeNetwork } = entry.outputs;
    if (madeIp) dropFloatingIp(call.store, { ip: String(madeIp) });
    if (madeNetwork) call.store.remove(infraTokens.regionNetwork, "", String(madeNetwork));
  },
});
