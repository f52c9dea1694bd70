import { computeRegions, regionPlace } from "@accoreboot/catalogue";
import type { Call, Lookup } from "../../model.ts";
import type { Properties } from "../../properties.ts";
import { text } from "../../text.ts";
import { projectOf } from "../project.ts";
import { absent } from "../refusals.ts";
import { flavorsOf } from "./flavors.ts";
import { imagesOf } from "./images.ts";
import { functionToken } from "./lookups.ts";

/** What is offered in the region that was asked for, or everywhere. */
function offers<T>(call: Call, of: (region: string) => T[]): T[] {
  projectOf(call);
  const region = text(call.inputs, "region");
  if (region !== "" && !Object.hasOwn(computeRegions, region)) absent(`Region ${region} not found`);
  return (region === "" ? Object.keys(computeRegions) : [region]).flatMap(of);
}

const locatedIn = (region: string): Properties => ({ region, availabilityZone: "" });

function flavors(call: Call): Properties[] {
  return offers(call, flavorsOf).map(({ id, name, region, vcpus, memoryGb, diskGb }) => {
    const size = { vcpus, ram: memoryGb * 1024, disk: diskGb, swap: 0, ephemeral: 0 };
    return { id, name, ...size, isPublic: true, description: "", location: locatedIn(region) };
  });
}

function images(call: Call): Properties[] {
  const project = text(call.inputs, "serviceName");
  return offers(call, (region) => imagesOf(call.store, project, region)).map(({ region, ...image }) => ({
    ...image,
    updatedAt: image.createdAt,
    status: "active",
    location: locatedIn(region),
  }));
}

function byId(things: readonly Properties[], call: Call, what: string): Properties {
  const id = text(call.inputs, "id");
  const found = things.find((thing) => thing["id"] === id) ?? absent(`${what} ${id} not found`);
  return { ...call.inputs, ...found };
}

function region(name: string): Properties {
  const place = regionPlace(name);
  const { country, zones = [] } = computeRegions[name] ?? {};
  if (!place) absent(`Region ${name} not found`);
  const { continent, datacenter, services } = place;
  return {
    name,
    status: "ENABLED",
    continent,
    country,
    datacenterName: datacenter,
    availabilityZones: zones,
    services,
  };
}

const listed = (call: Call, name: string, things: readonly Properties[]): Properties => ({
  ...call.inputs,
  id: text(call.inputs, "serviceName"),
  [name]: things,
});

/** Flavors, images and regions: what the API's reference holds. */
export const referenceLookups: readonly Lookup[] = [
  {
    token: functionToken("getCloudInstanceFlavors"),
    call: (call) => listed(call, "flavors", flavors(call)),
  },
  {
    token: functionToken("getCloudInstanceFlavor"),
    call: (call) => byId(flavors(call), call, "Flavor"),
  },
  {
    token: functionToken("getCloudInstanceImages"),
    call: (call) => listed(call, "images", images(call)),
  },
  {
    token: functionToken("getCloudInstanceImage"),
    call: (call) => byId(images(call), call, "Image"),
  },
  {
    token: functionToken("getCloudRegions"),
    call(call) {
      projectOf(call);
      return listed(call, "regions", Object.keys(computeRegions).map(region));
    },
  },
  {
    token: functionToken("getCloudRegion"),
    call(call) {
      projectOf(call);
      const name = text(call.inputs, "name");
      return { ...call.inputs, id: name, ...region(name) };
    },
  },
];
