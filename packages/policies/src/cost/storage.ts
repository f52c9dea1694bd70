import {
  defaultVolumeType,
  objectStoragePrices,
  type PriceZone,
  priceZone,
  volumeBackupPrice,
  volumePrices,
} from "@accoreboot/catalogue";
import { isHidden } from "../verdict.ts";
import { at, members, type View } from "../view.ts";
import { byMonth, hourly, type Part, times, unknown, unpriced, usage } from "./part.ts";
import { entry, fromFlag, fromNumber, fromText, inRegion } from "./read.ts";

const zones: readonly PriceZone[] = ["one-zone"];

/** A volume of that many GB and that type, in either API's spelling; a type that is not given is the classic one. */
export function volumeParts(size: View, type: View, region: View): Part[] {
  const given = type.kind === "absent" ? { kind: "known" as const, path: type.path, value: defaultVolumeType } : type;
  return inRegion(region, zones, (assumption) =>
    fromText(given, "the type of the volume", (text) => {
      const name = text.toLowerCase().replaceAll("_", "-");
      const price = entry(volumePrices, name);
      if (!price) return [unpriced(type, "no price is known for this type of volume")];
      return fromNumber(size, "the size", (gb) => [hourly(`${gb} GB volume ${name}`, price, times(gb), assumption)]);
    }),
  );
}

/** A volume of the older API. */
export const ovhVolume = (view: View) => volumeParts(at(view, "size"), at(view, "type"), at(view, "regionName"));

/** A volume of OpenStack. One that several servers can have is of a type of its own. */
export function openstackVolume(view: View): Part[] {
  const shared = at(view, "multiattach");
  return fromFlag(shared, "whether several instances can have the volume", (several) =>
    several
      ? [unpriced(shared, "no price is known for a volume that several instances can have")]
      : volumeParts(at(view, "size"), at(view, "volumeType"), at(view, "region")),
  );
}

/** A volume of the API v2. */
export const cloudVolume = (view: View) => volumeParts(at(view, "size"), at(view, "volumeType"), at(view, "region"));

/** A backup of a volume, by the GB it turns out to have. */
export const volumeBackup = (region: string) => (view: View) =>
  inRegion(at(view, region), zones, (assumption) => [usage("volume backup", byMonth(volumeBackupPrice), assumption)]);

/** A bucket, by the GB stored in it and in its replicas. Traffic costs nothing. */
export function bucket(view: View): Part[] {
  const rules = at(at(view, "replication"), "rules");
  const region = at(view, "regionName");
  const own = stored(region, "STANDARD", "object storage, standard", region);
  if (isHidden(rules)) return [...own, unknown(rules, "where the bucket is replicated")];
  return [...own, ...(members(rules) ?? []).flatMap(replica)];
}

const storageZones = Object.keys(objectStoragePrices) as PriceZone[];

/** The prices of object storage in a region; those of one zone where it cannot be read. */
function pricesIn(region: View) {
  const readable = region.kind === "known" && typeof region.value === "string";
  const zone = readable ? priceZone(region.value as string) : "one-zone";
  return (zone && objectStoragePrices[zone]) ?? {};
}

/** What is stored in that class, by the GB. `at` is where the class is told. */
function stored(region: View, storageClass: string, what: string, at: View): Part[] {
  return inRegion(region, storageZones, (assumption) => {
    const price = entry(pricesIn(region), storageClass);
    return price ? [usage(what, price, assumption)] : [unpriced(at, "no price is known for this storage class there")];
  });
}

function replica(rule: View): Part[] {
  const destination = at(rule, "destination");
  const region = at(destination, "region");
  const storageClass = at(destination, "storageClass");
  if (storageClass.kind === "absent") return stored(region, "STANDARD", "object storage, standard", region);
  return fromText(storageClass, "the storage class of the replica", (name) =>
    stored(region, name, `replica, ${name}`, storageClass),
  );
}
