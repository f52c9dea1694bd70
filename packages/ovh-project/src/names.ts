import { names } from "@accoreboot/core";
import type * as ovh from "@ovhcloud/pulumi-ovh";

/** Arguments of the children that can be overridden: not the project, network and region they stand in. */
export type NetworkArgs = Omit<ovh.cloudproject.NetworkPrivateArgs, "serviceName">;
export type SubnetArgs = Omit<ovh.cloudproject.NetworkPrivateSubnetV2Args, "serviceName" | "networkId" | "region">;
export type UserArgs = Omit<ovh.cloudproject.UserArgs, "serviceName" | "openstackRc">;

/** Arguments of the children, as `@ovhcloud/pulumi-ovh` 2.19 knows them. The compiler holds the tables to the SDK. */
export const projectNames = names<ovh.cloudproject.ProjectArgs>({
  deletionProtection: true,
  description: true,
  orders: true,
  ovhSubsidiary: true,
  paymentMean: true,
  plan: true,
  planOptions: true,
});

export const networkNames = names<NetworkArgs>({
  name: true,
  regions: true,
  vlanId: true,
});

export const subnetNames = names<SubnetArgs>({
  allocationPools: true,
  cidr: true,
  dhcp: true,
  dnsNameservers: true,
  enableGatewayIp: true,
  gatewayIp: true,
  hostRoutes: true,
  name: true,
  useDefaultPublicDnsResolver: true,
});

export const userNames = names<UserArgs>({
  description: true,
  passwordReset: true,
  roleName: true,
  roleNames: true,
});
