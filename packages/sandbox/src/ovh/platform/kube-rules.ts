import { isIPv4 } from "node:net";
import { kubernetesPlans, kubernetesRegions, kubernetesVersions, kubernetesZones } from "@accoreboot/catalogue";
import { isPrivate, overlaps, parseCidr } from "@accoreboot/core";
import type { Call } from "../../model.ts";
import { networkById, subnetsOf } from "../../neutron/networks.ts";
import type { Properties } from "../../properties.ts";
import type { Entry } from "../../store.ts";
import { object, text } from "../../text.ts";
import { projectOf } from "../project.ts";
import { judgeCustomization } from "./kube-customization.ts";
import { absent, bad, invalid, unsent } from "./refusals.ts";

const policies = ["ALWAYS_UPDATE", "MINIMAL_DOWNTIME", "NEVER_UPDATE"];

/** Refuses a cluster that the service would refuse, whether it is new or about to change. */
export function judgeKube(call: Call): void {
  const { inputs } = call;
  const serviceName = projectOf(call);
  const region = text(inputs, "region");
  if (!kubernetesRegions.includes(region)) invalid(`Region ${region} is not available for managed Kubernetes`);
  const zones = kubernetesZones(region);
  const plan = text(inputs, "plan") || "free";
  const version = text(inputs, "version");
  if (version !== "" && !kubernetesVersions.some((known) => known === version))
    invalid(`Version ${version} is not available, use one of ${kubernetesVersions.join(", ")}`);
  const policy = text(inputs, "updatePolicy");
  if (policy !== "" && !policies.includes(policy))
    bad(`[updatePolicy] Given data (${policy}) is not valid for type kube.UpdatePolicy`);
  if (zones.length > 0 && !kubernetesPlans[plan]?.multiZone)
    invalid(`Plan ${plan} is not available in region ${region}`);
  judgeNetwork(call, serviceName, region, zones.length > 0);
  judgeAllocation(inputs, plan);
  judgeCustomization(inputs, plan);
}

/** Refuses a change of what is fixed: the plan, and a version that does not go up by one. */
export function judgeKubeUpdate({ inputs }: Call, { inputs: before, outputs }: Entry, subnetStays: boolean): void {
  const [old, next] = [text(outputs, "version"), text(inputs, "version") || text(outputs, "version")];
  const [from, to] = [old, next].map((version) => Number(version.split(".")[1])) as [number, number];
  if (to < from) unsent(`cannot downgrade cluster from ${old} to ${next}`);
  if (to > from + 1) unsent(`cannot upgrade cluster from ${old} to ${next}, only next minor version is authorized`);
  const [plan, wanted] = [text(outputs, "plan"), text(inputs, "plan") || text(outputs, "plan")];
  if (plan === "standard" && wanted !== plan) unsent(`you cannot migrate from ${plan} to ${wanted}`);
  if (wanted !== plan) unsent(`migrate from ${plan} to ${wanted} is not available yet`);
  if (subnetStays && text(before, "loadBalancersSubnetId") !== "" && text(inputs, "loadBalancersSubnetId") === "")
    bad("[loadBalancersSubnetId] Given data () is not valid for type uuid");
}

function judgeNetwork({ store, inputs }: Call, serviceName: string, region: string, multiZone: boolean): void {
  const id = text(inputs, "privateNetworkId");
  if (id === "") {
    if (multiZone) invalid(`A private network is mandatory in region ${region}`);
    return;
  }
  if (!/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id)) invalid(`Private network ${id} is not a correct uuid`);
  if (networkById(store, serviceName, region, id)?.external !== false)
    absent(`Private network ${id} not found in region ${region}`);
  const there = subnetsOf(store, serviceName, region).filter(({ networkId }) => networkId === id);
  if (there.length === 0) invalid(`Private network ${id} has no subnet in region ${region}`);
  for (const name of ["nodesSubnetId", "loadBalancersSubnetId"]) {
    const subnet = text(inputs, name);
    if (subnet !== "" && !there.some((known) => known.id === subnet))
      absent(`Subnet ${subnet} not found in private network ${id}`);
  }
  const gateway = text(object(inputs, "privateNetworkConfiguration"), "defaultVrackGateway");
  if (gateway !== "" && !isIPv4(gateway))
    bad(`[privateNetworkConfiguration.defaultVrackGateway] Given data (${gateway}) is not valid for type ipv4`);
}

function judgeAllocation(inputs: Properties, plan: string): void {
  const { podsCidr, servicesCidr } = kubernetesPlans[plan] as { podsCidr: string; servicesCidr: string };
  const policy = object(inputs, "ipAllocationPolicy");
  const given = ["podsIpv4Cidr", "servicesIpv4Cidr"].filter((name) => text(policy, name) !== "");
  if (given.length > 0 && plan !== "standard") invalid("IP allocation policy is only available with the standard plan");
  for (const name of given) {
    const cidr = text(policy, name);
    const block = parseCidr(cidr);
    if (!cidr.includes("/") || block?.family !== 4)
      bad(`[ipAllocationPolicy.${name}] Given data (${cidr}) is not valid for type ipv4Block`);
    if (!isPrivate(block)) invalid(`${name} ${cidr} is not in a private network block`);
    if (Number(cidr.split("/")[1]) > 16) invalid(`${name} ${cidr} is smaller than /16`);
  }
  const [pods, services] = [
    text(policy, "podsIpv4Cidr") || podsCidr,
    text(policy, "servicesIpv4Cidr") || servicesCidr,
  ].map(parseCidr);
  if (pods && services && overlaps(pods, services)) invalid("podsIpv4Cidr and servicesIpv4Cidr overlap");
}
