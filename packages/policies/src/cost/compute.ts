import { computeMonthPrices, computePrices, type PriceZone } from "@accoreboot/catalogue";
import { isHidden } from "../verdict.ts";
import { at, members, type View } from "../view.ts";
import { createdWith } from "./network.ts";
import { hourly, monthly, type Part, type Quantity, times, unknown, unpriced } from "./part.ts";
import { entry, fromNumber, fromText, ifGiven, inRegion } from "./read.ts";
import { volumeParts } from "./storage.ts";

/** Price lists in which an instance costs what the table says. */
const computeZones: readonly PriceZone[] = ["one-zone", "three-zones", "asia-pacific"];

/** So many instances of the flavor that a text names, billed by the hour or by the month. */
export function instances(
  flavor: View,
  quantity: Quantity,
  assumption?: string,
  billing: "hour" | "month" = "hour",
): Part[] {
  return fromText(flavor, "the flavor", (name) => {
    const price = entry(billing === "hour" ? computePrices : computeMonthPrices, name);
    if (!price) {
      return [unpriced(flavor, `no price by the ${billing} is known for this flavor, or it is given by its id`)];
    }
    const part = `${quantity.asked} ${quantity.asked === 1n ? "instance" : "instances"} ${name}`;
    return [(billing === "hour" ? hourly : monthly)(part, price, quantity, assumption)];
  });
}

/** The first of the views that is text or may become it, else the last. */
const firstGiven = (...views: [View, ...View[]]): View =>
  views.find((view) => isHidden(view) || (view.kind === "known" && typeof view.value === "string")) ??
  (views.at(-1) as View);

/** A server of OpenStack: its flavor, and the volumes made with it. A shelved one is billed for its snapshot alone. */
export function openstackInstance(view: View): Part[] {
  return unlessShelved(at(view, "powerState"), ["shelved", "shelved_offloaded"], () =>
    inRegion(at(view, "region"), computeZones, (assumption) =>
      instances(firstGiven(at(view, "flavorName"), at(view, "flavorId")), times(1), assumption),
    ),
  ).concat(bootVolumes(view));
}

/** An instance of the older API. Its flavor is an id, so its name has to come from the outputs. */
export function ovhInstance(view: View): Part[] {
  const flavor = firstGiven(at(view, "flavorName"), at(at(view, "flavor"), "flavorId"));
  const [region, backup] = [at(view, "region"), at(view, "autoBackup")];
  return [
    ...inRegion(region, computeZones, (assumption) =>
      fromNumber(
        at(view, "bulk"),
        "the number of instances",
        (count) =>
          fromText(at(view, "billingPeriod"), "the billing period", (period) =>
            instances(flavor, times(count), assumption, period === "monthly" ? "month" : "hour"),
          ),
        1,
      ),
    ),
    ...ifGiven(backup, "whether the instance is backed up", () => [
      unpriced(backup, "the size of the backups is not known"),
    ]),
    ...createdWith(at(at(view, "network"), "private"), region),
  ];
}

/** An instance of the API v2. Its flavor is an id, so its name has to come from the state that the API reports. */
export function cloudInstance(view: View): Part[] {
  const reported = at(at(at(view, "currentState"), "flavor"), "name");
  const named = reported.kind === "known" ? reported : at(view, "flavorId");
  return unlessShelved(at(view, "powerState"), ["SHELVED"], () =>
    inRegion(at(view, "region"), computeZones, (assumption) => instances(named, times(1), assumption)),
  );
}

function unlessShelved(state: View, shelved: readonly string[], parts: () => Part[]): Part[] {
  if (isHidden(state)) return [unknown(state, "whether the instance is shelved")];
  if (state.kind !== "known" || !shelved.some((name) => name === state.value)) return parts();
  return [unpriced(state, "the size of the snapshot that a shelved instance leaves is not known")];
}

/** Volumes that Nova makes with the server: those that come from an image, a snapshot or nothing. */
function bootVolumes(view: View): Part[] {
  const devices = at(view, "blockDevices");
  if (isHidden(devices)) return [unknown(devices, "which volumes are made with the instance")];
  return (members(devices) ?? []).flatMap((device) => {
    const [destination, origin] = [at(device, "destinationType"), at(device, "sourceType")];
    const hidden = [device, destination, origin].find(isHidden);
    if (hidden) return [unknown(hidden, "whether a volume is made with the instance")];
    const made = destination.kind === "known" && destination.value === "volume";
    const exists = origin.kind === "known" && origin.value === "volume";
    return made && !exists ? volumeParts(at(device, "volumeSize"), at(device, "volumeType"), at(view, "region")) : [];
  });
}
