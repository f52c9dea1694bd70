import type { Call } from "../../model.ts";
import type { Properties } from "../../properties.ts";
import { md5, sha1 } from "../../random.ts";
import { list, objects, text } from "../../text.ts";
import type { Thing } from "./envelope.ts";
import { flavorById } from "./flavors.ts";
import { imageById } from "./images.ts";
import { interfacesOf } from "./interfaces.ts";
import { locationOf } from "./places.ts";
import { v2Tokens } from "./tokens.ts";
import { volumesAt } from "./volumes.ts";

/** What the compute backend shows of an instance. */
export function observed(call: Call, thing: Thing): Properties {
  const { id, target } = thing;
  const [project, region] = [text(target, "serviceName"), text(target, "region")];
  const groupId = text(target, "groupId");
  const networks = interfacesOf(call, thing);
  return {
    name: text(target, "name"),
    flavor: flavorShown(region, text(target, "flavorId")),
    image: imageShown(call, target),
    location: locationOf(target),
    powerState: text(target, "powerState"),
    locked: false,
    sshKeyName: text(target, "sshKeyName"),
    hostId: hostOf(call, id, target),
    projectId: project,
    userId: md5(`compute user of ${project}`),
    networks,
    volumes: list(target, "volumeIds").flatMap((volumeId) => {
      const volume = volumesAt(call.store, project, region).find((one) => one.id === volumeId);
      return volume ? [{ id: volume.id, name: volume.name, size: volume.size }] : [];
    }),
    shares: objects(target, "shares").flatMap((share) => sharesShown(call, share, networks)),
    securityGroups: list(target, "securityGroupIds").map((group) => ({ id: group })),
    group: groupId === "" ? undefined : { id: groupId },
  };
}

function flavorShown(region: string, id: string): Properties | undefined {
  const flavor = flavorById(region, id);
  if (!flavor) return undefined;
  const { vcpus, memoryGb, diskGb } = flavor;
  return { id, name: flavor.name, vcpus, ram: memoryGb * 1024, disk: diskGb, swap: 0, ephemeral: 0 };
}

function imageShown({ store }: Call, target: Properties): Properties | undefined {
  const [project, region] = [text(target, "serviceName"), text(target, "region")];
  const image = imageById(store, project, region, text(target, "imageId"));
  return image && { id: image.id, name: image.name, size: image.size, status: "active", deprecated: false };
}

/** The host it runs on: one for all members of an AFFINITY group, none when shelved. */
function hostOf({ store }: Call, id: string, target: Properties): string {
  if (target["powerState"] === "SHELVED") return "";
  const group = store.find(v2Tokens.instanceGroup, "", text(target, "groupId"));
  const host = group?.inputs["policy"] === "AFFINITY" ? group.id : id;
  return `${sha1(`host of ${host}`)}${sha1(host).slice(0, 16)}`;
}

/** A share is let in for the instance's fixed address on the share's network. */
function sharesShown({ store }: Call, asked: Properties, networks: readonly Properties[]): Properties[] {
  const share = store.find(v2Tokens.share, "", text(asked, "id"));
  const network = store.find(v2Tokens.shareNetwork, "", text(share?.inputs ?? {}, "shareNetworkId"));
  const nic = networks.find(({ id }) => id === network?.inputs["networkId"]);
  const own = objects(nic ?? {}, "addresses").find(({ type, version }) => type === "FIXED" && version === 4);
  if (!own) return [];
  const accessLevel = text(asked, "accessLevel") || "READ_WRITE";
  return [{ id: asked["id"], accessLevel, accessTo: own["ip"], state: "ACTIVE" }];
}
