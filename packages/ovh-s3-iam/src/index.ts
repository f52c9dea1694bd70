export type { S3Bucket, S3LifecycleRule, S3ObjectLock } from "./bucket.ts";
export { loginEnvironment, type S3Key, type S3Login, type S3UserKeys } from "./login.ts";
export { policyDocument } from "./policy.ts";
export {
  type Granted,
  type PolicyDocument,
  type S3Access,
  type Statement,
  s3Access,
} from "./policy-document.ts";
export {
  type S3BucketNodes,
  S3BucketWithUsers,
  type S3BucketWithUsersArgs,
  type S3BucketWithUsersNodes,
  type S3BucketWithUsersOverrides,
  type S3UserLogin,
  type S3UserNodes,
} from "./s3-bucket-with-users.ts";
export { StateBucket, type StateBucketArgs, type StateBucketNodes, type StateBucketOverrides } from "./state-bucket.ts";
export type { S3Grant, S3User } from "./user.ts";
