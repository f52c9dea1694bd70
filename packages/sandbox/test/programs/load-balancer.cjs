// OpenStack alone: a network, a router, two servers, and Octavia in front with a floating address.
const pulumi = require("@pulumi/pulumi");
const ovh = require("@ovhcloud/pulumi-ovh");
const openstack = require("@pulumi/openstack");

const config = new pulumi.Config();
const serviceName = config.require("project");
const user = new ovh.cloudproject.User("os", { serviceName, description: "octavia", roleName: "administrator" });
const provider = new openstack.Provider("os", {
  authUrl: user.openstackRc.apply((rc) => rc.OS_AUTH_URL),
  tenantId: user.openstackRc.apply((rc) => rc.OS_TENANT_ID),
  userName: user.username,
  password: user.password,
  userDomainName: "Default",
  projectDomainName: "Default",
  region: "SBG5",
});
const opts = { provider };
const external = openstack.networking.getNetworkOutput({ name: "Ext-Net" }, opts);

const network = new openstack.networking.Network("net", { name: "lb", adminStateUp: true }, opts);
const subnet = new openstack.networking.Subnet(
  "subnet",
  { networkId: network.id, cidr: "10.7.0.0/24", ipVersion: 4, dnsNameservers: ["213.186.33.99"] },
  opts,
);
const router = new openstack.networking.Router(
  "router",
  { name: "lb", externalNetworkId: external.id, adminStateUp: true },
  opts,
);
const leg = new openstack.networking.RouterInterface("leg", { routerId: router.id, subnetId: subnet.id }, opts);

const image = openstack.images.getImageOutput({ name: "Ubuntu 24.04", mostRecent: true }, opts);
const flavor = openstack.compute.getFlavorOutput({ name: "b3-8" }, opts);
const servers = [1, 2].map(
  (n) =>
    new openstack.compute.Instance(
      `server-${n}`,
      {
        name: `server-${n}`,
        imageId: image.id,
        flavorId: flavor.id,
        securityGroups: ["default"],
        networks: [{ uuid: network.id }],
      },
      { ...opts, dependsOn: [subnet] },
    ),
);

const balancer = new openstack.loadbalancer.LoadBalancer(
  "lb",
  { name: "lb", vipSubnetId: subnet.id },
  { ...opts, dependsOn: [leg] },
);
const listener = new openstack.loadbalancer.Listener(
  "http",
  {
    loadbalancerId: balancer.id,
    protocol: "HTTP",
    protocolPort: Number(config.get("port") ?? 80),
    connectionLimit: Number(config.get("limit") ?? -1),
  },
  opts,
);
const pool = new openstack.loadbalancer.Pool(
  "pool",
  { listenerId: listener.id, protocol: "HTTP", lbMethod: "ROUND_ROBIN" },
  opts,
);
new openstack.loadbalancer.Monitor(
  "monitor",
  { poolId: pool.id, type: "HTTP", urlPath: "/health", expectedCodes: "200", delay: 5, timeout: 3, maxRetries: 3 },
  opts,
);
for (const [n, server] of servers.entries()) {
  new openstack.loadbalancer.Member(
    `member-${n + 1}`,
    {
      poolId: pool.id,
      address: server.accessIpV4,
      protocolPort: 8080,
      subnetId: subnet.id,
    },
    opts,
  );
}
const address = new openstack.networking.FloatingIp("address", { pool: "Ext-Net", portId: balancer.vipPortId }, opts);

exports.address = address.address;
