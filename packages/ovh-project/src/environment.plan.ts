import { projectRoles, regions, timeouts, userRoles } from "@accoreboot/catalogue";
import {
  appName,
  boolean,
  environmentName,
  type Finding,
  guarded,
  integer,
  isLater,
  isPlainObject,
  judge,
  judgePlain,
  label,
  names,
  oneOf,
  optional,
  planChild,
  projectId,
  type Region,
  text,
  textOr,
  unknownNames,
} from "@accoreboot/core";
import type { OvhEnvironmentArgs, OvhEnvironmentOverrides } from "./environment.ts";
import { type NetworkArgs, networkNames, type SubnetArgs, subnetNames, type UserArgs, userNames } from "./names.ts";
import { planProject } from "./project.plan.ts";
import { computeRegion, includesRegion, ownedLabelMap, roleList, subnetBlock } from "./rules.ts";

const argNames = names<OvhEnvironmentArgs>({
  app: true,
  environment: true,
  region: true,
  databaseRegion: true,
  storageRegion: true,
  projectId: true,
  order: true,
  ovhSubsidiary: true,
  subnetCidr: true,
  vlanId: true,
  gateway: true,
  openstackUserRoles: true,
  labels: true,
  protect: true,
  overrides: true,
});
const slots = names<OvhEnvironmentOverrides>({ project: true, network: true, subnet: true, openstackUser: true });

/** Block of the private subnet in each environment; distinct, so that a shared vRack never has two of one kind. */
export const subnetBlocks: { readonly [environment: string]: string } = {
  test: "10.1.0.0/24",
  preprod: "10.2.0.0/24",
  prod: "10.3.0.0/24",
};

/** What the component will register, and what is wrong with it. Creates nothing. */
export function plan(subject: string, given: OvhEnvironmentArgs) {
  const args: Partial<OvhEnvironmentArgs> = given ?? {};
  const app = textOr(args.app, "app");
  const name = textOr(args.environment, "test");
  const protect = args.protect ?? name === "prod";
  const region = regionOf(args);
  const ordered = args.order === true;
  const project = planProject(subject, {
    app,
    environment: name,
    ovhSubsidiary: args.ovhSubsidiary ?? "FR",
    protect,
    overrides: args.overrides?.project,
  });
  const network = planNetwork(subject, args, name, region);
  const subnet = planSubnet(subject, args, name);
  const user = planUser(subject, args, name);
  return {
    findings: [
      ...unknownNames(given, argNames),
      ...plainFindings(args),
      ...originFindings(args),
      ...unknownNames(args.overrides, slots, "overrides"),
      ...(ordered ? project.findings : []),
      ...network.findings,
      ...subnet.findings,
      ...user.findings,
    ],
    summary: { environment: name, region: region.compute, project: ordered ? "ordered" : "adopted", protect },
    app,
    name,
    protect,
    region,
    labels: { app, environment: name, ...args.labels },
    projectName: label.project(app, name),
    project: ordered ? project.args : undefined,
    projectId: guarded<string>(subject, "projectId", args.projectId ?? "", projectId),
    network: network.args,
    subnet: subnet.args,
    subnetCidr: textOr(subnet.args.cidr, ""),
    user: user.args,
    timeouts,
  };
}

function planNetwork(subject: string, args: Partial<OvhEnvironmentArgs>, name: string, region: Region) {
  return planChild<NetworkArgs>(subject, {
    slot: "network",
    known: networkNames,
    overrides: args.overrides?.network,
    planned: { name: label.role(name, "network"), regions: [region.compute], vlanId: args.vlanId ?? 0 },
    rules: { name: text, regions: includesRegion(region.compute), vlanId: integer(0, 4000) },
  });
}

function planSubnet(subject: string, args: Partial<OvhEnvironmentArgs>, name: string) {
  return planChild<SubnetArgs>(subject, {
    slot: "subnet",
    known: subnetNames,
    overrides: args.overrides?.subnet,
    planned: {
      name: label.role(name, "subnet"),
      cidr: args.subnetCidr ?? ownBlock(name),
      dhcp: true,
      enableGatewayIp: args.gateway ?? false,
    },
    rules: { name: text, cidr: subnetBlock, dhcp: boolean, enableGatewayIp: boolean },
    from: { cidr: "subnetCidr", enableGatewayIp: "gateway" },
  });
}

function planUser(subject: string, args: Partial<OvhEnvironmentArgs>, name: string) {
  return planChild<UserArgs>(subject, {
    slot: "openstackUser",
    known: userNames,
    overrides: args.overrides?.openstackUser,
    planned: {
      description: label.role(name, "openstack"),
      roleNames: args.openstackUserRoles ?? [...userRoles.compute],
    },
    rules: { description: text, roleName: optional(oneOf(projectRoles, "role")), roleNames: roleList },
    from: { roleNames: "openstackUserRoles" },
  });
}

/** Arguments that shape the plan. The block of the subnet is among them: other components calculate with it. */
function plainFindings(args: Partial<OvhEnvironmentArgs>): Finding[] {
  const othersGiven = args.databaseRegion !== undefined && args.storageRegion !== undefined;
  const cidr = args.overrides?.subnet?.cidr;
  return [
    ...judgePlain([
      { path: "app", value: args.app, rule: appName },
      { path: "environment", value: args.environment, rule: environmentName },
      { path: "region", value: args.region, rule: computeRegion(othersGiven) },
      { path: "databaseRegion", value: args.databaseRegion, rule: optional(text) },
      { path: "storageRegion", value: args.storageRegion, rule: optional(text) },
      { path: "order", value: args.order, rule: optional(boolean) },
      { path: "labels", value: args.labels, rule: optional(ownedLabelMap) },
      { path: "protect", value: args.protect, rule: optional(boolean) },
    ]),
    ...(isLater(args.subnetCidr)
      ? judgePlain([{ path: "subnetCidr", value: args.subnetCidr, rule: subnetBlock }])
      : []),
    ...(isLater(cidr) ? judgePlain([{ path: "overrides.subnet.cidr", value: cidr, rule: subnetBlock }]) : []),
  ];
}

/** Either an existing project or a new one, and nothing that only a new one has. */
function originFindings(args: Partial<OvhEnvironmentArgs>): Finding[] {
  const given = args.projectId !== undefined;
  const remedy = "Give the id of an existing project as projectId, or order: true for a new one, not both";
  if (given && args.order === true) return [{ path: "order", problem: "a projectId was given as well", remedy }];
  if (!given && args.order !== true) return [{ path: "projectId", problem: "required, but nothing was given", remedy }];
  if (!given) return [];
  const idle = [
    ...(args.ovhSubsidiary === undefined ? [] : ["ovhSubsidiary"]),
    ...(isPlainObject(args.overrides?.project) ? ["overrides.project"] : []),
  ];
  return [
    ...judge([{ path: "projectId", value: args.projectId, rule: projectId }]),
    ...idle.map((path) => ({
      path,
      problem: "only an ordered project has it",
      remedy: "Leave it out, or give order: true",
    })),
  ];
}

/** Names of the region in the three products; the compute region's own name where nothing better is known. */
function regionOf(args: Partial<OvhEnvironmentArgs>): Region {
  const compute = textOr(args.region, "");
  const known = Object.hasOwn(regions, compute) ? regions[compute] : undefined;
  return {
    compute,
    database: args.databaseRegion ?? known?.database ?? compute,
    storage: args.storageRegion ?? known?.storage ?? compute,
  };
}

function ownBlock(name: string): string {
  return (Object.hasOwn(subnetBlocks, name) ? subnetBlocks[name] : undefined) ?? "10.0.0.0/24";
}
