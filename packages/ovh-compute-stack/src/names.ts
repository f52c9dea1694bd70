import { names } from "@accoreboot/core";
import type * as openstack from "@pulumi/openstack";

/** Arguments of the children that can be overridden: not the network they stand in and the group that guards them. */
export type PortArgs = Omit<openstack.networking.PortArgs, "networkId" | "securityGroupIds" | "noSecurityGroups">;
export type InstanceArgs = Omit<
  openstack.compute.InstanceArgs,
  "keyPair" | "networks" | "networkMode" | "securityGroups"
>;

/** Arguments of the children, as `@pulumi/openstack` 3.15 knows them. The compiler holds the tables to the SDK. */
export const keypairNames = names<openstack.compute.KeypairArgs>({
  name: true,
  publicKey: true,
  region: true,
  userId: true,
  valueSpecs: true,
});

export const securityGroupNames = names<openstack.networking.SecGroupArgs>({
  deleteDefaultRules: true,
  description: true,
  name: true,
  region: true,
  tags: true,
  tenantId: true,
});

export const portNames = names<PortArgs>({
  adminStateUp: true,
  allowedAddressPairs: true,
  binding: true,
  description: true,
  deviceId: true,
  deviceOwner: true,
  dnsName: true,
  extraDhcpOptions: true,
  fixedIps: true,
  macAddress: true,
  name: true,
  noFixedIp: true,
  portSecurityEnabled: true,
  qosPolicyId: true,
  region: true,
  tags: true,
  tenantId: true,
  valueSpecs: true,
});

export const instanceNames = names<InstanceArgs>({
  accessIpV4: true,
  accessIpV6: true,
  adminPass: true,
  availabilityZone: true,
  availabilityZoneHints: true,
  blockDevices: true,
  configDrive: true,
  flavorId: true,
  flavorName: true,
  floatingIp: true,
  forceDelete: true,
  imageId: true,
  imageName: true,
  metadata: true,
  name: true,
  personalities: true,
  powerState: true,
  region: true,
  schedulerHints: true,
  stopBeforeDestroy: true,
  tags: true,
  userData: true,
  vendorOptions: true,
  volumes: true,
});
