/** What a user logs in with, in the forms that applications and state backends take it. Pure. */

/** One key of a user. */
export interface S3Key {
  /** Its name in the arguments. */
  name: string;
  /** First half. */
  accessKeyId: string;
  /** Second half. Secret. */
  secretAccessKey: string;
}

/** What a user logs in with. */
export interface S3UserKeys {
  /** The user's name in the arguments. */
  userName: string;
  /** First half of the current key. */
  accessKeyId: string;
  /** Second half. Secret. */
  secretAccessKey: string;
  /** Every key, the current one last. */
  keys: S3Key[];
}

/** Where the service is and who comes. */
export interface S3Login {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** In lower case. */
  readonly region: string;
  readonly endpoint: string;
}

/**
 * Variables that every AWS SDK and tool reads. The last two keep SDKs of 2025 and later from sending checksums that not
 * every S3 service knows.
 */
export function loginEnvironment(login: S3Login): { [variable: string]: string } {
  const { accessKeyId, secretAccessKey, region, endpoint } = login;
  return {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_REGION: region,
    AWS_ENDPOINT_URL_S3: endpoint,
    AWS_REQUEST_CHECKSUM_CALCULATION: "when_required",
    AWS_RESPONSE_CHECKSUM_VALIDATION: "when_required",
  };
}
