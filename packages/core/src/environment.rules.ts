import { isPlainObject, names, unknownNames } from "./arguments.ts";
import { parseCidr } from "./cidr.ts";
import type { EnvironmentRef, ProjectRef, Region } from "./environment.ts";
import type { Finding, Rule } from "./finding.ts";
import { type Guard, guarded, judge, judgePlain } from "./judge.ts";
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
    /^(?=.{2,32}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
    "an application name",
    "Use 2 to 32 lower case letters, digits and single hyphens, a letter first",
  ),
);

/** `test`, `preprod` or `prod`. */
export const environmentName: Rule = all(required("Give test, preprod or prod"), oneOf(environments, "environment"));

/** The second part of a role name: `backend` in `test-backend`. */
export const roleName: Rule = matches(
  /^[a-z][a-z0-9-]{0,39}$/,
  "a role",
  "Use up to 40 lower case letters, digits and hyphens, a letter first",
);

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

/** A map of texts; `own` are names that are taken. */
export const labelMap =
  (own: readonly string[] = []): Rule =>
  (value, show) => {
    const remedy = 'Give names with texts of at most 255 characters, such as { team: "fleet" }';
    if (!isPlainObject(value)) return { problem: `${show(value)} is not a map of labels`, remedy };
    for (const [name, given] of Object.entries(value)) {
      if (own.includes(name)) {
        return { problem: `the label "${name}" is the component's own`, remedy: "Choose another name" };
      }
      if (typeof given !== "string" || given.length > 255 || name.length > 255 || name === "") {
        return { problem: `the label "${name}" is ${show(given)}`, remedy };
      }
    }
    return undefined;
  };

/** What is wrong with a reference to an environment, at `path`. */
export function environmentFindings(ref: unknown, path = "environment"): Finding[] {
  if (!isPlainObject(ref)) {
    const has = typeof ref === "object" && ref !== null && "ref" in ref;
    const remedy = has ? "Give its ref" : "Give the ref of an OvhEnvironment";
    return [{ path, problem: "required, but no environment was given", remedy }];
  }
  const at = guardOf(ref, path);
  return [
    ...projectFindings(ref, path),
    ...judgePlain([at("subnetCidr", cidr4)]),
    ...judge([at("networkId", openstackId), at("subnetId", openstackId)]),
  ];
}

/** What is wrong with a reference to a project, at `path`. One to an environment will do: it knows more than is asked. */
export function projectFindings(ref: unknown, path = "environment"): Finding[] {
  if (!isPlainObject(ref)) {
    const has = typeof ref === "object" && ref !== null && "ref" in ref;
    const remedy = has ? "Give its ref" : "Give the ref of an OvhProject or an OvhEnvironment";
    return [{ path, problem: "required, but no environment was given", remedy }];
  }
  const region = isPlainObject(ref["region"]) ? ref["region"] : {};
  const at = guardOf(ref, path);
  return [
    ...unknownNames(ref, refNames, path),
    ...unknownNames(region, regionNames, `${path}.region`),
    ...judgePlain([
      at("app", appName),
      at("name", environmentName),
      at("protect", boolean),
      at("labels", labelMap()),
      ...(["compute", "database", "storage"] as const).map((name) => ({
        path: `${path}.region.${name}`,
        value: region[name],
        rule: all(required(`Give the ${name} region's name`), text),
      })),
    ]),
    ...judge([at("projectId", projectId)]),
  ];
}

const guardOf =
  (ref: Record<string, unknown>, path: string) =>
  (name: string, rule: Rule): Guard => ({ path: `${path}.${name}`, value: ref[name], rule });

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
 * Ids that arrive later are judged when they do.
 */
export function readEnvironment(subject: string, given: unknown): { environment: EnvironmentRef; findings: Finding[] } {
  const findings = environmentFindings(given);
  if (findings.length > 0) return { environment: standIn, findings };
  const ref = given as EnvironmentRef;
  const watch = (name: "networkId" | "subnetId") => guarded(subject, `environment.${name}`, ref[name], openstackId);
  const watched = { networkId: watch("networkId"), subnetId: watch("subnetId") };
  return { environment: { ...ref, ...watchedProject(subject, ref), ...watched }, findings };
}

/** The same for what stands in a project and needs no network. */
export function readProject(subject: string, given: unknown): { environment: ProjectRef; findings: Finding[] } {
  const findings = projectFindings(given);
  if (findings.length > 0) return { environment: standIn, findings };
  const ref = given as ProjectRef;
  return { environment: { ...ref, ...watchedProject(subject, ref) }, findings };
}

const watchedProject = (subject: string, ref: ProjectRef) => ({
  projectId: guarded(subject, "environment.projectId", ref.projectId, projectId),
});
