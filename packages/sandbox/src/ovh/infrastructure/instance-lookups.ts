import { stateAt } from "../../life.ts";
import type { Call, Lookup } from "../../model.ts";
import type { Properties } from "../../properties.ts";
import type { Entry } from "../../store.ts";
import { object, objects, text } from "../../text.ts";
import { listId } from "../lists.ts";
import { projectOf } from "../project.ts";
import { absent } from "../refusals.ts";
import { instancesOf, regionOfInstance, volumesOf } from "./instances.ts";
import { regionIn } from "./places.ts";
import { functions } from "./tokens.ts";

/** An instance as the older API shows it, whichever API made it. */
function shown({ store, now }: Call, entry: Entry): Properties {
  const { id, inputs, outputs, timeline } = entry;
  const state = object(outputs, "currentState");
  const flavor = object(state, "flavor");
  const given = text(outputs, "name") || text(state, "name");
  return {
    id,
    name: given || text(inputs, "name"),
    addresses: addressesOf(outputs),
    attachedVolumes: volumesOf(store, entry),
    availabilityZone: text(outputs, "availabilityZone") || text(inputs, "availabilityZone"),
    flavorId: text(outputs, "flavorId") || text(flavor, "id"),
    flavorName: text(outputs, "flavorName") || text(flavor, "name"),
    imageId: text(outputs, "imageId") || text(object(state, "image"), "id"),
    sshKey: text(object(inputs, "sshKey"), "name") || text(inputs, "sshKeyName") || text(inputs, "keyPair"),
    status: stateAt(timeline, now) === "READY" ? "ACTIVE" : stateAt(timeline, now) || "ACTIVE",
    taskState: "",
  };
}

function addressesOf(outputs: Properties): Properties[] {
  const nics = objects(object(outputs, "currentState"), "networks").flatMap((nic) => objects(nic, "addresses"));
  const openstack = objects(outputs, "networks").flatMap((nic) => [text(nic, "fixedIpV4"), text(nic, "fixedIpV6")]);
  const all = [...objects(outputs, "addresses"), ...nics].map((one) => text(one, "ip"));
  return [...all, ...openstack.map((ip) => ip.replace(/^\[|\]$/g, ""))]
    .filter(Boolean)
    .map((ip) => ({ ip, version: ip.includes(":") ? 6 : 4 }));
}

/** The instances of a project in a region. */
export const instanceLookups: readonly Lookup[] = [
  {
    token: functions.ofProject("getInstance"),
    call(call) {
      const [project, region] = [projectOf(call), regionIn(call, "region")];
      const id = text(call.inputs, "instanceId");
      const found = instancesOf(call.store, project, region).find((entry) => entry.id === id);
      return { ...call.inputs, ...shown(call, found ?? absent(`Instance ${id} not found`)) };
    },
  },
  {
    token: functions.ofProject("getInstances"),
    call(call) {
      const [project, region] = [projectOf(call), regionIn(call, "region")];
      const found = instancesOf(call.store, project).filter((entry) => regionOfInstance(entry) === region);
      const instances = found.map((entry) => shown(call, entry));
      return { ...call.inputs, id: listId(instances.map(({ id }) => String(id))), instances };
    },
  },
];
