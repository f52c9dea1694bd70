import type { Lookup, Model } from "../../model.ts";
import { blockVolume } from "./block-volume.ts";
import { blockVolumeBackup, blockVolumeSnapshot } from "./block-volume-copies.ts";
import { fileShare } from "./file-share.ts";
import { fileShareAcl } from "./file-share-acl.ts";
import { fileShareNetwork } from "./file-share-network.ts";
import { fileShareSnapshot } from "./file-share-snapshot.ts";
import { floatingIp } from "./floating-ip.ts";
import { gateway } from "./gateway.ts";
import { instance } from "./instance.ts";
import { instanceGroup } from "./instance-group.ts";
import { keyManagerContainerConsumer, keyManagerSecretConsumer } from "./key-manager-consumer.ts";
import { keyManagerContainer } from "./key-manager-container.ts";
import { keyManagerSecret } from "./key-manager-secret.ts";
import { lookupsOf } from "./lookups.ts";
import { network } from "./network.ts";
import { projectLookups } from "./project-lookups.ts";
import { publicIpLookups } from "./public-ip-lookups.ts";
import { quota } from "./quota.ts";
import { referenceLookups } from "./reference-lookups.ts";
import { securityGroup } from "./security-group.ts";
import { subnet } from "./subnet.ts";

/** Version 2 of the OVH API: the `ovh.Cloud*` family. */
export const models: readonly Model[] = [
  network,
  subnet,
  gateway,
  floatingIp,
  securityGroup,
  instanceGroup,
  instance,
  blockVolume,
  blockVolumeSnapshot,
  blockVolumeBackup,
  fileShareNetwork,
  fileShare,
  fileShareAcl,
  fileShareSnapshot,
  keyManagerSecret,
  keyManagerSecretConsumer,
  keyManagerContainer,
  keyManagerContainerConsumer,
  quota,
];

export const lookups: readonly Lookup[] = [
  ...lookupsOf(models),
  ...referenceLookups,
  ...publicIpLookups,
  ...projectLookups,
];
