import type { Call, Lookup } from "../model.ts";
import type { Properties } from "../properties.ts";
import { object, text } from "../text.ts";
import { unsent } from "./refusals.ts";
import { zoneById, zoneShown, zoneToken } from "./zone.ts";

/** A zone by id, or the one that a filter leaves over. */
export const getZone: Lookup = {
  token: "cloudflare:index/getZone:getZone",
  call(call) {
    const { filter: given, zoneId } = call.inputs;
    if (!given && !zoneId) unsent("No attribute specified when one (and only one) of [zone_id, filter] is required");
    if (given && zoneId) unsent("2 attributes specified when one (and only one) of [zone_id, filter] is required");
    if (zoneId) return shownAs(call, zoneById(call.store, String(zoneId)).id);
    const filter = object(call.inputs, "filter");
    const [found, ...more] = zonesLike(call, filter);
    if (!found) return unsent("failed to find exactly one result: no zone matches the filter");
    if (more.length > 0) unsent("failed to find exactly one result: several zones match the filter");
    return { ...shownAs(call, found), filter: { match: "all", ...filter } };
  },
};

/** Ids of the zones that fit a filter: by name, status and account. */
function zonesLike({ store }: Call, filter: Properties): string[] {
  const fits = (zone: Properties) =>
    ["name", "status"].every((key) => text(filter, key) === "" || text(filter, key) === text(zone, key)) &&
    ["id", "name"].every((key) => {
      const wanted = text(object(filter, "account"), key);
      return wanted === "" || wanted === (key === "name" ? "Sandbox" : text(object(zone, "account"), key));
    });
  return store
    .entries(zoneToken)
    .filter((entry) => fits(zoneShown(entry)))
    .map(({ id }) => id);
}

/** A zone as data sources show it. */
function shownAs({ store }: Call, id: string): Properties {
  const shown = zoneShown(zoneById(store, id));
  return { ...shown, account: { ...object(shown, "account"), name: "Sandbox" }, id, zoneId: id };
}

/** Zones that fit. */
export const getZones: Lookup = {
  token: "cloudflare:index/getZones:getZones",
  call(call) {
    const { maxItems } = call.inputs;
    const ids = zonesLike(call, call.inputs).slice(0, maxItems === undefined ? 1000 : Number(maxItems));
    const results = ids.map((id) => {
      const { zoneId: _zoneId, ...shown } = shownAs(call, id);
      return shown;
    });
    return { match: "all", ...call.inputs, results };
  },
};
