import { projectRoles, regions } from "@accoreboot/catalogue";
import {
  all,
  cidr4,
  contains,
  isLater,
  isPrivate,
  labelMap,
  oneOf,
  parseCidr,
  type Rule,
  required,
  text,
} from "@accoreboot/core";

/** A compute region of the catalogue; any other when its database and storage regions are given beside it. */
export const computeRegion = (othersGiven: boolean): Rule =>
  all(required("Give a compute region, such as GRA11"), (value, show) => {
    const verdict = oneOf(Object.keys(regions), "region")(value, show);
    if (!verdict || (othersGiven && text(value, show) === undefined)) return undefined;
    return {
      problem: verdict.problem,
      remedy: `${verdict.remedy}; for another one give databaseRegion and storageRegion too`,
    };
  });

/** Smallest subnet: DHCP takes two addresses, a gateway one, a load balancer three, database nodes theirs. */
const longestPrefix = 28;

/** A private IPv4 block of at least 16 addresses. */
export const subnetBlock: Rule = all(cidr4, (value, show) => {
  const block = parseCidr(value as string);
  const remedy = "Give a private block such as 10.1.0.0/24";
  if (!block || !isPrivate(block) || !lan(block)) return { problem: `${show(value)} is not a private network`, remedy };
  return block.prefix > longestPrefix
    ? {
        problem: `${show(value)} is too small: services of the network take addresses of their own`,
        remedy: `Give a /${longestPrefix} or larger`,
      }
    : undefined;
});

const lans = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"]
  .map((block) => parseCidr(block))
  .filter((block) => !!block);
const lan = (block: NonNullable<ReturnType<typeof parseCidr>>) => lans.some((known) => contains(known, block));

/** The list of regions of the network holds the one in which the environment stands. */
export const includesRegion =
  (region: string): Rule =>
  (value, show) =>
    Array.isArray(value) && value.some((entry) => isLater(entry) || entry === region)
      ? undefined
      : {
          problem: `${show(value)} misses the environment's region`,
          remedy: `Put ${JSON.stringify(region)} in the list`,
        };

/** A list of roles that a project user may have. */
export const roleList: Rule = (value, show) => {
  if (!Array.isArray(value) || value.length === 0) {
    return { problem: `${show(value)} is not a list of roles`, remedy: `Give some of ${projectRoles.join(", ")}` };
  }
  for (const role of value) {
    const verdict = isLater(role) ? undefined : oneOf(projectRoles, "role")(role, show);
    if (verdict) return verdict;
  }
  return undefined;
};

/** Labels the component sets itself. */
export const ownLabels = ["app", "environment"] as const;

/** Labels, without the names that the component sets itself. */
export const ownedLabelMap: Rule = labelMap(ownLabels);
