import { computeFlavors } from "@accoreboot/catalogue";
import { networksOf, subnetsOf } from "../../neutron/networks.ts";
import type { Entry, Things } from "../../store.ts";
import { list, object, text } from "../../text.ts";
import { v2Tokens } from "./tokens.ts";

/** What is counted in one region of a project. */
interface Place {
  readonly store: Things;
  readonly project: string;
  readonly region: string;
}

type Count = (place: Place) => number;

/** Things of some types in a place, whichever API made them. */
function here({ store, project, region }: Place, tokens: readonly string[]): Entry[] {
  const place = ({ inputs, outputs }: Entry) =>
    text(outputs, "region") || text(inputs, "region") || text(inputs, "regionName");
  return tokens
    .flatMap((token) => store.entries(token))
    .filter((entry) => (entry.scope || entry.inputs["serviceName"]) === project && place(entry) === region);
}

const count =
  (...tokens: readonly string[]): Count =>
  (place) =>
    here(place, tokens).length;
const sum =
  (tokens: readonly string[], amount: (entry: Entry) => number): Count =>
  (place) =>
    here(place, tokens).reduce((total, entry) => total + amount(entry), 0);

const gb = ({ inputs, outputs }: Entry) =>
  Number(outputs["size"] ?? object(outputs, "currentState")["size"] ?? inputs["size"] ?? 0);

const flavor = ({ outputs }: Entry) => {
  const observed = object(object(outputs, "currentState"), "flavor");
  return computeFlavors[text(outputs, "flavorName") || text(observed, "name")];
};

const instances = [v2Tokens.instance, "ovh:CloudProject/instance:Instance", "openstack:compute/instance:Instance"];
const volumes = [v2Tokens.volume, "ovh:CloudProject/volume:Volume", "openstack:blockstorage/volume:Volume"];
const backups = [v2Tokens.volumeBackup, "ovh:CloudProject/volumeBackup:VolumeBackup"];
const shares = [
  v2Tokens.share,
  "ovh:index/cloudProjectFileStorageShare:CloudProjectFileStorageShare",
  "openstack:sharedfilesystem/share:Share",
];
const octavia = (name: string) => `openstack:loadbalancer/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;

/** What each item of a quota profile counts. Memory in MB, sizes in GB. */
const counts: { readonly [service: string]: { readonly [item: string]: Count } } = {
  compute: {
    cores: sum(instances, (entry) => flavor(entry)?.vcpus ?? 0),
    instances: count(...instances),
    memory: sum(instances, (entry) => (flavor(entry)?.memoryGb ?? 0) * 1024),
  },
  volume: {
    backupSizeTotal: sum(backups, gb),
    backups: count(...backups),
    sizeTotal: sum(volumes, gb),
    snapshots: count(v2Tokens.volumeSnapshot),
    volumes: count(...volumes),
  },
  network: {
    floatingIps: count(v2Tokens.floatingIp, "openstack:networking/floatingIp:FloatingIp"),
    gateways: count(v2Tokens.gateway, "ovh:CloudProject/gateway:Gateway", "openstack:networking/router:Router"),
    networks: ({ store, project, region }) =>
      networksOf(store, project, region).filter(({ external }) => !external).length,
    securityGroupRules: (place) =>
      here(place, ["openstack:networking/secGroupRule:SecGroupRule"]).length +
      sum([v2Tokens.securityGroup], ({ inputs }) => list(inputs, "rules").length)(place),
    securityGroups: count(v2Tokens.securityGroup, "openstack:networking/secGroup:SecGroup"),
    subnets: ({ store, project, region }) => subnetsOf(store, project, region).length,
  },
  loadbalancer: {
    healthMonitors: count(octavia("Monitor")),
    l7Policies: count(octavia("L7PolicyV2")),
    l7Rules: count(octavia("L7RuleV2")),
    listeners: count(octavia("Listener")),
    loadbalancers: count(octavia("LoadBalancer"), "ovh:CloudProject/loadBalancer:LoadBalancer"),
    members: count(octavia("Member")),
    pools: count(octavia("Pool")),
  },
  keyManager: {
    containers: count(v2Tokens.container, "openstack:keymanager/containerV1:ContainerV1"),
    secrets: count(v2Tokens.secret, "openstack:keymanager/secretV1:SecretV1"),
  },
  share: {
    backupSizeTotal: () => 0,
    backups: () => 0,
    shareNetworks: count(v2Tokens.shareNetwork, "openstack:sharedfilesystem/shareNetwork:ShareNetwork"),
    shares: count(...shares),
    sizeTotal: sum(shares, gb),
    snapshotSizeTotal: sum([v2Tokens.shareSnapshot], gb),
    snapshots: count(v2Tokens.shareSnapshot),
  },
  keypair: { keypairs: count("openstack:compute/keypair:Keypair") },
};

/** Services and items that are counted. */
export const countedItems: { readonly [service: string]: readonly string[] } = Object.fromEntries(
  Object.entries(counts).map(([service, items]) => [service, Object.keys(items)]),
);

/** How much of an item a region holds now. */
export function usedIn(store: Things, project: string, region: string, service: string, item: string): number {
  return counts[service]?.[item]?.({ store, project, region }) ?? 0;
}
