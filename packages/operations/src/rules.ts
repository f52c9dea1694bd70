import { bucketName as lengths, storageRegions } from "@accoreboot/catalogue";
import { all, matches, type Rule } from "@accoreboot/core";

const nameRemedy = `Use ${lengths.min} to ${lengths.max} lower case letters, digits and single hyphens`;

/** A bucket name that is covered by the certificate of its own host name: no dots. */
export const bucketName: Rule = all(
  matches(/^[a-z0-9]+(-[a-z0-9]+)*$/, "a bucket name", nameRemedy),
  matches(new RegExp(`^.{${lengths.min},${lengths.max}}$`), "a bucket name", nameRemedy),
);

/** A stack's own name, without organization and project. */
export const stackName: Rule = matches(
  /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/,
  "the name of a stack",
  "Use letters, digits, hyphens, underscores and dots, such as test",
);

/** A region as S3 clients write it; one that the catalogue does not know only beside its endpoint. */
export const s3Region =
  (endpointGiven: boolean): Rule =>
  (value, show) => {
    const known = storageRegions.map((name) => name.toLowerCase());
    if (typeof value === "string" && known.includes(value)) return undefined;
    if (endpointGiven && typeof value === "string" && /^[a-z][a-z0-9-]*$/.test(value)) return undefined;
    return {
      problem: `${show(value)} is not a region of object storage in lower case`,
      remedy: `Known are ${known.join(", ")}; for another one give its endpoint too`,
    };
  };

/** Address of an S3 service. Plain HTTP is for this machine only: keys and state would travel in the open. */
export const endpointUrl: Rule = (value, show) => {
  const remedy = "Write it like https://s3.gra.io.cloud.ovh.net, without a path";
  const url = typeof value === "string" && URL.canParse(value) ? new URL(value) : undefined;
  const bare = url && url.pathname === "/" && !/[?#@]/.test(value as string);
  if (!bare || !["https:", "http:"].includes(url.protocol))
    return { problem: `${show(value)} is not the address of a service`, remedy };
  const near = ["127.0.0.1", "localhost", "[::1]"].includes(url.hostname);
  return url.protocol === "https:" || near ? undefined : { problem: `${show(value)} is not encrypted`, remedy };
};

/** A number of seconds to wait at most. */
export const waitSeconds: Rule = (value, show) =>
  typeof value === "number" && value >= 0 && value <= 3600
    ? undefined
    : { problem: `${show(value)} is not a time to wait`, remedy: "Give seconds from 0 to 3600" };
