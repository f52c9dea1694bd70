import { publicNetworkId } from "../../src/neutron/networks.ts";
import type { Properties } from "../../src/properties.ts";
import { type Drive, drive, type Thing } from "../drive.ts";

const modules = {
  blockstorage: ["Volume"],
  compute: ["Instance", "InterfaceAttach", "Keypair", "ServerGroup", "VolumeAttach"],
  identity: ["ApplicationCredential"],
  images: ["Image", "ImageAccess"],
  keymanager: ["SecretV1", "ContainerV1"],
  networking: [
    ...["Network", "Subnet", "SubnetRoute", "SubnetPool", "Port", "PortSecGroupAssociate", "SecGroup", "SecGroupRule"],
    ...["Router", "RouterInterface", "RouterRoute", "FloatingIp", "FloatingIpAssociate", "PortForwardingV2", "Trunk"],
  ],
  objectstorage: ["Container", "ContainerObject", "TempUrl"],
} as const;

const lower = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);
const tokens = new Map<string, string>(
  Object.entries(modules).flatMap(([module, names]) =>
    names.map((name): [string, string] => [name, `openstack:${module}/${lower(name)}:${name}`]),
  ),
);

/** Token of a resource type of OpenStack by its class name. */
export const tokenOf = (name: string): string => tokens.get(name) ?? name;

/** An id in the right shape that nothing has. */
export const nowhere = "00000000-0000-4000-8000-000000000000";
/** The public network of the region that the tests are in. */
export const outside = publicNetworkId("GRA11");

/** A cloud with a login in GRA11, and short words for what one does in it. */
export interface Tenant extends Drive {
  /** Makes something by its class name. */
  make(name: string, inputs: Properties, options?: { name?: string; provider?: string }): Promise<Thing>;
  /** A network with a subnet of that block. */
  net(cidr?: string, inputs?: Properties): Promise<{ network: Thing; subnet: Thing }>;
  /** A router with a way out, standing in that subnet. */
  gateway(subnet: Thing): Promise<{ router: Thing; face: Thing }>;
  /** Logs in as a new project user with those roles, under another provider's name. */
  enter(name: string, roleNames: readonly string[], region?: string): Promise<Thing>;
}

/** Opens it; close it when done. */
export async function tenant(): Promise<Tenant> {
  const cloud = drive();
  await cloud.login();
  let count = 0;
  const self: Tenant = {
    ...cloud,
    make: (name, inputs, options = {}) =>
      cloud.create(tokenOf(name), inputs, { name: `${name}-${count++}`, ...options }),
    net: async (cidr = "10.1.0.0/24", inputs = {}) => {
      const network = await self.make("Network", { name: `net-${count}` });
      return { network, subnet: await self.make("Subnet", { networkId: network.id, cidr, ...inputs }) };
    },
    gateway: async (subnet) => {
      const router = await self.make("Router", { externalNetworkId: outside });
      return { router, face: await self.make("RouterInterface", { routerId: router.id, subnetId: subnet.id }) };
    },
    enter: async (name, roleNames, region = "GRA11") => {
      const user = await cloud.create(
        "ovh:CloudProject/user:User",
        { serviceName: cloud.project, description: name, roleNames: [...roleNames] },
        { name },
      );
      const { username, password } = user.outputs;
      await cloud.configure("openstack", name, {
        authUrl: "https://auth.cloud.ovh.net/v3",
        userName: username,
        password,
        tenantId: cloud.project,
        region,
      });
      return user;
    },
  };
  return self;
}
