/** Groups, ports, listeners and access to clusters that are fine. */
import { type Draft, kubeAccess, listener, port, secGroup } from "./case.ts";
import { groupId, node, otherGroupId, projectId } from "./parts.ts";

const loadbalancerId = "2b7f3c1d-5a64-4e0b-8c92-7d6e5f4a3b21";
const certificate = "https://key-manager.gra.cloud.ovh.net/v1/containers/8f3b2c1a-4d5e-4f60-9a7b-1c2d3e4f5a6b";
const kubeId = "d6c5b4a3-9281-4f70-8e6d-5c4b3a291807";

const inNetwork = (title: string, name: string, args: Omit<Parameters<typeof port>[1], "networkId"> = {}): Draft =>
  port(title, {
    name,
    description: title,
    networkId: node.networkId,
    fixedIps: [{ subnetId: node.subnetId }],
    securityGroupIds: [groupId],
    ...args,
  });

const listening = (
  title: string,
  name: string,
  args: Omit<Parameters<typeof listener>[1], "loadbalancerId" | "name">,
): Draft => listener(title, { name, description: title, loadbalancerId, ...args });

const cluster = (title: string, ips: string[]): Draft => kubeAccess(title, { serviceName: projectId, kubeId, ips });

export const drafts: readonly Draft[] = [
  secGroup("a group for the backend", { name: "prod-backend", description: "What may reach the backend" }),
  secGroup("a group for the bastion", {
    name: "prod-bastion",
    description: "What may reach the bastion",
    deleteDefaultRules: true,
  }),
  secGroup("a group for monitoring", { name: "prod-monitoring", description: "Exporters, from inside only" }),

  inNetwork("a port in the private network", "prod-backend"),
  inNetwork("a port with port security said aloud", "prod-said", { portSecurityEnabled: true }),
  inNetwork("a port whose groups are not left out", "prod-grouped", { noSecurityGroups: false }),
  inNetwork("a port with a fixed address", "prod-fixed", {
    fixedIps: [{ subnetId: node.subnetId, ipAddress: "10.0.0.20" }],
  }),
  inNetwork("a port in two groups", "prod-two-groups", { securityGroupIds: [groupId, otherGroupId] }),
  inNetwork("a port for one shared address", "prod-shared-address", {
    allowedAddressPairs: [{ ipAddress: "10.0.0.100" }],
  }),
  inNetwork("a port for the pods of a cluster", "prod-pods", { allowedAddressPairs: [{ ipAddress: "10.244.0.0/16" }] }),
  inNetwork("a port for a shared address of each family", "prod-two-addresses", {
    allowedAddressPairs: [{ ipAddress: "10.0.0.101/32" }, { ipAddress: "fd12:3456:789a::101" }],
  }),

  listening("https that ends here", "prod-https", {
    protocol: "TERMINATED_HTTPS",
    protocolPort: 443,
    defaultTlsContainerRef: certificate,
  }),
  listening("https that is passed on", "prod-https-through", { protocol: "HTTPS", protocolPort: 443 }),
  listening("http for the private network", "prod-http-inside", {
    protocol: "HTTP",
    protocolPort: 80,
    allowedCidrs: ["10.0.0.0/16"],
  }),
  listening("postgresql for the private network", "prod-postgresql", {
    protocol: "TCP",
    protocolPort: 5432,
    allowedCidrs: ["10.0.0.0/16", "192.168.0.0/24"],
  }),
  listening("mqtt for one customer's address", "prod-mqtt", {
    protocol: "TCP",
    protocolPort: 8883,
    allowedCidrs: ["203.0.113.7/32"],
  }),

  cluster("a cluster for the private network", ["10.0.0.0/16"]),
  cluster("a cluster for the office's address", ["203.0.113.7/32"]),
  cluster("a cluster for two private networks", ["10.0.0.0/16", "172.20.0.0/16"]),
];
