// The same in two regions with one OpenStack provider each, passwords by application credential, and a transform.
const pulumi = require("@pulumi/pulumi");
const ovh = require("@ovhcloud/pulumi-ovh");
const openstack = require("@pulumi/openstack");

const config = new pulumi.Config();
const serviceName = config.require("project");
const authUrl = "https://auth.cloud.ovh.net/v3";
const domains = { userDomainName: "Default", projectDomainName: "Default" };
const user = new ovh.cloudproject.User("os", { serviceName, description: "two regions", roleNames: ["administrator"] });
const first = new openstack.Provider("login", {
  authUrl,
  userName: user.username,
  password: user.password,
  tenantId: serviceName,
  region: "GRA11",
  ...domains,
});
const credential = new openstack.identity.ApplicationCredential(
  "app",
  { name: config.get("credential") ?? "two-regions", description: "made by code" },
  { provider: first },
);

exports.routers = [];
for (const [region, vlan] of [
  ["GRA11", 301],
  ["SBG5", 302],
]) {
  const provider = new openstack.Provider(region, {
    authUrl,
    applicationCredentialId: credential.id,
    applicationCredentialSecret: credential.secret,
    region,
    maxRetries: 3,
  });
  const opts = {
    provider,
    transforms: [
      ({ props, opts: o }) => ({
        props: "tags" in props ? { ...props, tags: [...props.tags, "by-code"] } : props,
        opts: o,
      }),
    ],
  };
  const network = new openstack.networking.Network(
    `net-${region}`,
    {
      name: `net-${region}`,
      tags: [region.toLowerCase()],
      valueSpecs: { "provider:network_type": "vrack", "provider:segmentation_id": String(vlan) },
    },
    opts,
  );
  const subnet = new openstack.networking.Subnet(
    `subnet-${region}`,
    {
      name: `subnet-${region}`,
      networkId: network.id,
      cidr: `10.${vlan - 300}.0.0/24`,
      allocationPools: [{ start: `10.${vlan - 300}.0.50`, end: `10.${vlan - 300}.0.99` }],
      enableDhcp: true,
      dnsNameservers: (config.get("dns") ?? "1.1.1.1").split(","),
    },
    { ...opts, protect: config.getBoolean("protect") ?? false },
  );
  const router = new openstack.networking.Router(
    `router-${region}`,
    {
      name: `router-${region}`,
      externalNetworkId: openstack.networking.getNetworkOutput({ name: "Ext-Net" }, { provider }).id,
    },
    opts,
  );
  new openstack.networking.RouterInterface(`leg-${region}`, { routerId: router.id, subnetId: subnet.id }, opts);
  exports.routers.push(router.externalFixedIps.apply((ips) => ips[0].ipAddress));
}
