import { computeFlavors, type Image, images, timeouts } from "@accoreboot/catalogue";
import {
  boolean,
  type EnvironmentRef,
  type Finding,
  isLater,
  judgePlain,
  label,
  names,
  oneOf,
  optional,
  planChild,
  readEnvironment,
  roleName,
  sshPublicKey,
  text,
  textOr,
  unknownNames,
} from "@accoreboot/core";
import type * as openstack from "@pulumi/openstack";
import * as pulumi from "@pulumi/pulumi";
import { bootFinishedMarker, dockerUserData } from "./cloud-init.ts";
import type { DockerHostArgs, DockerHostOverrides } from "./docker-host.ts";
import { adminBlock, blockFindings, ingressFindings, openPorts, sshRule } from "./ingress.ts";
import {
  type InstanceArgs,
  instanceNames,
  keypairNames,
  type PortArgs,
  portNames,
  securityGroupNames,
} from "./names.ts";
import { addressIn, never, openMetadata, openUserData, portSecurityOn } from "./rules.ts";

const argNames = names<DockerHostArgs>({
  environment: true,
  sshPublicKey: true,
  role: true,
  flavor: true,
  image: true,
  ingress: true,
  sshCidrs: true,
  privateAddress: true,
  protect: true,
  overrides: true,
});
const slots = names<DockerHostOverrides>({ keypair: true, securityGroup: true, port: true, instance: true });

/** Arguments as they may come: everything but the environment, which is read by itself. */
type Given = Partial<Omit<DockerHostArgs, "environment">>;

/** What the component will register, and what is wrong with it. Creates nothing. */
export function plan(subject: string, given: DockerHostArgs) {
  const { environment, findings } = readEnvironment(subject, given?.environment);
  const args: Given = given ?? {};
  const role = textOr(args.role, "backend");
  const name = label.role(environment.name, role);
  const keypair = planChild<openstack.compute.KeypairArgs>(subject, {
    slot: "keypair",
    known: keypairNames,
    overrides: args.overrides?.keypair,
    planned: { name, ...(args.sshPublicKey === undefined ? {} : { publicKey: args.sshPublicKey }) },
    rules: { name: text, publicKey: sshPublicKey },
    from: { publicKey: "sshPublicKey" },
  });
  const securityGroup = planChild<openstack.networking.SecGroupArgs>(subject, {
    slot: "securityGroup",
    known: securityGroupNames,
    overrides: args.overrides?.securityGroup,
    planned: { name, description: `What may reach ${name}` },
    rules: { name: text, description: text },
  });
  const port = planPort(subject, environment, args, name);
  const instance = planInstance(subject, environment, args, name, role);
  const access = accessFindings(args);
  return {
    findings: [
      ...unknownNames(given, argNames),
      ...findings,
      ...unknownNames(args.overrides, slots, "overrides"),
      ...judgePlain([
        { path: "role", value: args.role, rule: optional(roleName) },
        { path: "privateAddress", value: args.privateAddress, rule: optional(addressIn(environment.subnetCidr)) },
        { path: "protect", value: args.protect, rule: optional(boolean) },
      ]),
      ...keypair.findings,
      ...securityGroup.findings,
      ...access,
      ...port.findings,
      ...instance.findings,
    ],
    summary: { environment: environment.name, name, region: environment.region.compute },
    networkId: environment.networkId,
    protect: args.protect ?? environment.protect,
    keypair: keypair.args,
    securityGroup: securityGroup.args,
    openPorts: access.length > 0 ? [] : openings(args),
    port: port.args,
    instance: instance.args,
    image: imageOf(args),
    timeouts,
  };
}

function planPort(subject: string, environment: EnvironmentRef, args: Given, name: string) {
  const address = args.privateAddress === undefined ? {} : { ipAddress: args.privateAddress };
  return planChild<PortArgs>(subject, {
    slot: "port",
    known: portNames,
    overrides: args.overrides?.port,
    planned: { name, fixedIps: [{ subnetId: environment.subnetId, ...address }] },
    rules: { name: text, portSecurityEnabled: portSecurityOn },
  });
}

function planInstance(subject: string, environment: EnvironmentRef, args: Given, name: string, role: string) {
  const given = args.overrides?.instance;
  const flavor = given?.flavorId === undefined ? { flavorName: args.flavor ?? "b3-8" } : {};
  const image = given?.imageId === undefined ? { imageName: args.image ?? "Debian 13" } : {};
  return planChild<InstanceArgs>(subject, {
    slot: "instance",
    known: instanceNames,
    overrides: given,
    planned: {
      name,
      ...flavor,
      ...image,
      userData: userDataFor(imageOf(args), environment.subnetCidr),
      metadata: { ...environment.labels, environment: environment.name, role },
    },
    rules: {
      name: text,
      flavorName: optional(oneOf(Object.keys(computeFlavors), "flavor")),
      imageName: optional(oneOf(Object.keys(images), "image")),
      userData: openUserData,
      metadata: openMetadata,
      adminPass: never("hosts are reached by key, and a password would lie in the state", "Leave it out"),
    },
    from: { flavorName: "flavor", imageName: "image" },
  });
}

/** The image whose system the user data is written for. */
function imageOf(args: Given): pulumi.Input<string> {
  return args.overrides?.instance?.imageName ?? args.image ?? "Debian 13";
}

/** User data for an image known now, or as soon as the image is. */
function userDataFor(image: pulumi.Input<string>, subnetCidr: string): pulumi.Input<string> {
  const render = (name: unknown) =>
    dockerUserData({
      packages: knownImage(name)?.docker ?? ["docker.io"],
      loginUser: loginUserOf(name),
      subnetCidr,
      marker: bootFinishedMarker,
    });
  return isLater(image) ? pulumi.output(image).apply(render) : render(image);
}

/** The user that logs in to an image. */
export function loginUserOf(image: unknown): string {
  return knownImage(image)?.loginUser ?? "debian";
}

/** Undefined for what is no image: its own rule refuses it. */
function knownImage(image: unknown): Image | undefined {
  return typeof image === "string" && Object.hasOwn(images, image) ? images[image] : undefined;
}

function accessFindings(args: Given): Finding[] {
  return [...(args.sshCidrs === undefined ? [] : sshFindings(args.sshCidrs)), ...ingressFindings(args.ingress)];
}

/** An empty list of blocks is no mistake here: it closes SSH, like none. */
function sshFindings(given: unknown): Finding[] {
  return Array.isArray(given) && given.length === 0 ? [] : blockFindings(given, "sshCidrs", adminBlock);
}

function openings(args: Given) {
  const ssh = args.sshCidrs ?? [];
  return openPorts([
    ...(ssh.length > 0 ? [{ name: sshRule, port: 22, cidrs: ssh, description: "Administrators" }] : []),
    ...(args.ingress ?? []),
  ]);
}
