import { type PriceZone, postgresFlavors, postgresPrices } from "@accoreboot/catalogue";
import { isHidden } from "../verdict.ts";
import { at, members, type View } from "../view.ts";
import { hourly, type Part, times, unknown, unpriced } from "./part.ts";
import { entry, fromNumber, fromText, inRegion } from "./read.ts";

const zones: readonly PriceZone[] = ["one-zone", "three-zones"];
const included = "the disk that the flavor comes with and the backups are taken to be in the price of the nodes";

/** A managed database: its nodes, and the disk beyond what they come with. Prices are known for PostgreSQL. */
export function database(view: View): Part[] {
  return fromText(at(view, "engine"), "the engine", (engine) =>
    engine === "postgresql"
      ? [...nodes(view), ...extraDisk(at(view, "flavor"), at(view, "diskSize"))]
      : [unpriced(at(view, "engine"), "no price is known for this engine")],
  );
}

function nodes(view: View): Part[] {
  const list = at(view, "nodes");
  if (isHidden(list)) return [unknown(list, "the number of nodes")];
  const given = members(list);
  if (!given?.length) return [unpriced(list, "the number of nodes is not given as a list of them")];
  const regions = given.map((node) => at(node, "region"));
  const readable = regions.find(({ kind }) => kind === "known") ?? (regions[0] as View);
  return fromText(at(view, "plan"), "the plan", (plan) =>
    fromText(at(view, "flavor"), "the flavor", (flavor) => {
      const price = entry(entry(postgresPrices, plan) ?? {}, flavor);
      if (!price) return [unpriced(at(view, "flavor"), "no price is known for this flavor in this plan")];
      const part = `${given.length} ${given.length === 1 ? "node" : "nodes"} ${plan} ${flavor}`;
      return inRegion(readable, zones, (assumption) => [
        hourly(part, price, times(given.length), assumption ? `${assumption}; ${included}` : included),
      ]);
    }),
  );
}

/** Disk is sold by the GB beyond what the flavor comes with, at a price that was read nowhere. */
function extraDisk(flavor: View, size: View): Part[] {
  if (size.kind === "absent") return [];
  return fromNumber(size, "the size of the disk", (gb) => {
    const base =
      flavor.kind === "known" && typeof flavor.value === "string"
        ? entry(postgresFlavors, flavor.value)?.diskGb
        : undefined;
    if (base !== undefined && gb <= base) return [];
    return [unpriced(size, "no price is known for disk beyond what the flavor comes with")];
  });
}
