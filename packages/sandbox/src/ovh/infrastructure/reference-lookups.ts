import type { Call, Lookup } from "../../model.ts";
import type { Properties } from "../../properties.ts";
import { text } from "../../text.ts";
import { listId } from "../lists.ts";
import { projectOf } from "../project.ts";
import { absent } from "../refusals.ts";
import { type Flavor, flavorsOf, type Image, imagesOf } from "./offers.ts";
import { regionAt } from "./places.ts";
import { projectRegions } from "./regions.ts";
import { functions } from "./tokens.ts";

/** Types of flavors as the older API names them, by the letters that a flavor's name begins with; itself where it has none. */
const types: { readonly [family: string]: string } = {
  s1: "ovh.vps-ssd",
  b2: "ovh.ssd.eg",
  c2: "ovh.ssd.cpu",
  r2: "ovh.ssd.ram",
};
const capabilities = ["failoverip", "resize", "snapshot", "volume"].map((name) => ({ name, enabled: true }));

/** Regions that were asked for: the one given, or all of the project. */
function regionsFor(call: Call): string[] {
  projectOf(call);
  const region = text(call.inputs, "region");
  if (region === "") return projectRegions(call);
  regionAt(region);
  return [region];
}

/** A flavor. The bandwidth of b3-8 is OVHcloud's figure; that of the others follows from it by virtual CPU. */
function flavor({ id, name, region, vcpus, memoryGb, diskGb }: Flavor): Properties {
  const bandwidth = Math.min(250 * vcpus, 25_000);
  const family = name.replace(/^win-/, "").split("-")[0] ?? name;
  const windows = name.startsWith("win-");
  const suffix = regionAt(region).zones.length > 0 ? ".3AZ" : "";
  return {
    id,
    name,
    region,
    available: true,
    capabilities,
    disk: diskGb,
    inboundBandwidth: bandwidth,
    osType: windows ? "windows" : "linux",
    outboundBandwidth: bandwidth,
    planCodes: { hourly: `${name}.consumption${suffix}`, monthly: `${name}.monthly.postpaid${suffix}` },
    quota: 20,
    ram: memoryGb * 1000,
    type: types[family] ?? family,
    vcpus,
  };
}

const flavors = (call: Call): Properties[] => regionsFor(call).flatMap((region) => flavorsOf(region).map(flavor));

const image = ({ loginUser, ...one }: Image): Properties => ({
  id: one.id,
  name: one.name,
  region: one.region,
  creationDate: one.createdAt,
  flavorType: "",
  minDisk: one.minDiskGb,
  minRam: one.minRamMb,
  planCode: one.visibility === "private" ? "snapshot.consumption" : "",
  size: one.size,
  status: "active",
  tags: [],
  type: one.system,
  user: loginUser,
  visibility: one.visibility,
});

/** Public images, the project's own, and the snapshots of its instances. */
const images = (call: Call): Properties[] => regionsFor(call).flatMap((region) => imagesOf(call, region).map(image));

/** What the older API offers: flavors and images. */
export const referenceLookups: readonly Lookup[] = [
  {
    token: functions.ofProject("getFlavors"),
    call(call) {
      const name = text(call.inputs, "nameFilter");
      const found = flavors(call).filter((one) => name === "" || one["name"] === name);
      const region = text(call.inputs, "region");
      return { ...call.inputs, region, id: listId(found.map(({ id }) => String(id))), flavors: found };
    },
  },
  {
    token: functions.atTop("getCloudProjectFlavor"),
    call(call) {
      const id = text(call.inputs, "id");
      const found = flavors(call).find((one) => one["id"] === id) ?? absent(`Flavor ${id} not found`);
      return { ...call.inputs, ...found };
    },
  },
  {
    token: functions.ofProject("getImages"),
    call(call) {
      const [flavorType, osType, region] = ["flavorType", "osType", "region"].map((name) => text(call.inputs, name));
      const found = images(call).filter((one) => osType === "" || one["type"] === osType);
      const id = listId(found.map((one) => String(one["id"])));
      return { ...call.inputs, flavorType, osType, region, id, images: found };
    },
  },
  {
    token: functions.ofProject("getImage"),
    call(call) {
      const id = text(call.inputs, "imageId");
      const found = images(call).find((one) => one["id"] === id) ?? absent(`Image ${id} not found`);
      return { ...call.inputs, ...found };
    },
  },
];
