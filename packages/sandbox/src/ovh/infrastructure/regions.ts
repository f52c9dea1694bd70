import { computeRegions, regionPlace } from "@accoreboot/catalogue";
import type { Call, Lookup, Model } from "../../model.ts";
import type { Properties } from "../../properties.ts";
import { list, text } from "../../text.ts";
import { entriesIn, inProject, projectOf } from "../project.ts";
import { absent, conflict } from "../refusals.ts";
import { regionAt } from "./places.ts";
import { functions, infraTokens } from "./tokens.ts";

/** Regions that a project has from the start: all but the Local Zones (which ones a real project has, OVHcloud decides). */
export const activeRegions = (): string[] =>
  Object.entries(computeRegions)
    .filter(([, { localZone }]) => !localZone)
    .map(([name]) => name);

/** Regions of the call's project. */
export const projectRegions = (call: Call): string[] => [
  ...activeRegions(),
  ...entriesIn(call.store, infraTokens.projectRegion, projectOf(call)).map(({ id }) => id),
];

/** Letters of the town: `GRA11` gives `GRA`, `EU-WEST-LZ-LUX-A` gives `LUX`. */
const lettersOf = (name: string): string =>
  (
    name
      .replace(/-(A|\d+)$/, "")
      .split("-")
      .at(-1) ?? name
  ).replace(/\d+$/, "");

/** A region as the older API shows it. */
function shown(name: string): Properties {
  const { country, zones, localZone } = regionAt(name);
  const place = regionPlace(name);
  const services = (place?.services ?? []).map((service) => ({
    name: service,
    status: "UP",
    endpoint: `https://${service}.${name.toLowerCase()}.cloud.ovh.net`,
  }));
  return {
    name,
    availabilityZones: zones,
    continentCode: place?.continent ?? "",
    countryCode: country.toLowerCase(),
    datacenterLocation: lettersOf(name),
    ipCountries: localZone ? [] : [country.toLowerCase()],
    services,
    status: "UP",
    type: localZone ? "localzone" : zones.length > 0 ? "region-3-az" : "region",
  };
}

/** Opens a further region to a project, such as a Local Zone. The provider never closes it; here it closes with the resource. */
export const projectRegion: Model = inProject({
  token: infraTokens.projectRegion,
  immediate: "synchronous call (source of the provider, 2.19)",
  unlimited: "there are as many as there are regions",
  judge(call) {
    const name = text(call.inputs, "region");
    regionAt(name);
    if (projectRegions(call).includes(name)) conflict(`Region ${name} is already enabled on the project`);
  },
  create({ inputs }) {
    const name = text(inputs, "region");
    return { id: name, outputs: { ...shown(name), regionName: name } };
  },
});

/** The regions of a project. */
export const regionLookups: readonly Lookup[] = [
  {
    token: functions.ofProject("getRegion"),
    call(call) {
      const name = text(call.inputs, "name");
      if (!projectRegions(call).includes(name)) absent(`Region ${name} not found`);
      return { ...call.inputs, ...shown(name), id: `${projectOf(call)}_${name}` };
    },
  },
  {
    token: functions.ofProject("getRegions"),
    call(call) {
      const wanted = list(call.inputs, "hasServicesUps").map(String);
      const names = projectRegions(call).filter((name) =>
        wanted.every((service) => regionPlace(name)?.services.includes(service)),
      );
      return { ...call.inputs, id: projectOf(call), names: names.sort() };
    },
  },
];
