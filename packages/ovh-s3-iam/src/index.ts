export {
  type PolicyDocument,
  policyDocument,
  type S3Access,
  type Statement,
  s3Access,
} from "./policy-document.ts";
export {
  S3BucketWithUsers,
  type S3BucketWithUsersArgs,
  type S3BucketWithUsersNodes,
  type S3BucketWithUsersOverrides,
  type S3User,
  type S3UserKeys,
  type S3UserNodes,
} from "./s3-bucket-with-users.ts";
