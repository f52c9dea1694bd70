export {
  type ComputeFlavor,
  computeFlavorSource,
  computeFlavors,
  dockerPackageSource,
  type Image,
  imageSource,
  images,
  publicNetwork,
} from "./compute.ts";
export { durationSource, timeouts } from "./durations.ts";
export {
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
export {
  projectOrderSource,
  projectPlan,
  projectRoleSource,
  projectRoles,
  subsidiaries,
  userRoles,
} from "./project.ts";
export { type RegionNames, regionSource, regions, s3Endpoint } from "./regions.ts";
export type { Source } from "./source.ts";
export { bucketName, bucketNameSource, s3ActionSource, s3Actions } from "./storage.ts";
