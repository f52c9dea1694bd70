export { defaultVolumeType, volumeSizeGb, volumeTypeSource, volumeTypes } from "./block-storage.ts";
export {
  defaultQuotaProfile,
  type QuotaProfile,
  quotaProfileSource,
  quotaProfiles,
  shareNetworkCap,
} from "./cloud-quota.ts";
export { cloudRegionSource, type RegionPlace, regionPlace } from "./cloud-regions.ts";
export {
  cloudVolumeTypeSource,
  cloudVolumeTypes,
  fileShareSizeGb,
  fileShareSource,
  fileShareTypes,
} from "./cloud-storage.ts";
export {
  type CloudflarePermissionGroup,
  cloudflarePermissionGroups,
  cloudflarePermissionSource,
  cloudflareSettingSource,
  cloudflareZoneSettings,
} from "./cloudflare.ts";
export { dockerPackageSource, type Image, imageSource, images, publicNetwork } from "./compute.ts";
export { type ComputeFlavor, computeFlavorSource, computeFlavors } from "./compute-flavors.ts";
export { type ComputeRegion, computeRegionSource, computeRegions } from "./compute-regions.ts";
export {
  type RegistryPlan,
  registryPlanSource,
  registryPlans,
  registryRegionSource,
  registryRegions,
} from "./container-registry.ts";
export {
  type DatabaseEngine,
  type DatabasePlan,
  databaseEngineSource,
  databaseEngines,
} from "./database-engines.ts";
export { durationSource, timeouts } from "./durations.ts";
export {
  type IamAction,
  type IamPermissionsGroup,
  iamActions,
  iamPermissionsGroups,
  iamResourceTypes,
  iamSource,
} from "./iam.ts";
export {
  type KubernetesPlan,
  kubernetesFlavor,
  kubernetesFlavorSource,
  kubernetesLimits,
  kubernetesPlanSource,
  kubernetesPlans,
  kubernetesRegionSource,
  kubernetesRegions,
  kubernetesVersionSource,
  kubernetesVersions,
  kubernetesZones,
} from "./kubernetes.ts";
export { gatewayModels, loadBalancerFlavors, loadBalancerSource } from "./load-balancers.ts";
export { type OrderPlan, orderPlans, orderSource } from "./orders.ts";
export {
  databaseFlavorSource,
  databaseFlavors,
  offsiteBackup,
  type PostgresFlavor,
  type PostgresPlan,
  postgresFlavors,
  postgresPlanSource,
  postgresPlans,
  postgresVersions,
  timescaleMaxMajor,
  timescaleSource,
} from "./postgresql.ts";
export { type PostgresParameter, postgresParameterSource, postgresParameters } from "./postgresql-parameters.ts";
export { hoursPerMonth, type Price } from "./prices.ts";
export { computeMonthPrices, computeMonthSource, computePriceSource, computePrices } from "./prices-compute.ts";
export { postgresPriceSource, postgresPrices, postgresSmallestPriceSource } from "./prices-database.ts";
export {
  floatingIpPrice,
  gatewayPrices,
  kubernetesPriceSource,
  kubernetesStandardPrice,
  loadBalancerPrices,
  networkPriceSource,
} from "./prices-network.ts";
export { type PriceZone, priceZone, priceZoneSource } from "./prices-regions.ts";
export {
  encryptedVolumePriceSource,
  objectStoragePriceSource,
  objectStoragePrices,
  volumeBackupPrice,
  volumeBackupPriceSource,
  volumePriceSource,
  volumePrices,
} from "./prices-storage.ts";
export { databaseRegions, storageRegionSource, storageRegions } from "./product-regions.ts";
export {
  projectOrderSource,
  projectPlan,
  projectRoleSource,
  projectRoles,
  subsidiaries,
  userRoles,
} from "./project.ts";
export { type PublicImage, publicImageSource, publicImages } from "./public-images.ts";
export { type RegionNames, regionSource, regions, s3Endpoint } from "./regions.ts";
export type { Source } from "./source.ts";
export {
  bucketName,
  bucketNameSource,
  lifecycleClasses,
  replicaClasses,
  s3ActionSource,
  s3Actions,
  s3BucketActions,
  s3GatewayActionSource,
  s3GatewayActions,
  storageClassSource,
  storageQuota,
  threeZoneClasses,
} from "./storage.ts";
