import { regions, storageRegions } from "@accoreboot/catalogue";
import { bucketName, environments, matches, oneOf, type Rule } from "@accoreboot/core";

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

/** A prefix of object names, taken literally: what stands in it can neither leave it nor widen it. */
export const objectPrefix =
  (environment: string | undefined): Rule =>
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

const otherEnvironments = (environment: string | undefined) =>
  environment === undefined ? [] : environments.filter((name) => name !== environment);
