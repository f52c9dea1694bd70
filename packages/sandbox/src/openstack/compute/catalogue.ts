import { type ComputeFlavor, computeFlavors, computeRegions } from "@accoreboot/catalogue";
import type { Call } from "../../model.ts";
import { idOf } from "../../random.ts";
import { text } from "../../text.ts";
import { imagesOf, type KnownImage } from "../images/known-images.ts";
import { regionOf } from "../keystone.ts";
import { refuse, unsent } from "../refusal.ts";

/** A flavor with its id, which is another one in every region. */
export interface Flavor extends ComputeFlavor {
  readonly id: string;
  readonly name: string;
}

/** The flavors of a region. */
export const flavorsOf = (region: string): Flavor[] =>
  Object.entries(computeFlavors).map(([name, size]) => ({ id: idOf(`flavor ${name} ${region}`), name, ...size }));

/** The flavor that an instance names by id or else by name; refuses one that is not there. */
export function flavorOf(call: Call): Flavor {
  const [id, name] = [text(call.inputs, "flavorId"), text(call.inputs, "flavorName")];
  const flavors = flavorsOf(regionOf(call));
  if (id !== "") return flavors.find((one) => one.id === id) ?? refuse(404, `Flavor ${id} could not be found.`);
  if (name === "") unsent("Neither a flavor_id or flavor_name could be determined");
  const found = flavors.find((one) => one.name === name);
  return found ?? refuse(404, `Unable to find flavor with name ${name}. No flavor with the name ${name} is known here`);
}

/** The image that an instance names by id or else by name; refuses none and several. */
export function imageOf(call: Call): KnownImage {
  const [id, name] = [text(call.inputs, "imageId"), text(call.inputs, "imageName")];
  if (id === "" && name === "") unsent("Neither a boot device, image ID, or image name were able to be determined");
  const known = imagesOf(call);
  if (id !== "") return known.find((one) => one.id === id) ?? refuse(400, `Image ${id} could not be found.`);
  const [first, ...others] = known.filter((one) => one.name === name);
  if (!first)
    return refuse(404, `Unable to find image with name ${name}. No image with the name ${name} is known here`);
  if (others.length > 0) unsent(`Found ${others.length + 1} images matching ${name}`);
  return first;
}

/** Availability zones of a region. One that has a single zone calls it `nova`, OpenStack's default. */
export function zonesOf(region: string): readonly string[] {
  const zones = computeRegions[region]?.zones ?? [];
  return zones.length > 0 ? zones : ["nova"];
}

/** The zone that was asked for, or the first one; refuses one that the region does not have. */
export function zoneOf(call: Call, wanted: string): string {
  const zones = zonesOf(regionOf(call));
  const [zone = ""] = wanted.split(":");
  if (zone === "") return zones[0] ?? "nova";
  return zones.includes(zone) ? zone : refuse(400, "The requested availability zone is not available");
}
