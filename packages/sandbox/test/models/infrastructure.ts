import { infraTokens } from "../../src/ovh/infrastructure/tokens.ts";
import type { Properties } from "../../src/properties.ts";
import { idOf } from "../../src/random.ts";
import { type Drive, drive, type Thing } from "../drive.ts";

export const region = "GRA11";
/** A UUID that nothing has. */
export const nowhere = "00000000-0000-4000-8000-000000000000";
export const publicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExample user@host";
export const flavorId = (name: string, where = region) => idOf(`flavor ${name} ${where}`);
export const imageId = (name: string, where = region) => idOf(`image ${name} ${where}`);
export const balancerFlavor = (name: string, where = region) => idOf(`load balancer flavor ${name} ${where}`);

/** Network and subnet as the nested arguments name them. */
export interface Spot {
  readonly id: string;
  readonly subnetId: string;
}

/** A cloud, and short words for the older API's resources in GRA11. */
export interface Infrastructure extends Drive {
  make(token: string, inputs: Properties): Promise<Thing>;
  /** A NetworkPrivate in GRA11 alone with a subnet of the older kind. */
  net(inputs?: Properties): Promise<{ network: Thing; subnet: Thing; spot: Spot }>;
  gateway(spot: Spot, inputs?: Properties): Promise<Thing>;
  /** A load balancer on that spot; `asked` is laid over `network.private`. */
  balancer(spot: Spot, asked?: Properties, inputs?: Properties): Promise<Thing>;
  /** An instance; on the public network unless `network` says otherwise. */
  instance(inputs?: Properties): Promise<Thing>;
  volume(inputs?: Properties): Promise<Thing>;
}

/** Opens it; close it when done. */
export function infrastructure(): Infrastructure {
  const cloud = drive();
  let count = 0;
  const make = (token: string, inputs: Properties) =>
    cloud.create(token, { serviceName: cloud.project, ...inputs }, { name: `thing-${count++}` });
  return {
    ...cloud,
    make,
    net: async (inputs = {}) => {
      const network = await make(infraTokens.networkPrivate, { name: "net", vlanId: ++count, regions: [region] });
      const block = { network: "10.1.0.0/24", start: "10.1.0.2", end: "10.1.0.254", dhcp: true };
      const subnet = await make(infraTokens.subnet, { networkId: network.id, region, ...block, ...inputs });
      const id = (network.outputs["regionsOpenstackIds"] as Record<string, string>)[region] ?? "";
      return { network, subnet, spot: { id, subnetId: subnet.id } };
    },
    gateway: ({ id, subnetId }, inputs = {}) =>
      make(infraTokens.gateway, { name: "out", model: "s", region, networkId: id, subnetId, ...inputs }),
    balancer: (spot, asked = {}, inputs = {}) =>
      make(infraTokens.loadBalancer, {
        regionName: region,
        flavorId: balancerFlavor("small"),
        network: { private: { network: spot, ...asked } },
        ...inputs,
      }),
    instance: (inputs = {}) =>
      make(infraTokens.instance, {
        region,
        billingPeriod: "hourly",
        bootFrom: { imageId: imageId("Debian 12") },
        flavor: { flavorId: flavorId("b3-8") },
        sshKeyCreate: { name: "key", publicKey },
        network: { public: true },
        ...inputs,
      }),
    volume: (inputs = {}) => make(infraTokens.volume, { regionName: region, size: 10, ...inputs }),
  };
}
