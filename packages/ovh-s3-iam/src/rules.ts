import { regions, storageRegions, userRoles } from "@accoreboot/catalogue";
import { bucketName, environments, isLater, isPlainObject, matches, oneOf, type Rule } from "@accoreboot/core";

const objectStorageRoles = userRoles.objectStorage;

/** A bucket name, and not that of another environment's bucket: `-prod` at its end, in test. */
export const ownBucketName =
  (environment: string): Rule =>
  (value, show) => {
    const verdict = bucketName(value, show);
    if (verdict) return verdict;
    const other = otherEnvironments(environment).find((name) => String(value).endsWith(`-${name}`));
    return other === undefined
      ? undefined
      : {
          problem: `${show(value)} is the name of a bucket of ${other}, and this is ${environment}`,
          remedy: `Let it end in -${environment}, or in no environment's name`,
        };
  };

/** The role of a bucket, middle part of its name. */
export const bucketRole: Rule = matches(
  /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
  "a role",
  "Use lower case letters, digits and single hyphens, a letter first",
);

/** A region of object storage, as the OVH API writes it; any other where the endpoint is given beside it. */
export const storageRegion =
  (endpointGiven: boolean): Rule =>
  (value, show) => {
    const verdict = oneOf(storageRegions, "region of object storage")(value, show);
    if (!verdict || (endpointGiven && typeof value === "string" && /^[A-Z][A-Z0-9-]+$/.test(value))) return undefined;
    const names = typeof value === "string" && Object.hasOwn(regions, value) ? regions[value] : undefined;
    const hint = names ? `Object storage calls it ${show(names.storage)}` : verdict.remedy;
    return { problem: verdict.problem, remedy: `${hint}; for another one give its endpoint too` };
  };

/** The region that was planned, and no other: names, endpoints and documents are written for it. */
export const onlyRegion =
  (region: string): Rule =>
  (value, show) =>
    value === region
      ? undefined
      : { problem: `${show(value)} is not the region of the component`, remedy: "Give it as region instead" };

/** A prefix of object names, taken literally: what stands in it can neither leave it nor widen it. */
export const objectPrefix =
  (environment: string): Rule =>
  (value, show) => {
    const remedy = 'Write it like "reports/", from the bucket\'s root, in letters, digits and ! - _ . / ( )';
    if (typeof value !== "string" || value === "") return { problem: `${show(value)} is not a prefix`, remedy };
    if (value.startsWith("/"))
      return { problem: `${show(value)} starts with a slash, and no object's name does`, remedy };
    if (/(^|\/)\.{1,2}(\/|$)/.test(value)) return { problem: `${show(value)} would climb out of itself`, remedy };
    if (/[*?$]/.test(value)) return { problem: `${show(value)} has a wildcard and would match other prefixes`, remedy };
    if (!/^[\w!.()/-]+$/.test(value) || value.includes("//"))
      return { problem: `${show(value)} is not a prefix`, remedy };
    const other = otherEnvironments(environment).find((name) => value.toLowerCase().split("/").includes(name));
    if (other !== undefined) {
      return {
        problem: `${show(value)} crosses into ${other}, and this is ${environment}`,
        remedy: `Keep what belongs to ${other} in a bucket of its own, in ${other}'s project`,
      };
    }
    return value.endsWith("/")
      ? undefined
      : {
          problem: `${show(value)} would match its neighbours too`,
          remedy: `End it with a slash: ${show(`${value}/`)}`,
        };
  };

const otherEnvironments = (environment: string) => environments.filter((name) => name !== environment);

/** Whether the bucket keeps old versions: `enabled`, or `suspended` in one that did. */
export const versioningStatus: Rule = (value, show) => {
  const status = isPlainObject(value) ? value["status"] : value;
  return isLater(status) ? undefined : oneOf(["enabled", "suspended", "disabled"], "versioning status")(status, show);
};

/** Encryption by keys of OVHcloud, or none. */
export const encryptionAlgorithm: Rule = (value, show) => {
  const algorithm = isPlainObject(value) ? value["sseAlgorithm"] : value;
  return isLater(algorithm) ? undefined : oneOf(["AES256", "plaintext"], "encryption")(algorithm, show);
};

/** Objects stay out of the state: a read would bring in a thousand of their names. */
export const hidden: Rule = (value) =>
  value === true ? undefined : { problem: "would copy the names of objects into the state", remedy: "Leave it out" };

/** The one role that the owner of a bucket needs. */
export const storageRole: Rule = oneOf(objectStorageRoles, "role");

/** The owner holds the bucket, and may do nothing else in the project. */
export const storageRoles: Rule = (value, show) => {
  if (!Array.isArray(value) || value.length === 0) {
    return { problem: `${show(value)} is not a list of roles`, remedy: `Give ${objectStorageRoles.join(", ")}` };
  }
  for (const role of value) {
    const verdict = isLater(role) ? undefined : storageRole(role, show);
    if (verdict) return verdict;
  }
  return undefined;
};
