// A managed Kubernetes cluster on a private network with two node pools, and a registry beside it.
const pulumi = require("@pulumi/pulumi");
const ovh = require("@ovhcloud/pulumi-ovh");

const config = new pulumi.Config();
const serviceName = config.require("project");
const region = "GRA11";
const net = new ovh.cloudproject.NetworkPrivate("net", { serviceName, name: "kube", vlanId: 200, regions: [region] });
const networkId = net.regionsOpenstackIds.apply((ids) => ids[region]);
const subnet = new ovh.cloudproject.NetworkPrivateSubnetV2("subnet", {
  serviceName,
  networkId,
  region,
  name: "nodes",
  cidr: "10.200.0.0/22",
});
const gateway = new ovh.cloudproject.Gateway("gateway", {
  serviceName,
  name: "kube-gw",
  model: "s",
  region,
  networkId,
  subnetId: subnet.id,
});

const cluster = new ovh.cloudproject.Kube(
  "cluster",
  {
    serviceName,
    name: config.get("name") ?? "prod",
    region,
    version: config.get("version"),
    privateNetworkId: networkId,
    nodesSubnetId: subnet.id,
    privateNetworkConfiguration: { defaultVrackGateway: "", privateNetworkRoutingAsDefault: false },
  },
  { dependsOn: [gateway] },
);
for (const [name, desiredNodes] of [
  ["system", 1],
  ["work", Number(config.get("nodes") ?? 2)],
]) {
  new ovh.cloudproject.KubeNodePool(name, {
    serviceName,
    kubeId: cluster.id,
    name,
    flavorName: "b3-8",
    desiredNodes,
    minNodes: 0,
    maxNodes: 5,
  });
}
new ovh.cloudproject.KubeIpRestrictions("api", { serviceName, kubeId: cluster.id, ips: ["198.51.100.0/24"] });

const plan = ovh.cloudproject.getCapabilitiesContainerFilterOutput({ serviceName, planName: "SMALL", region: "GRA" });
const registry = new ovh.cloudproject.ContainerRegistry("registry", {
  serviceName,
  name: "images",
  planId: plan.id,
  region: plan.region,
});
const robot = new ovh.cloudproject.ContainerRegistryUser("robot", {
  serviceName,
  registryId: registry.id,
  login: "robot",
  email: "robot@example.com",
});

exports.kubeconfig = pulumi.secret(cluster.kubeconfig);
exports.registry = registry.url;
exports.robot = robot.password;
