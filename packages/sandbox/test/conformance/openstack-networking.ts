import { publicNetworkId } from "../../src/neutron/networks.ts";
import { seeded } from "../../src/seed.ts";
import type { Earlier, Example } from "./example.ts";

const token = (name: string) => `openstack:networking/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;
const nowhere = "00000000-0000-4000-8000-000000000000";
const idOf = (name: string) => (earlier: Earlier) => earlier(token(name)).id;
const [network, subnet, port, group] = ["Network", "Subnet", "Port", "SecGroup"].map(idOf) as [
  (earlier: Earlier) => string,
  (earlier: Earlier) => string,
  (earlier: Earlier) => string,
  (earlier: Earlier) => string,
];

/** Neutron, from the network to the floating address. */
export const networkingExamples: readonly Example[] = [
  {
    token: token("Network"),
    inputs: () => ({
      name: "backend",
      tags: ["shop"],
      valueSpecs: { "provider:network_type": "vrack", "provider:segmentation_id": "42" },
    }),
    change: () => ({ description: "behind the shop", adminStateUp: true, tags: ["shop", "backend"] }),
    replace: () => ({ valueSpecs: { "provider:network_type": "vrack", "provider:segmentation_id": "43" } }),
    refused: { inputs: () => ({ shared: true }), words: /create_network:shared\) is disallowed by policy.*status 403/ },
  },
  {
    token: token("AddressScope"),
    inputs: () => ({ name: "scope", ipVersion: 4 }),
    change: () => ({ name: "scope of the shop" }),
    replace: () => ({ ipVersion: 6 }),
    refused: { inputs: () => ({ shared: true }), words: /create_address_scope:shared\) is disallowed.*status 403/ },
  },
  {
    token: token("SubnetPool"),
    inputs: (earlier) => ({
      name: "pool",
      prefixes: ["10.20.0.0/16"],
      defaultPrefixlen: 24,
      addressScopeId: earlier(token("AddressScope")).id,
    }),
    change: () => ({ prefixes: ["10.20.0.0/16", "10.21.0.0/16"], description: "for the shop" }),
    replace: () => ({ region: "SBG5" }),
    refused: { inputs: () => ({ prefixes: ["10.20.0.0/40"] }), words: /is not a valid IP subnet.*status 400/ },
    absent: { tags: "not given", valueSpecs: "not given" },
  },
  {
    token: token("Subnet"),
    inputs: (earlier) => ({
      name: "backend",
      networkId: network(earlier),
      cidr: "192.168.199.0/24",
      ipVersion: 4,
      dnsNameservers: ["213.186.33.99"],
      allocationPools: [{ start: "192.168.199.10", end: "192.168.199.200" }],
    }),
    change: () => ({ dnsNameservers: ["213.186.33.99", "1.1.1.1"], description: "of the backend", tags: ["shop"] }),
    replace: () => ({ cidr: "192.168.198.0/24" }),
    refused: {
      inputs: () => ({ cidr: "192.168.199.1/24" }),
      words: /doesn't match subnet address 192\.168\.199\.0\/24/,
    },
    absent: { tags: "not given", prefixLength: "not given", valueSpecs: "not given" },
  },
  {
    token: token("SubnetRoute"),
    inputs: (earlier) => ({
      subnetId: subnet(earlier),
      destinationCidr: "10.0.1.0/24",
      nextHop: "192.168.199.254",
    }),
    replace: () => ({ nextHop: "192.168.199.253" }),
    refused: { inputs: () => ({ subnetId: nowhere }), words: /Subnet .* could not be found.*status 404/ },
  },
  {
    token: token("SecGroup"),
    inputs: () => ({ name: "web", description: "web servers", tags: ["shop"] }),
    change: () => ({ name: "front", tags: ["shop", "front"] }),
    replace: () => ({ deleteDefaultRules: true }),
    refused: { inputs: () => ({ name: "default" }), words: /Default security group already exists.*status 409/ },
    absent: { deleteDefaultRules: "not given" },
  },
  {
    token: token("SecGroupRule"),
    inputs: (earlier) => ({
      securityGroupId: group(earlier),
      direction: "ingress",
      ethertype: "IPv4",
      protocol: "tcp",
      portRangeMin: 443,
      portRangeMax: 443,
      remoteIpPrefix: "0.0.0.0/0",
    }),
    replace: () => ({ portRangeMax: 444 }),
    refused: { inputs: () => ({ remoteIpPrefix: "::/0" }), words: /Conflicting value ethertype IPv4.*status 400/ },
  },
  {
    token: token("Port"),
    inputs: (earlier) => ({
      name: "front",
      networkId: network(earlier),
      fixedIps: [{ subnetId: subnet(earlier), ipAddress: "192.168.199.23" }],
      securityGroupIds: [group(earlier)],
    }),
    change: () => ({
      description: "of the front",
      allowedAddressPairs: [{ ipAddress: "192.168.199.99" }],
      tags: ["a"],
    }),
    replace: () => ({ macAddress: "fa:16:3e:00:00:01" }),
    refused: { inputs: () => ({ networkId: nowhere }), words: /Network .* could not be found.*status 404/ },
    absent: {
      tags: "not given",
      extraDhcpOptions: "not given",
      noFixedIp: "not given",
      noSecurityGroups: "not given",
      valueSpecs: "not given",
      allowedAddressPairs: "not given",
    },
  },
  {
    token: token("PortSecGroupAssociate"),
    inputs: (earlier) => ({ portId: port(earlier), securityGroupIds: [group(earlier)] }),
    change: () => ({ enforce: true }),
    replace: () => ({ portId: nowhere }),
    refused: { inputs: () => ({ portId: nowhere }), words: /Port .* could not be found.*status 404/ },
  },
  {
    token: token("Trunk"),
    inputs: (earlier) => ({ name: "trunk", portId: port(earlier), adminStateUp: true }),
    change: () => ({ description: "of the front", subPorts: [] }),
    replace: () => ({ portId: nowhere }),
    refused: { inputs: () => ({ portId: nowhere }), words: /Port .* could not be found.*status 404/ },
    absent: { tags: "not given" },
    notImported: "the provider 1.54 has no importer for it",
  },
  {
    token: token("RbacPolicyV2"),
    inputs: (earlier) => ({
      action: "access_as_shared",
      objectType: "network",
      objectId: network(earlier),
      targetTenant: "0123456789abcdef0123456789abcdef",
    }),
    change: () => ({ targetTenant: "fedcba9876543210fedcba9876543210" }),
    replace: () => ({ action: "access_as_external" }),
    refused: { inputs: () => ({ targetTenant: "*" }), words: /create_rbac_policy:target_tenant.*status 403/ },
  },
  {
    token: token("Router"),
    inputs: () => ({ name: "edge", externalNetworkId: publicNetworkId("GRA11") }),
    change: () => ({ name: "edge of the shop", description: "way out", enableSnat: true, tags: ["shop"] }),
    replace: () => ({ tenantId: seeded.projectId }),
    refused: { inputs: () => ({ externalNetworkId: nowhere }), words: /Network .* could not be found.*status 404/ },
    absent: { tags: "not given", externalSubnetIds: "not given", valueSpecs: "not given", vendorOptions: "not given" },
  },
  {
    token: token("RouterInterface"),
    inputs: (earlier) => ({ routerId: earlier(token("Router")).id, subnetId: subnet(earlier) }),
    change: () => ({ forceDestroy: true }),
    replace: () => ({ subnetId: nowhere }),
    refused: { inputs: () => ({ subnetId: nowhere }), words: /Subnet .* could not be found.*status 404/ },
  },
  {
    token: token("RouterRoute"),
    inputs: (earlier) => ({
      routerId: earlier(token("Router")).id,
      destinationCidr: "10.0.2.0/24",
      nextHop: "192.168.199.253",
    }),
    replace: () => ({ nextHop: "192.168.199.252" }),
    refused: {
      inputs: () => ({ nextHop: "10.99.0.1" }),
      words: /10\.99\.0\.1 is not connected with router.*status 400/,
    },
  },
  {
    token: token("FloatingIp"),
    inputs: () => ({ pool: "Ext-Net", description: "of the shop" }),
    change: () => ({ description: "in front of the shop", tags: ["shop"] }),
    replace: () => ({ pool: "Ext-Net-2" }),
    refused: { inputs: () => ({ pool: "public" }), words: /No network found with name: public/ },
    absent: { tags: "not given", subnetIds: "not given", valueSpecs: "not given" },
  },
  {
    token: token("FloatingIpAssociate"),
    inputs: (earlier) => ({
      floatingIp: earlier(token("FloatingIp")).outputs["address"],
      portId: port(earlier),
    }),
    change: () => ({ fixedIp: "192.168.199.23" }),
    replace: () => ({ floatingIp: "203.0.113.99" }),
    refused: { inputs: () => ({ floatingIp: "203.0.113.99" }), words: /Unable to get ID of .* 203\.0\.113\.99/ },
  },
  {
    token: "openstack:compute/floatingIp:FloatingIp",
    inputs: () => ({ pool: "Ext-Net" }),
    replace: () => ({ pool: "Ext-Net-2" }),
    refused: { inputs: () => ({ pool: "backend" }), words: /is not a valid external network.*status 400/ },
  },
];
