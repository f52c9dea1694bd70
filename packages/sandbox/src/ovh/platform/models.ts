import type { Lookup, Model } from "../../model.ts";
import { getMe } from "./account.ts";
import * as domainRecords from "./domain-record.ts";
import { domainZone, getZone } from "./domain-zone.ts";
import { permissionsGroup, resourceGroup } from "./iam-groups.ts";
import * as iamLookups from "./iam-lookups.ts";
import { policy } from "./iam-policy.ts";
import { resourceTags } from "./iam-tags.ts";
import { identityGroup } from "./identity-group.ts";
import * as identityLookups from "./identity-lookups.ts";
import { identityUserToken } from "./identity-token.ts";
import { identityUser } from "./identity-user.ts";
import { kube } from "./kube.ts";
import { kubeIpRestrictions, kubeOidc } from "./kube-access.ts";
import * as kubeLookups from "./kube-lookups.ts";
import { kubeNodePool } from "./kube-node-pool.ts";
import * as logs from "./logs.ts";
import { oauth2Client } from "./oauth2-client.ts";
import * as orderLookups from "./order-lookups.ts";
import { containerRegistry } from "./registry.ts";
import * as registryLookups from "./registry-lookups.ts";
import * as registryRestrictions from "./registry-restrictions.ts";
import * as registryUsers from "./registry-users.ts";

/** Kubernetes, registries, identities and access, logs, orders, domains. */
export const models: readonly Model[] = [
  kube,
  kubeNodePool,
  kubeIpRestrictions,
  kubeOidc,
  containerRegistry,
  ...Object.values(registryUsers),
  ...Object.values(registryRestrictions),
  identityUser,
  identityGroup,
  identityUserToken,
  oauth2Client,
  policy,
  permissionsGroup,
  resourceGroup,
  resourceTags,
  logs.graylogStream,
  logs.kubeLogSubscription,
  domainZone,
  domainRecords.zoneRecord,
  domainRecords.zoneRedirection,
];

export const lookups: readonly Lookup[] = [
  ...[kubeLookups, registryLookups, identityLookups, iamLookups, orderLookups].flatMap((family) =>
    Object.values(family),
  ),
  getMe,
  logs.getGraylogStream,
  logs.getGraylogStreamUrl,
  logs.getKubeLogSubscription,
  getZone,
  domainRecords.getZoneRecord,
  domainRecords.getZoneRecords,
];
