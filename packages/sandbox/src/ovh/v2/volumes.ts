import type { Entry, Things } from "../../store.ts";
import { list, text } from "../../text.ts";
import { v2Tokens } from "./tokens.ts";

/** A block volume, whichever API made it. */
export interface Volume {
  readonly id: string;
  readonly name: string;
  /** GB. */
  readonly size: number;
  /** Availability zone; empty in a region of one zone. */
  readonly zone: string;
  /** Ids of the instances that it is attached to. */
  readonly holders: readonly string[];
  readonly entry: Entry;
}

const tokens = [v2Tokens.volume, "ovh:CloudProject/volume:Volume", "openstack:blockstorage/volume:Volume"];

/** The volumes of a project in a region. */
export function volumesAt(store: Things, project: string, region: string): Volume[] {
  const place = ({ inputs, outputs }: Entry) =>
    text(outputs, "region") || text(inputs, "region") || text(inputs, "regionName");
  return tokens
    .flatMap((token) => store.entries(token))
    .filter((entry) => (entry.scope || entry.inputs["serviceName"]) === project && place(entry) === region)
    .map((entry) => ({
      id: entry.id,
      name: text(entry.outputs, "name"),
      size: Number(entry.outputs["size"] ?? 0),
      zone: zoneOf(entry),
      holders: holdersOf(store, entry.id),
      entry,
    }));
}

/** OpenStack writes `nova` where a region has one zone. */
function zoneOf({ inputs, outputs }: Entry): string {
  const zone = text(outputs, "availabilityZone") || text(inputs, "availabilityZone");
  return zone === "nova" ? "" : zone;
}

/** Instances that a volume is attached to. */
export function holdersOf(store: Things, volumeId: string): string[] {
  const own = store.entries(v2Tokens.instance).filter(({ inputs }) => list(inputs, "volumeIds").includes(volumeId));
  const attached = store
    .entries("openstack:compute/volumeAttach:VolumeAttach")
    .filter(({ inputs }) => inputs["volumeId"] === volumeId);
  return [...own.map(({ id }) => id), ...attached.map(({ inputs }) => text(inputs, "instanceId"))];
}
