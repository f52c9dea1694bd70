import { storageRegions } from "@accoreboot/catalogue";
import { matches, type Rule } from "@accoreboot/core";

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

/** A number of seconds to wait at most. */
export const waitSeconds: Rule = (value, show) =>
  typeof value === "number" && value >= 0 && value <= 3600
    ? undefined
    : { problem: `${show(value)} is not a time to wait`, remedy: "Give seconds from 0 to 3600" };

/** A function; `what` says what it takes. */
export const callable =
  (what: string): Rule =>
  (value, show) =>
    typeof value === "function"
      ? undefined
      : { problem: `${show(value)} is not a function`, remedy: `Give ${what}, or leave it out` };

/** Something that tells the time and lets it pass. */
export const timepiece: Rule = (value, show) => {
  const { now, sleep } = (value ?? {}) as Record<string, unknown>;
  return typeof now === "function" && typeof sleep === "function"
    ? undefined
    : { problem: `${show(value)} is not a clock`, remedy: "Give the functions now and sleep, or leave it out" };
};
