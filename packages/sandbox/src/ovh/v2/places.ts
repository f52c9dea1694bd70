import { computeRegions, regions } from "@accoreboot/catalogue";
import type { Call } from "../../model.ts";
import type { Properties } from "../../properties.ts";
import { text } from "../../text.ts";
import { absent, bad } from "../refusals.ts";

/** Refuses a region that does not exist. */
export function inRegion({ inputs }: Call): void {
  const region = text(inputs, "region");
  if (!Object.hasOwn(computeRegions, region)) absent(`Region ${region} not found`);
}

/** Refuses what is neither a compute region nor a place under its short name (`GRA`), as the key manager takes both. */
export function inPlace({ inputs }: Call): void {
  const region = text(inputs, "region");
  const short = Object.values(regions).some(({ database, storage }) => region === database || region === storage);
  if (!short && !Object.hasOwn(computeRegions, region)) absent(`Region ${region} not found`);
}

/** Zones of a region; none where it is a single one. */
export const zonesOf = (region: string): readonly string[] => computeRegions[region]?.zones ?? [];

/** Refuses a zone that the region does not have, and where `needed`, none in a region of three. */
export function inZone({ inputs }: Call, needed: "needed" | "optional"): void {
  const [region, zone] = [text(inputs, "region"), text(inputs, "availabilityZone")];
  const zones = zonesOf(region);
  if (zone === "") {
    if (needed === "needed" && zones.length > 0)
      bad(`availabilityZone is required in region ${region}: one of ${zones.join(", ")}`);
  } else if (!zones.includes(zone)) bad(`Availability zone ${zone} does not exist in region ${region}`);
}

/** A location as the observed state shows it; the zone is empty in a region of one zone. */
export const locationOf = (target: Properties): Properties => ({
  region: text(target, "region"),
  availabilityZone: text(target, "availabilityZone"),
});
