/** Where a bucket is that holds state. */
export interface StateBackend {
  /** Name of the bucket. */
  readonly bucket: string;
  /** Region as S3 clients write it, in lower case. */
  readonly region: string;
  /** Address of the S3 service, such as `https://s3.gra.io.cloud.ovh.net`. */
  readonly endpoint: string;
}

/**
 * The URL under which Pulumi keeps state in a bucket of an S3 service other than Amazon's. It holds no key: Pulumi takes
 * those from `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`. Parameters as the self-managed backends' documentation
 * names them (pulumi.com, 2026).
 *
 * @example
 * pulumiBackendUrl({ bucket: "accoreboot-tfstate-test", region: "gra", endpoint: "https://s3.gra.io.cloud.ovh.net" });
 * // s3://accoreboot-tfstate-test?region=gra&endpoint=https://s3.gra.io.cloud.ovh.net&s3ForcePathStyle=true
 */
export function pulumiBackendUrl({ bucket, region, endpoint }: StateBackend): string {
  return `s3://${bucket}?region=${region}&endpoint=${endpoint}&s3ForcePathStyle=true`;
}
