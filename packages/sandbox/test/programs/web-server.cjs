// A web server on the public network with a leg in a private one, as in many a getting-started guide.
const pulumi = require("@pulumi/pulumi");
const ovh = require("@ovhcloud/pulumi-ovh");
const openstack = require("@pulumi/openstack");

const config = new pulumi.Config();
const serviceName = config.require("project");
const region = "GRA11";

const network = new ovh.cloudproject.NetworkPrivate("net", {
  serviceName,
  name: "web-net",
  regions: [region],
  vlanId: 42,
});
const networkId = network.regionsOpenstackIds.apply((ids) => ids[region]);
const subnet = new ovh.cloudproject.NetworkPrivateSubnetV2("subnet", {
  serviceName,
  networkId,
  region,
  name: "web-subnet",
  cidr: "192.168.42.0/24",
  dhcp: true,
  enableGatewayIp: false,
});

const user = new ovh.cloudproject.User("openstack", {
  serviceName,
  description: "pulumi",
  roleNames: ["compute_operator", "network_operator", "network_security_operator"],
});
const provider = new openstack.Provider("openstack", {
  authUrl: "https://auth.cloud.ovh.net/v3",
  userName: user.username,
  password: user.password,
  tenantId: serviceName,
  region,
  userDomainName: "Default",
  projectDomainName: "Default",
});
const opts = { provider };

const key = new openstack.compute.Keypair(
  "key",
  {
    name: "web",
    publicKey: `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl ${config.get("owner") ?? "web"}`,
  },
  opts,
);
const group = new openstack.networking.SecGroup("web", { name: "web", description: "web" }, opts);
for (const port of [22, 80, 443]) {
  new openstack.networking.SecGroupRule(
    `in-${port}`,
    {
      securityGroupId: group.id,
      direction: "ingress",
      ethertype: "IPv4",
      protocol: "tcp",
      portRangeMin: port,
      portRangeMax: port,
      remoteIpPrefix: port === 22 ? "198.51.100.0/24" : "0.0.0.0/0",
    },
    opts,
  );
}
const port = new openstack.networking.Port(
  "leg",
  {
    name: "web-leg",
    networkId,
    adminStateUp: true,
    fixedIps: [{ subnetId: subnet.id, ipAddress: "192.168.42.20" }],
    securityGroupIds: [group.id],
  },
  opts,
);
const server = new openstack.compute.Instance(
  "server",
  {
    name: "web-1",
    flavorName: config.get("flavor") ?? "d2-2",
    imageName: "Debian 12",
    keyPair: key.name,
    securityGroups: [group.name],
    networks: [{ name: "Ext-Net" }, { port: port.id }],
    metadata: { role: "web" },
    userData: "#cloud-config\npackages: [nginx]\n",
  },
  opts,
);

exports.address = server.accessIpV4;
exports.inside = port.allFixedIps[0];
