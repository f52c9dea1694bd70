import type { Call, Lookup } from "../../model.ts";
import type { Properties } from "../../properties.ts";
import { idOf } from "../../random.ts";
import { objects, text } from "../../text.ts";
import { keystoneId } from "../credentials.ts";
import { loginOf, regionOf, tenantOf } from "../keystone.ts";
import { fits, single, usual } from "../lookup.ts";
import { refuse, unsent } from "../refusal.ts";
import { at, tagsOf } from "../resource.ts";
import { tokens } from "../tokens.ts";
import { type Flavor, flavorsOf, zonesOf } from "./catalogue.ts";
import { keypairAt } from "./keypair.ts";

/** A flavor by name, id or size. Memory is in MB, a thousand to a GB, as OVHcloud counts. */
export const getFlavor: Lookup = {
  token: "openstack:compute/getFlavor:getFlavor",
  call(call) {
    const { inputs } = call;
    const region = regionOf(call);
    tenantOf(call);
    const id = text(inputs, "flavorId");
    const all = flavorsOf(region).map(flavorShown);
    if (id !== "" && !all.some((flavor) => flavor["id"] === id)) unsent("No Flavor found");
    const [disk, memory] = [Number(inputs["minDisk"] ?? 0), Number(inputs["minRam"] ?? 0)];
    const found = all
      .filter((flavor) => fits(inputs, flavor, ["flavorId", "name", "ram", "vcpus", "disk", "isPublic"]))
      .filter((flavor) => Number(flavor["disk"]) >= disk && Number(flavor["ram"]) >= memory);
    return { ...inputs, ...single(found, ...usual), region };
  },
};

const flavorShown = ({ id, name, vcpus, memoryGb, diskGb }: Flavor): Properties => ({
  description: "",
  disk: diskGb,
  extraSpecs: {},
  flavorId: id,
  id,
  isPublic: true,
  name,
  ram: memoryGb * 1000,
  rxTxFactor: 1,
  swap: 0,
  vcpus,
});

/** A key pair of the region by name. */
export const getKeypair: Lookup = {
  token: "openstack:compute/getKeypair:getKeypair",
  call(call) {
    const name = text(call.inputs, "name");
    const found =
      keypairAt(call, name) ?? unsent(`Error retrieving openstack_compute_keypair_v2 ${name}: Resource not found`);
    const { fingerprint, publicKey } = found.outputs;
    const userId = text(call.inputs, "userId") || keystoneId(loginOf(call).user);
    return { fingerprint, id: name, name, publicKey, region: regionOf(call), userId };
  },
};

/** A server by id. */
export const getInstance: Lookup = {
  token: "openstack:compute/getInstanceV2:getInstanceV2",
  call(call) {
    const id = text(call.inputs, "id");
    const found = at(call, tokens.instance, id) ?? refuse(404, `Instance ${id} could not be found.`);
    const { outputs } = found;
    const shown = (name: string) => text(outputs, name);
    return {
      ...outputsOf(outputs, ["created", "securityGroups", "updated"]),
      accessIpV4: shown("accessIpV4"),
      accessIpV6: shown("accessIpV6"),
      availabilityZone: shown("availabilityZone"),
      flavorId: shown("flavorId"),
      flavorName: shown("flavorName"),
      id,
      imageId: shown("imageId"),
      imageName: shown("imageName"),
      keyPair: shown("keyPair"),
      metadata: outputs["allMetadata"],
      name: shown("name"),
      networks: objects(outputs, "networks").map(({ accessNetwork: _a, floatingIp: _f, ...nic }) => nic),
      powerState: shown("powerState"),
      region: regionOf(call),
      tags: tagsOf(outputs),
      userData: shown("userData"),
    };
  },
};

const outputsOf = (outputs: Properties, names: readonly string[]): Properties =>
  Object.fromEntries(names.map((name) => [name, outputs[name]]));

/** Availability zones of the region. */
const zones = (token: string): Lookup => ({
  token,
  call(call: Call) {
    tenantOf(call);
    const names = text(call.inputs, "state") === "unavailable" ? [] : [...zonesOf(regionOf(call))];
    return { id: idOf(names.join()), names, region: regionOf(call), state: text(call.inputs, "state") || "available" };
  },
});

export const getAvailabilityZones = zones("openstack:compute/getAvailabilityZones:getAvailabilityZones");
export const getVolumeZones = zones("openstack:blockstorage/getAvailabilityZonesV3:getAvailabilityZonesV3");
