/** Resources whose name is chosen by their user, and the law of names for each. */

/** `role`: `<environment>-<role>`; `owned`: `<application>-<environment>`, `<application>-<role>-<environment>`. */
export type NameLaw = "role" | "owned";

interface Named {
  readonly property: "name" | "description";
  readonly law: NameLaw;
}

const named = (property: Named["property"], law: NameLaw, tokens: readonly string[]) =>
  tokens.map((token) => [token, { property, law }] as const);

const tokenOf = (group: string) => (name: string) => `${group}${name}:${name[0]?.toUpperCase()}${name.slice(1)}`;
const project = tokenOf("ovh:CloudProject/");
const index = tokenOf("ovh:index/");

/** By type token. */
export const namedTypes: ReadonlyMap<string, Named> = new Map([
  ...named("description", "owned", [project("project")]),
  ...named("name", "owned", [project("storage"), "openstack:objectstorage/container:Container"]),
  ...named("description", "role", [project("database"), project("user")]),
  ...named("name", "role", [
    ...[
      "containerRegistry",
      "gateway",
      "instance",
      "kube",
      "loadBalancer",
      "networkPrivate",
      "networkPrivateSubnetV2",
      "regionNetwork",
      "volume",
    ].map(project),
    ...[
      "cloudGateway",
      "cloudInstance",
      "cloudInstanceGroup",
      "cloudNetworkPrivateVrack",
      "cloudNetworkPrivateVrackSubnet",
      "cloudProjectFileStorageShare",
      "cloudProjectSshKey",
      "cloudSSHKey",
      "cloudSecurityGroup",
      "cloudStorageBlockVolume",
      "cloudStorageFileShare",
    ].map(index),
    ...["instance", "keypair", "secGroup", "serverGroup"].map(tokenOf("openstack:compute/")),
    ...["network", "port", "router", "secGroup", "subnet"].map(tokenOf("openstack:networking/")),
    ...["volume"].map(tokenOf("openstack:blockstorage/")),
    ...["loadBalancer"].map(tokenOf("openstack:loadbalancer/")),
  ]),
]);
