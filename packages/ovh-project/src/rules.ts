import { projectRoles } from "@accoreboot/catalogue";
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
  shown,
} from "@accoreboot/core";

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

/** The list of regions of the network holds those in which the environment stands. */
export const includesRegions =
  (wanted: readonly string[]): Rule =>
  (value, show) => {
    const missing = wanted.find(
      (region) => !Array.isArray(value) || !value.some((entry) => isLater(entry) || entry === region),
    );
    return missing === undefined
      ? undefined
      : {
          problem: `${show(value)} misses the environment's region`,
          remedy: `Put ${JSON.stringify(missing)} in the list`,
        };
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

/**
 * Roles without the one that may do everything: a program that makes servers needs no say over the project's users.
 * Who has to give it all the same says so by name, in `overrides`.
 */
export const leastRoles: Rule = (value) => {
  if (!Array.isArray(value)) return undefined;
  if (value.some(isLater)) {
    return { problem: "a role is an output or a promise, not known yet", remedy: "Give plain values" };
  }
  return value.includes("administrator")
    ? {
        problem: '"administrator" may do everything in the project',
        remedy: "Give the roles that are needed; if it has to be this one, say so in overrides.openstackUser.roleNames",
      }
    : undefined;
};

/** Name of a vRack. The id of a private network begins with it and is another thing. */
export const vrack: Rule = (value, show) => {
  if (typeof value === "string" && /^pn-\d+$/.test(value)) return undefined;
  const network = typeof value === "string" && /^(pn-\d+)_\d+$/.exec(value);
  return network
    ? {
        problem: `${show(value)} is the id of a private network, a VLAN of the vRack`,
        remedy: `Give the vRack's own name: ${show === shown ? network[1] : "the part before the underscore"}`,
      }
    : { problem: `${show(value)} is not a vRack`, remedy: "Give its name as the console shows it, such as pn-123456" };
};

/** Labels the component sets itself. */
export const ownLabels = ["app", "environment"] as const;

/** Labels, without the names that the component sets itself. */
export const ownedLabelMap: Rule = labelMap(ownLabels);
