import { idOf } from "../../src/random.ts";
import type { Earlier, Example } from "./example.ts";
import { networks } from "./infrastructure-networks.ts";

const inProject = (name: string) => `ovh:CloudProject/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;
const atTop = (name: string) => `ovh:index/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;
const nowhere = "00000000-0000-4000-8000-000000000000";
const region = "GRA11";
const publicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExample user@host";

const serviceName = (earlier: Earlier) => earlier(inProject("Project")).id;
const network = (earlier: Earlier) => earlier(inProject("NetworkPrivate"));
const spot = (earlier: Earlier) => ({
  networkId: (network(earlier).outputs["regionsOpenstackIds"] as Record<string, string>)[region] ?? "",
  subnetId: earlier(inProject("NetworkPrivateSubnetV2")).id,
});
const volumeId = (earlier: Earlier) => earlier(inProject("Volume")).id;
const instanceId = (earlier: Earlier) => earlier(inProject("Instance")).id;

const machines: readonly Example[] = [
  {
    token: atTop("CloudProjectSshKey"),
    inputs: (earlier) => ({ serviceName: serviceName(earlier), name: "deploy", publicKey }),
    replace: () => ({ region }),
    refused: { inputs: () => ({ publicKey: "secret" }), words: /publicKey is not a public key.*status 400/ },
    notImported: "the provider has no importer for it",
  },
  ...["CloudSSHKey", "ClousSSHKey"].map(
    (name): Example => ({
      token: atTop(name),
      inputs: (earlier) => ({ serviceName: serviceName(earlier), name: `key of ${name}`, publicKey }),
      replace: () => ({ name: "other" }),
      refused: { inputs: () => ({ publicKey: "secret" }), words: /publicKey is not a public key.*status 400/ },
      notImported: "the provider has no importer for it",
    }),
  ),
  {
    token: inProject("Instance"),
    inputs: (earlier) => {
      const { networkId, subnetId } = spot(earlier);
      return {
        serviceName: serviceName(earlier),
        region,
        name: "worker",
        billingPeriod: "hourly",
        bootFrom: { imageId: idOf(`image Debian 12 ${region}`) },
        flavor: { flavorId: idOf(`flavor b3-8 ${region}`) },
        sshKey: { name: "deploy" },
        network: { private: { network: { id: networkId, subnetId } } },
        userData: "#cloud-config\n",
      };
    },
    replace: () => ({ billingPeriod: "monthly" }),
    refused: { inputs: () => ({ sshKey: { name: "nobody" } }), words: /SSH key nobody not found.*status 404/ },
    absent: {
      autoBackup: "not asked for",
      availabilityZone: "the provider never reads it back",
      bulk: "not asked for",
      group: "not asked for",
      sshKeyCreate: "an existing key is named",
    },
    notImported: "the provider has no importer for it",
  },
  {
    token: inProject("InstanceSnapshot"),
    inputs: (earlier) => ({ serviceName: serviceName(earlier), name: "before", instanceId: instanceId(earlier) }),
    replace: () => ({ name: "after" }),
    refused: { inputs: () => ({ instanceId: nowhere }), words: /Instance .* not found.*status 404/ },
  },
  {
    token: inProject("WorkflowBackup"),
    inputs: (earlier) => ({
      serviceName: serviceName(earlier),
      regionName: region,
      name: "nightly",
      cron: "50 4 * * *",
      instanceId: instanceId(earlier),
      rotation: 7,
      maxExecutionCount: 0,
    }),
    replace: () => ({ rotation: 14 }),
    refused: { inputs: () => ({ cron: "at night" }), words: /is not a Unix cron pattern.*status 400/ },
  },
  {
    token: inProject("FailoverIpAttach"),
    inputs: (earlier) => ({ serviceName: serviceName(earlier), ip: "203.0.113.255", routedTo: instanceId(earlier) }),
    replace: () => ({ routedTo: nowhere }),
    refused: { inputs: () => ({ ip: "192.0.2.1" }), words: /failover IP 192.0.2.1 cannot be found.*status 404/ },
    notImported: "the provider's importer looks for an address that it does not have yet, and fails",
  },
];

const operation = "the provider takes it from the volume, which has none; the operation that has is not kept";
const storage: readonly Example[] = [
  {
    token: inProject("Volume"),
    inputs: (earlier) => ({
      serviceName: serviceName(earlier),
      regionName: region,
      name: "data",
      description: "of the shop",
      size: 15,
      type: "high-speed",
    }),
    change: () => ({ name: "records", size: 20 }),
    replace: () => ({ type: "classic" }),
    refused: { inputs: () => ({ size: 20_000 }), words: /Invalid volume size 20000.*status 400/ },
    absent: {
      action: operation,
      completedAt: operation,
      createdAt: operation,
      imageId: "made of none",
      instanceId: "attached to none",
      progress: operation,
      regions: operation,
      resourceId: operation,
      snapshotId: "made of none",
      startedAt: operation,
      subOperations: operation,
    },
  },
  {
    token: inProject("VolumeBackup"),
    inputs: (earlier) => ({
      serviceName: serviceName(earlier),
      regionName: region,
      name: "copy",
      volumeId: volumeId(earlier),
    }),
    replace: () => ({ name: "other" }),
    refused: { inputs: () => ({ volumeId: nowhere }), words: /Volume .* not found.*status 404/ },
  },
  {
    token: atTop("CloudProjectFileStorageShareNetwork"),
    inputs: (earlier) => ({
      serviceName: serviceName(earlier),
      regionName: region,
      name: "shares",
      description: "for the shop",
      ...spot(earlier),
    }),
    replace: () => ({ name: "other" }),
    refused: { inputs: () => ({ subnetId: nowhere }), words: /Subnet .* not found.*status 404/ },
  },
  {
    token: atTop("CloudProjectFileStorageShare"),
    inputs: (earlier) => ({
      serviceName: serviceName(earlier),
      regionName: region,
      name: "files",
      size: 150,
      type: "standard-1az",
      shareNetworkId: earlier(atTop("CloudProjectFileStorageShareNetwork")).id,
    }),
    change: () => ({ name: "documents", size: 200 }),
    replace: () => ({ regionName: "SBG5" }),
    refused: { inputs: () => ({ size: 1 }), words: /Share size 1 is not allowed.*status 400/ },
  },
];

const account: readonly Example[] = [
  {
    token: inProject("Alerting"),
    inputs: (earlier) => ({
      serviceName: serviceName(earlier),
      delay: 3600,
      email: "bills@example.org",
      monthlyThreshold: 100,
    }),
    change: () => ({ monthlyThreshold: 200, email: "money@example.org" }),
    replace: () => ({ serviceName: nowhere }),
    refused: { inputs: () => ({ email: "bills" }), words: /email is not an e-mail address.*status 400/ },
    notImported: "the provider has no importer for it",
  },
  {
    token: "ovh:Vrack/vrack:Vrack",
    inputs: () => ({
      ovhSubsidiary: "FR",
      name: "backbone",
      description: "all projects",
      plan: { duration: "P1M", planCode: "vrack", pricingMode: "default" },
    }),
    change: () => ({ name: "spine" }),
    replace: () => ({ ovhSubsidiary: "DE" }),
    refused: {
      inputs: () => ({ plan: { duration: "P1M", planCode: "vps", pricingMode: "default" } }),
      words: /plan code vps is not one of product vrack.*status 400/,
    },
    absent: {
      paymentMean: "deprecated argument of older provider versions",
      planOptions: "shown only where an option was ordered",
    },
  },
  {
    token: "ovh:Vrack/cloudProject:CloudProject",
    inputs: (earlier) => ({ serviceName: earlier("ovh:Vrack/vrack:Vrack").id, projectId: serviceName(earlier) }),
    replace: () => ({ serviceName: "pn-1" }),
    refused: { inputs: () => ({ serviceName: "pn-1" }), words: /This service does not exist.*status 404/ },
  },
  {
    token: "ovh:SavingsPlan/savingsPlan:SavingsPlan",
    inputs: (earlier) => ({
      serviceName: serviceName(earlier),
      flavor: "b3-8",
      period: "P1M",
      size: 2,
      displayName: "workers",
    }),
    change: () => ({ size: 3, displayName: "all workers", autoRenewal: true }),
    replace: () => ({ flavor: "b3-16" }),
    refused: { inputs: () => ({ period: "P2M" }), words: /no savings plan available.*status 400/ },
  },
];

/** What version 1 of the OVH API builds: networks, load balancers, machines, storage, and what belongs to the account. */
export const examples: readonly Example[] = [...networks, ...machines, ...storage, ...account];
