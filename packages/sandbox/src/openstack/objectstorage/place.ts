import { computeRegions, regions } from "@accoreboot/catalogue";
import { type Call, CloudError } from "../../model.ts";
import type { Entry } from "../../store.ts";
import { text } from "../../text.ts";
import { tenantOf } from "../keystone.ts";
import { tokens } from "../tokens.ts";

/**
 * Region of a call to Swift: a storage region (`GRA`), or a compute region (`GRA11`). That the real catalogue has
 * endpoints under both names is assumed.
 */
export function storageRegionOf({ inputs, connection }: Call): string {
  const region = text(inputs, "region") || text(connection.config, "region");
  const known =
    Object.hasOwn(computeRegions, region) || Object.values(regions).some(({ storage }) => storage === region);
  if (!known)
    throw new CloudError(404, `No suitable endpoint could be found in the service catalog: no region ${region}`);
  return region;
}

/** Storage region under either name: both mean the same containers. */
export const placeOf = (region: string): string => regions[region]?.storage ?? region;

/** Whether two regions keep the same containers. */
export const samePlace = (one: string, other: string): boolean => placeOf(one) === placeOf(other);

/** Address of the tenant's account in Swift. */
export const accountUrl = (call: Call): string =>
  `https://storage.${placeOf(storageRegionOf(call)).toLowerCase()}.cloud.ovh.net/v1/AUTH_${tenantOf(call)}`;

/** The container of that name, or id, where the call is. */
export function containerAt(call: Call, name: string): Entry | undefined {
  const [tenant, place] = [tenantOf(call), placeOf(storageRegionOf(call))];
  return call.store
    .entries(tokens.container)
    .find(
      ({ scope, id, inputs, outputs }) =>
        scope === tenant && placeOf(text(outputs, "region")) === place && (inputs["name"] === name || id === name),
    );
}

/** The objects of a container. */
export const objectsIn = ({ store }: Call, container: Entry): Entry[] =>
  store
    .entries(tokens.containerObject)
    .filter(
      ({ scope, inputs, outputs }) =>
        scope === container.scope &&
        [container.id, container.inputs["name"]].includes(text(inputs, "containerName")) &&
        placeOf(text(outputs, "region")) === placeOf(text(container.outputs, "region")),
    );
