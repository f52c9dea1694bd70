/** What the cases share: an environment `prod` of the application `accoreboot` in Gravelines. */
import type * as openstack from "@pulumi/openstack";

export const projectId = "0123456789abcdef0123456789abcdef";
export const node = {
  region: "GRA",
  networkId: "5f0c1e1c-6c7b-4d0e-9a53-0c1d3a8e7b10",
  subnetId: "9d2f7a44-1b1e-4c53-8f0a-2e6b5c4d3a21",
};
export const groupId = "c4f0a3b2-57d1-4f0e-8c69-1a2b3c4d5e6f";
export const otherGroupId = "7e1d9c58-2a4b-4b6f-9d83-6f5e4d3c2b1a";
export const labels = {
  app: "accoreboot",
  env: "prod",
  environment: "prod",
  owner: "platform",
  "cost-centre": "r-and-d",
  "data-class": "internal",
};

/** A rule for what comes in by IPv4. */
export function ruleOf(args: Partial<openstack.networking.SecGroupRuleArgs>) {
  return { securityGroupId: groupId, direction: "ingress", ethertype: "IPv4", ...args };
}

/** A server in the private network that is reached by key. */
export function serverArgs(name: string) {
  return {
    name,
    region: "GRA11",
    flavorName: "b3-8",
    imageName: "Debian 13",
    keyPair: "prod-admin",
    securityGroups: ["prod-backend"],
    networks: [{ uuid: node.networkId }],
    metadata: { ...labels, role: name },
  };
}
