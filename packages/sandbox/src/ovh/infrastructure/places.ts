import { type ComputeRegion, computeRegions } from "@accoreboot/catalogue";
import type { Call } from "../../model.ts";
import { type Network, networkById, type Subnet, subnetById } from "../../neutron/networks.ts";
import { text } from "../../text.ts";
import { projectOf } from "../project.ts";
import { absent, bad } from "../refusals.ts";

/** A compute region by name; refuses one that does not exist. */
export function regionAt(name: string): ComputeRegion {
  const region = Object.hasOwn(computeRegions, name) ? computeRegions[name] : undefined;
  return region ?? absent(`Region ${name} not found`);
}

/** The region that an input names; refuses one that does not exist. */
export function regionIn({ inputs }: Call, input: string): string {
  const name = text(inputs, input);
  regionAt(name);
  return name;
}

/** Refuses a zone that the region does not have, and where it is `needed`, none in a region of three. */
export function judgeZone({ inputs }: Call, region: string, needed: boolean): void {
  const { zones } = regionAt(region);
  const zone = text(inputs, "availabilityZone");
  if (zone !== "" && !zones.includes(zone)) bad(`Availability zone ${zone} does not exist in region ${region}`);
  if (zone === "" && needed && zones.length > 0)
    bad(`availabilityZone is required in region ${region}: one of ${zones.join(", ")}`);
}

/** A private network and one of its subnets. */
export interface Spot {
  readonly network: Network;
  readonly subnet: Subnet;
}

/** The network and subnet of those UUIDs in a region of the project; refuses what is not there, and a `pn-` id by name. */
export function spotAt(call: Call, region: string, networkId: string, subnetId: string): Spot {
  const project = projectOf(call);
  if (networkId.startsWith("pn-"))
    bad("the network id must be the OpenStack UUID of the network in the region, not its pn- id");
  const network = networkById(call.store, project, region, networkId);
  if (!network || network.external) absent(`Network ${networkId} not found in region ${region}`);
  const subnet = subnetById(call.store, project, region, subnetId);
  if (subnet?.networkId !== networkId) absent(`Subnet ${subnetId} not found in network ${networkId}`);
  return { network, subnet: subnet as Subnet };
}

/** Regions in which a network lies: several for a NetworkPrivate that was asked for so. */
export const regionsOf = ({ entry, region }: Network): string[] =>
  Object.keys((entry?.outputs["regionsOpenstackIds"] ?? { [region]: "" }) as object);
