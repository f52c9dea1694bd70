import { projectRoles, timeouts, userRoles } from "@accoreboot/catalogue";
import {
  all,
  appName,
  boolean,
  environmentName,
  type Finding,
  integer,
  isLater,
  judgePlain,
  label,
  names,
  oneOf,
  optional,
  planChild,
  text,
  textOr,
  unknownNames,
} from "@accoreboot/core";
import { planAlert } from "./alert.plan.ts";
import type { OvhEnvironmentArgs, OvhEnvironmentOverrides } from "./environment.args.ts";
import { type NetworkArgs, networkNames, type SubnetArgs, subnetNames, type UserArgs, userNames } from "./names.ts";
import { planOrigin } from "./order.plan.ts";
import { furtherRegions, networkRegion, networkRegions, regionFindings, regionOf } from "./region.ts";
import { includesRegions, leastRoles, ownedLabelMap, roleList, subnetBlock } from "./rules.ts";
import { planKeys } from "./ssh-keys.plan.ts";
import { nameserverFindings, subnetRules } from "./subnet.rules.ts";
import { allocated, lastVlan } from "./vlan.ts";

const argNames = names<OvhEnvironmentArgs>({
  app: true,
  environment: true,
  region: true,
  databaseRegion: true,
  storageRegion: true,
  otherRegions: true,
  activateRegion: true,
  projectId: true,
  order: true,
  ovhSubsidiary: true,
  vrackId: true,
  subnetCidr: true,
  vlanId: true,
  gateway: true,
  openstackUserRoles: true,
  sshKeys: true,
  labels: true,
  protect: true,
  alertEmail: true,
  alertThreshold: true,
  overrides: true,
});
const slots = names<OvhEnvironmentOverrides>({
  project: true,
  network: true,
  subnet: true,
  openstackUser: true,
  alerting: true,
  sshKeys: true,
});

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
  const region = regionOf(args);
  const further = (Array.isArray(args.otherRegions) ? args.otherRegions : []).filter((one) => typeof one === "string");
  const allRegions = [region.compute, ...further];
  const origin = planOrigin(subject, app, name, args, args.protect);
  const protect = args.protect ?? name === "prod";
  const network = planNetwork(subject, args, app, name, allRegions);
  const subnet = planSubnet(subject, args, name);
  const user = planUser(subject, args, name);
  const alert = planAlert(subject, name, args);
  const keys = planKeys(subject, name, args.sshKeys, args.overrides?.sshKeys);
  return {
    findings: [
      ...unknownNames(given, argNames),
      ...plainFindings(args, region.compute),
      ...origin.findings,
      ...unknownNames(args.overrides, slots, "overrides"),
      ...network.findings,
      ...subnet.findings,
      ...user.findings,
      ...alert.findings,
      ...keys.findings,
    ],
    summary: {
      environment: name,
      region: region.compute,
      project: origin.order ? "ordered" : "adopted",
      protect,
    },
    app,
    name,
    protect,
    region,
    allRegions,
    activateRegion: args.activateRegion ?? false,
    labels: { app, environment: name, ...args.labels },
    projectName: label.project(app, name),
    order: origin.order,
    projectId: origin.projectId,
    vrackId: origin.vrackId,
    network: network.args,
    subnet: subnet.args,
    subnetCidr: textOr(subnet.args.cidr, ""),
    user: user.args,
    alert: alert.args,
    sshKeys: keys.args,
    timeouts,
  };
}

function planNetwork(
  subject: string,
  args: Partial<OvhEnvironmentArgs>,
  app: string,
  name: string,
  allRegions: string[],
) {
  const { vlanId = allocated(app, name) } = args;
  const holds = includesRegions(allRegions);
  const overridden = args.overrides?.network?.regions !== undefined;
  return planChild<NetworkArgs>(subject, {
    slot: "network",
    known: networkNames,
    overrides: args.overrides?.network,
    planned: { name: label.role(name, "network"), regions: allRegions, vlanId },
    rules: {
      name: text,
      regions: overridden ? all(holds, networkRegions(allRegions, args.gateway === true)) : holds,
      vlanId: integer(0, lastVlan),
    },
  });
}

function planSubnet(subject: string, args: Partial<OvhEnvironmentArgs>, name: string) {
  const { subnetCidr = ownBlock(name), gateway = false } = args;
  const overrides = args.overrides?.subnet;
  const { args: planned, findings } = planChild<SubnetArgs>(subject, {
    slot: "subnet",
    known: subnetNames,
    overrides,
    planned: { name: label.role(name, "subnet"), cidr: subnetCidr, dhcp: true, enableGatewayIp: gateway },
    rules: {
      name: text,
      cidr: subnetBlock,
      dhcp: boolean,
      enableGatewayIp: boolean,
      ...subnetRules(textOr(overrides?.cidr, textOr(subnetCidr, ""))),
    },
    from: { cidr: "subnetCidr", enableGatewayIp: "gateway" },
  });
  return { args: planned, findings: [...findings, ...nameserverFindings(overrides)] };
}

function planUser(subject: string, args: Partial<OvhEnvironmentArgs>, name: string) {
  const { openstackUserRoles = [...userRoles.compute] } = args;
  return planChild<UserArgs>(subject, {
    slot: "openstackUser",
    known: userNames,
    overrides: args.overrides?.openstackUser,
    planned: { description: label.role(name, "openstack"), roleNames: openstackUserRoles },
    rules: { description: text, roleName: optional(oneOf(projectRoles, "role")), roleNames: roleList },
    from: { roleNames: "openstackUserRoles" },
  });
}

/** Arguments that shape the plan. The block of the subnet is among them: other components calculate with it. */
function plainFindings(args: Partial<OvhEnvironmentArgs>, region: string): Finding[] {
  const cidr = args.overrides?.subnet?.cidr;
  const roles = args.openstackUserRoles;
  return [
    ...judgePlain([
      { path: "app", value: args.app, rule: appName },
      { path: "environment", value: args.environment, rule: environmentName },
    ]),
    ...regionFindings(args, networkRegion),
    ...judgePlain([
      { path: "otherRegions", value: args.otherRegions, rule: optional(furtherRegions(region)) },
      { path: "activateRegion", value: args.activateRegion, rule: optional(boolean) },
      { path: "labels", value: args.labels, rule: optional(ownedLabelMap) },
      { path: "protect", value: args.protect, rule: optional(boolean) },
      { path: "openstackUserRoles", value: roles, rule: optional(leastRoles) },
    ]),
    ...gatewayFindings(args),
    ...laterFindings({ subnetCidr: args.subnetCidr, gateway: args.gateway }),
    ...laterFindings({ "overrides.subnet.cidr": cidr }),
  ];
}

/** Refuses what is an output or a promise among values that the children's own rules judge else. */
const laterFindings = (values: Readonly<Record<string, unknown>>): Finding[] =>
  judgePlain(
    Object.entries(values)
      .filter(([, value]) => isLater(value))
      .map(([path, value]) => ({ path, value, rule: () => undefined })),
  );

/** OVHcloud guide on the concepts of the private network: Gateway and load balancer are for one region alone. */
function gatewayFindings({ gateway, otherRegions }: Partial<OvhEnvironmentArgs>): Finding[] {
  if (gateway !== true || !Array.isArray(otherRegions) || otherRegions.length === 0) return [];
  return [
    {
      path: "gateway",
      problem: "OVHcloud's Gateway takes no network of several regions",
      remedy: "Leave gateway or otherRegions out; for a router of yours give overrides.subnet.enableGatewayIp",
    },
  ];
}

function ownBlock(name: string): string {
  return (Object.hasOwn(subnetBlocks, name) ? subnetBlocks[name] : undefined) ?? "10.0.0.0/24";
}
