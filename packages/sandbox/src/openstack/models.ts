import type { Lookup, Model } from "../model.ts";
import { getSnapshot, getVolume } from "./blockstorage/lookups.ts";
import { volume } from "./blockstorage/volume.ts";
import { computeFloatingIp, computeFloatingIpAssociate } from "./compute/floating-ip.ts";
import { instance } from "./compute/instance.ts";
import { interfaceAttach } from "./compute/interface-attach.ts";
import { keypair } from "./compute/keypair.ts";
import { getAvailabilityZones, getFlavor, getInstance, getKeypair, getVolumeZones } from "./compute/lookups.ts";
import { computeSecGroup } from "./compute/security-group.ts";
import { serverGroup } from "./compute/server-group.ts";
import { volumeAttach } from "./compute/volume-attach.ts";
import { applicationCredential, ec2Credential } from "./identity/credentials.ts";
import { forbiddenLookups, getAuthScope, getProject } from "./identity/lookups.ts";
import { image } from "./images/image.ts";
import { imageAccess, imageAccessAccept } from "./images/image-access.ts";
import { getImage, getImageIds } from "./images/lookups.ts";
import { secretContainer, secretOrder } from "./keymanager/container.ts";
import { getContainer, getSecret } from "./keymanager/lookups.ts";
import { secret } from "./keymanager/secret.ts";
import { floatingIp, floatingIpAssociate } from "./networking/floating-ip.ts";
import { getFloatingIp, getRouter, getSecGroup, getTrunk } from "./networking/lookups.ts";
import { network } from "./networking/network.ts";
import { getAddressScope, getNetwork } from "./networking/network-lookups.ts";
import { port } from "./networking/port.ts";
import { portForwarding } from "./networking/port-forwarding.ts";
import { getPort, getPortIds } from "./networking/port-lookups.ts";
import { portSecGroupAssociate } from "./networking/port-security-groups.ts";
import { rbacPolicy } from "./networking/rbac-policy.ts";
import { router, routerInterface } from "./networking/router.ts";
import { routerRoute, subnetRoute } from "./networking/routes.ts";
import { secGroup } from "./networking/security-group.ts";
import { secGroupRule } from "./networking/security-group-rule.ts";
import { subnet } from "./networking/subnet.ts";
import { getSubnet, getSubnetIds, getSubnetPool } from "./networking/subnet-lookups.ts";
import { addressScope, subnetPool } from "./networking/subnet-pool.ts";
import { trunk } from "./networking/trunk.ts";
import { container } from "./objectstorage/container.ts";
import { containerObject } from "./objectstorage/object.ts";
import { tempUrl } from "./objectstorage/temp-url.ts";

const compute = [
  keypair,
  serverGroup,
  instance,
  volumeAttach,
  interfaceAttach,
  computeFloatingIp,
  computeFloatingIpAssociate,
  computeSecGroup,
];

const networking = [
  network,
  subnet,
  subnetRoute,
  subnetPool,
  addressScope,
  port,
  portSecGroupAssociate,
  router,
  routerInterface,
  routerRoute,
  floatingIp,
  floatingIpAssociate,
  portForwarding,
  secGroup,
  secGroupRule,
  trunk,
  rbacPolicy,
];

const identity = [applicationCredential, ec2Credential];
const images = [image, imageAccess, imageAccessAccept];
const keyManager = [secret, secretContainer, secretOrder];
const objectStorage = [container, containerObject, tempUrl];

/** Compute, networking, block storage and the rest of OpenStack but load balancing. */
export const models: readonly Model[] = [
  ...compute,
  ...networking,
  volume,
  ...images,
  ...identity,
  ...keyManager,
  ...objectStorage,
];

export const lookups: readonly Lookup[] = [
  getFlavor,
  getKeypair,
  getInstance,
  getAvailabilityZones,
  getVolumeZones,
  getNetwork,
  getAddressScope,
  getSubnet,
  getSubnetIds,
  getSubnetPool,
  getPort,
  getPortIds,
  getRouter,
  getSecGroup,
  getFloatingIp,
  getTrunk,
  getVolume,
  getSnapshot,
  getImage,
  getImageIds,
  getSecret,
  getContainer,
  getAuthScope,
  getProject,
  ...forbiddenLookups,
];
