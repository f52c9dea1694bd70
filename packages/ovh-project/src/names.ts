import { names } from "@accoreboot/core";
import type * as ovh from "@ovhcloud/pulumi-ovh";
import type * as openstack from "@pulumi/openstack";

/** Arguments of the children that can be overridden: not the project, network and region they stand in. */
export type NetworkArgs = Omit<ovh.cloudproject.NetworkPrivateArgs, "serviceName">;
export type SubnetArgs = Omit<ovh.cloudproject.NetworkPrivateSubnetV2Args, "serviceName" | "networkId" | "region">;
export type AlertingArgs = Omit<ovh.cloudproject.AlertingArgs, "serviceName">;
export type UserArgs = Omit<ovh.cloudproject.UserArgs, "serviceName" | "openstackRc">;
export type KeypairArgs = Omit<openstack.compute.KeypairArgs, "region" | "userId">;

/**
 * Arguments of the children, as `@ovhcloud/pulumi-ovh` 2.19 and `@pulumi/openstack` 3.15 know them. The compiler holds
 * the tables to the SDKs.
 */
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

export const alertingNames = names<AlertingArgs>({
  delay: true,
  email: true,
  monthlyThreshold: true,
});

export const userNames = names<UserArgs>({
  description: true,
  passwordReset: true,
  roleName: true,
  roleNames: true,
});

export const keypairNames = names<KeypairArgs>({
  name: true,
  publicKey: true,
  valueSpecs: true,
});
