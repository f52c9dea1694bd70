// Version 2 of the OVH API alone.
const pulumi = require("@pulumi/pulumi");
const ovh = require("@ovhcloud/pulumi-ovh");

const config = new pulumi.Config();
const serviceName = config.require("project");
const region = "GRA11";

const network = new ovh.CloudNetworkPrivateVrack("net", { serviceName, region, name: "v2" });
const subnet = new ovh.CloudNetworkPrivateVrackSubnet("subnet", {
  serviceName,
  region,
  networkId: network.id,
  name: "v2",
  cidr: "10.20.0.0/24",
  dhcpEnabled: true,
  gatewayIp: "10.20.0.1",
});
const gateway = new ovh.CloudGateway("gateway", {
  serviceName,
  region,
  name: "v2",
  externalGateway: { enabled: true, model: "S" },
  subnetIds: [subnet.id],
});
const group = new ovh.CloudSecurityGroup("web", {
  serviceName,
  region,
  name: "web",
  rules: [443, ...(config.get("port") ? [Number(config.get("port"))] : [])].map((port) => ({
    direction: "INGRESS",
    ethernetType: "IPV4",
    protocol: "TCP",
    portRangeMin: port,
    portRangeMax: port,
    remoteIpPrefix: "0.0.0.0/0",
  })),
});
const key = new ovh.CloudSSHKey("key", {
  serviceName,
  name: config.get("key") ?? "v2",
  publicKey: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl v2",
});
const volume = new ovh.CloudStorageBlockVolume("data", {
  serviceName,
  region,
  name: "data",
  size: 20,
  volumeType: "HIGH_SPEED",
});
const flavors = ovh.getCloudInstanceFlavorsOutput({ serviceName, region });
const images = ovh.getCloudInstanceImagesOutput({ serviceName, region });
const instance = new ovh.CloudInstance(
  "server",
  {
    serviceName,
    region,
    name: "web",
    flavorId: flavors.flavors.apply((all) => all.find(({ name }) => name === "b3-8").id),
    imageId: images.images.apply((all) => all.find(({ name }) => name === "Debian 12").id),
    networks: [{ networkId: network.id, subnetId: subnet.id }],
    securityGroupIds: [group.id],
    sshKeyName: key.name,
    volumeIds: [volume.id],
  },
  { dependsOn: [gateway], deleteBeforeReplace: true },
);

exports.state = instance.currentState;
