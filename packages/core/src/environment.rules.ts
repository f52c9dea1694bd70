import { isPlainObject, names, unknownNames } from "./arguments.ts";
import { parseCidr } from "./cidr.ts";
import type { EnvironmentRef, Region } from "./environment.ts";
import type { Finding, Rule } from "./finding.ts";
import { type Guard, judge } from "./judge.ts";
import { environments } from "./label.ts";
import { all, boolean, matches, oneOf, required, text } from "./rules.ts";

const refNames = names<EnvironmentRef>({
  app: true,
  name: true,
  protect: true,
  labels: true,
  region: true,
  projectId: true,
  networkId: true,
  subnetId: true,
  subnetCidr: true,
});
const regionNames = names<Region>({ compute: true, database: true, storage: true });

/** `accoreboot`: lower case letters, digits and hyphens, starting with a letter, at most 32 characters. */
export const appName: Rule = all(
  required("Give the application's name, such as accoreboot"),
  matches(
    /^[a-z][a-z0-9-]{0,30}[a-z0-9]$/,
    "an application name",
    "Use 2 to 32 lower case letters, digits and hyphens, a letter first",
  ),
);

/** `test`, `preprod` or `prod`. */
export const environmentName: Rule = all(required("Give test, preprod or prod"), oneOf(environments, "environment"));

/** A Public Cloud project id. The value is not shown: some keep it secret. */
export const projectId: Rule = (value) =>
  typeof value === "string" && /^[0-9a-f]{32}$/.test(value)
    ? undefined
    : {
        problem: "not a Public Cloud project id",
        remedy: "Give its 32 hexadecimal digits, as the OVHcloud console shows them",
      };

/** An OpenStack UUID. The `pn-` id of a private network is refused by databases and ports alike. */
export const openstackId: Rule = (value, show) => {
  if (typeof value === "string" && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value)) return undefined;
  const pn = typeof value === "string" && value.startsWith("pn-");
  return {
    problem: pn
      ? `${show(value)} is the id of the vRack network, not of its region`
      : `${show(value)} is not an OpenStack UUID`,
    remedy: "Give the network's OpenStack UUID in that region (regionsOpenstackIds of the OVH network)",
  };
};

/** A block of IPv4 addresses without bits behind its prefix. */
export const cidr4: Rule = (value, show) => {
  const block = typeof value === "string" && value.includes("/") ? parseCidr(value) : undefined;
  if (block?.family === 4 && block.canonical) return undefined;
  return {
    problem: `${show(value)} is not an IPv4 block`,
    remedy: "Write it like 10.1.0.0/24, with no bits set behind the prefix",
  };
};

/** What is wrong with a reference to an environment, at `path`. */
export function environmentFindings(ref: unknown, path = "environment"): Finding[] {
  if (!isPlainObject(ref)) {
    return [{ path, problem: "required, but no environment was given", remedy: "Give the ref of an OvhEnvironment" }];
  }
  const region = isPlainObject(ref["region"]) ? ref["region"] : {};
  const at = (name: string, rule: Rule): Guard => ({ path: `${path}.${name}`, value: ref[name], rule });
  return [
    ...unknownNames(ref, refNames, path),
    ...unknownNames(region, regionNames, `${path}.region`),
    ...judge([
      at("app", appName),
      at("name", environmentName),
      at("protect", boolean),
      ...(["compute", "database", "storage"] as const).map((name) => ({
        path: `${path}.region.${name}`,
        value: region[name],
        rule: all(required(`Give the ${name} region's name`), text),
      })),
      at("projectId", projectId),
      at("networkId", openstackId),
      at("subnetId", openstackId),
      at("subnetCidr", cidr4),
    ]),
  ];
}

const standIn: EnvironmentRef = {
  app: "app",
  name: "test",
  protect: false,
  labels: {},
  region: { compute: "GRA11", database: "GRA", storage: "GRA" },
  projectId: "0".repeat(32),
  networkId: "00000000-0000-0000-0000-000000000000",
  subnetId: "00000000-0000-0000-0000-000000000000",
  subnetCidr: "10.0.0.0/24",
};

/**
 * The environment to plan with, and what is wrong with the one that was given. A refused one is replaced by a
 * harmless stand-in, so that the other arguments can be judged in the same breath; nothing is ever made from it.
 */
export function readEnvironment(given: unknown): { environment: EnvironmentRef; findings: Finding[] } {
  const findings = environmentFindings(given);
  return { environment: findings.length > 0 ? standIn : (given as EnvironmentRef), findings };
}
