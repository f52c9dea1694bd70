import type { Rule } from "./finding.ts";

/** Characters of a bucket name. Guide on object storage limits, 2026-02-18. */
const [shortest, longest] = [3, 63];

/**
 * A bucket name: 3 to 63 lower case letters, digits and hyphens. The service takes dots too, but a dotted name is not
 * covered by the certificate of its own host name.
 */
export const bucketName: Rule = (value, show) => {
  const remedy = `Use ${shortest} to ${longest} lower case letters, digits and hyphens, without two hyphens in a row`;
  if (typeof value !== "string") return { problem: `${show(value)} is not a bucket name`, remedy };
  if (value.length < shortest || value.length > longest) {
    return { problem: `${show(value)} has ${value.length} character${value.length === 1 ? "" : "s"}`, remedy };
  }
  return /^[a-z0-9]+(-[a-z0-9]+)*$/.test(value)
    ? undefined
    : { problem: `${show(value)} is not a bucket name`, remedy };
};

/** Address of an S3 service. Plain HTTP is for this machine only: keys and objects would travel in the open. */
export const endpointUrl: Rule = (value, show) => {
  const remedy = "Write it like https://s3.gra.io.cloud.ovh.net, without a path";
  const url = typeof value === "string" && URL.canParse(value) ? new URL(value) : undefined;
  if (!url || !["https:", "http:"].includes(url.protocol) || (value as string).replace(/\/$/, "") !== url.origin) {
    return { problem: `${show(value)} is not the address of a service`, remedy };
  }
  const near = ["127.0.0.1", "localhost", "[::1]"].includes(url.hostname);
  return url.protocol === "https:" || near ? undefined : { problem: `${show(value)} is not encrypted`, remedy };
};
