import { idOf } from "../../src/random.ts";
import type { Earlier, Example } from "./example.ts";

const inProject = (name: string) => `ovh:CloudProject/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;
const nowhere = "00000000-0000-4000-8000-000000000000";
const region = "GRA11";

const serviceName = (earlier: Earlier) => earlier(inProject("Project")).id;
const network = (earlier: Earlier) => earlier(inProject("NetworkPrivate"));
const spot = (earlier: Earlier) => ({
  networkId: (network(earlier).outputs["regionsOpenstackIds"] as Record<string, string>)[region] ?? "",
  subnetId: earlier(inProject("NetworkPrivateSubnetV2")).id,
});

export const networks: readonly Example[] = [
  {
    token: inProject("NetworkPrivateSubnet"),
    inputs: (earlier) => ({
      serviceName: serviceName(earlier),
      networkId: network(earlier).id,
      region,
      network: "192.168.77.0/24",
      start: "192.168.77.100",
      end: "192.168.77.200",
      dhcp: true,
    }),
    replace: () => ({ noGateway: true }),
    refused: { inputs: () => ({ end: "192.168.78.1" }), words: /192.168.78.1 does not lie inside.*status 400/ },
  },
  {
    token: inProject("RegionNetwork"),
    inputs: (earlier) => ({
      serviceName: serviceName(earlier),
      regionName: region,
      name: "office",
      subnet: { cidr: "10.20.0.0/24", enableDhcp: true, enableGatewayIp: true, ipVersion: 4 },
    }),
    replace: () => ({ name: "other" }),
    refused: { inputs: () => ({ vlanId: 5000 }), words: /vlanId 5000 is not between 1 and 4000.*status 400/ },
  },
  {
    token: inProject("ProjectRegion"),
    inputs: (earlier) => ({ serviceName: serviceName(earlier), region: "EU-WEST-LZ-LUX-A" }),
    replace: () => ({ region: "EU-WEST-LZ-BRU-A" }),
    refused: { inputs: () => ({ region: "GRA11" }), words: /already enabled on the project.*status 409/ },
    notImported: "the provider has no importer for it",
  },
  {
    token: inProject("Gateway"),
    inputs: (earlier) => {
      const networkId = earlier(inProject("RegionNetwork")).id;
      const subnetId = idOf(`subnet of ${networkId}`);
      return { serviceName: serviceName(earlier), name: "out", model: "s", region, networkId, subnetId };
    },
    change: () => ({ name: "way out", model: "m" }),
    replace: () => ({ region: "SBG5" }),
    refused: {
      inputs: (earlier) => spot(earlier),
      words: /is in several regions \(GRA11, SBG5\): a gateway takes a network of one region.*status 400/,
    },
  },
  {
    token: inProject("RegionNetwork"),
    as: "second network",
    inputs: (earlier) => ({
      serviceName: serviceName(earlier),
      regionName: region,
      subnet: { cidr: "10.21.0.0/24", enableDhcp: true, enableGatewayIp: true, ipVersion: 4 },
    }),
    replace: () => ({ vlanId: 99 }),
    refused: { inputs: () => ({ regionName: "GRA" }), words: /Region GRA not found.*status 404/ },
  },
  {
    token: inProject("GatewayInterface"),
    inputs: (earlier) => ({
      serviceName: serviceName(earlier),
      region,
      interfaceId: earlier(inProject("Gateway")).id,
      subnetId: idOf(`subnet of ${earlier("second network").id}`),
    }),
    replace: () => ({ subnetId: nowhere }),
    refused: {
      inputs: (earlier) => ({ subnetId: earlier(inProject("Gateway")).inputs["subnetId"] }),
      words: /10.20.0.1 already allocated in subnet.*status 409/,
    },
  },
  {
    token: inProject("LoadBalancer"),
    inputs: (earlier) => {
      const { networkId, subnetId } = spot(earlier);
      return {
        serviceName: serviceName(earlier),
        regionName: region,
        name: "web",
        description: "in front",
        flavorId: idOf(`load balancer flavor small ${region}`),
        network: { private: { network: { id: networkId, subnetId } } },
        listeners: [
          { port: 34568, protocol: "tcp", pool: { algorithm: "roundRobin", protocol: "tcp", members: [] } },
          { port: 34568, protocol: "udp" },
        ],
      };
    },
    change: () => ({ name: "shop", flavorId: idOf(`load balancer flavor medium ${region}`) }),
    replace: () => ({ listeners: [{ port: 80, protocol: "tcp" }] }),
    refused: { inputs: () => ({ flavorId: nowhere }), words: /Load balancer flavor .* not found.*status 404/ },
    absent: { floatingIp: "none was asked for" },
  },
  {
    token: inProject("RegionLoadBalancerLogSubscription"),
    inputs: (earlier) => ({
      serviceName: serviceName(earlier),
      regionName: region,
      loadbalancerId: earlier(inProject("LoadBalancer")).id,
      kind: "haproxy",
      streamId: "11111111-1111-4111-8111-111111111111",
    }),
    replace: () => ({ kind: "other" }),
    refused: { inputs: () => ({ kind: "nginx" }), words: /Unknown log kind nginx.*status 400/ },
    notImported: "the provider has no importer for it",
  },
];
