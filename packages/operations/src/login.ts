import type { StateBackend } from "@accoreboot/core";
import { refused } from "./error.ts";

/** A key pair of S3. */
export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Variables by which Pulumi, and whoever runs it, gets at the state. */
export interface Login {
  readonly AWS_ACCESS_KEY_ID: string;
  readonly AWS_SECRET_ACCESS_KEY: string;
  readonly AWS_REGION: string;
  readonly AWS_REQUEST_CHECKSUM_CALCULATION: "when_required";
  readonly PULUMI_BACKEND_URL: string;
}

/**
 * The login of a bucket. Streamed checksums, which newer AWS clients send unasked, are turned off: stores other than
 * Amazon's refuse them (pulumi/pulumi, pkg/backend/diy, 2026).
 */
export const loginOf = ({ region }: StateBackend, url: string, keys: Keys): Login => ({
  AWS_ACCESS_KEY_ID: keys.accessKeyId,
  AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
  AWS_REGION: region,
  AWS_REQUEST_CHECKSUM_CALCULATION: "when_required",
  PULUMI_BACKEND_URL: url,
});

/** The login with whatever else an AWS client would look at switched off, so that it can be no other account. */
export const alone = (login: Login): Record<string, string> => ({
  ...login,
  AWS_SESSION_TOKEN: "",
  AWS_PROFILE: "",
  AWS_EC2_METADATA_DISABLED: "true",
});

/** The keys in the environment. Throws when there is only one half of them. */
export function keysIn(environment: NodeJS.ProcessEnv): Keys | undefined {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = environment;
  if (accessKeyId && secretAccessKey) return { accessKeyId, secretAccessKey };
  if (!accessKeyId && !secretAccessKey) return undefined;
  const [there, missing] = accessKeyId
    ? ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"]
    : ["AWS_SECRET_ACCESS_KEY", "AWS_ACCESS_KEY_ID"];
  throw refused(`${there} is set and ${missing} is not. Set both, or neither`);
}

/** Lines for a POSIX shell, or for a vault that reads them. They hold the secret. */
export const exportLines = (login: Login): string =>
  Object.entries(login)
    .map(([name, value]) => `export ${name}='${value.replaceAll("'", "'\\''")}'\n`)
    .join("");
