/** What is measured: three programs, the last two with the same resources in the cloud. */

/** The floor: what a preview costs when there is nothing to make. */
export const empty = `require("@pulumi/pulumi");`;

const key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl";
const projectId = "00000000000000000000000000005eed";

/** Ours: an environment, a host, a database and a bucket with a user. */
export const components = `
const { OvhEnvironment } = require("@accoreboot/ovh-project");
const { DockerHost } = require("@accoreboot/ovh-compute-stack");
const { ManagedTimescalePg } = require("@accoreboot/ovh-managed-pg");
const { S3BucketWithUsers } = require("@accoreboot/ovh-s3-iam");
const env = new OvhEnvironment("env", { app: "bench", environment: "test", region: "GRA11", projectId: "${projectId}" });
new DockerHost("host", {
  environment: env.ref, sshPublicKey: "${key}", ingress: [{ name: "https", port: 443, cidrs: ["0.0.0.0/0"] }],
}, { providers: env.providers });
new ManagedTimescalePg("db", { environment: env.ref });
new S3BucketWithUsers("storage", {
  environment: env.ref, buckets: [{ role: "files" }],
  users: [{ name: "app", grants: [{ bucket: "files", access: "readWrite" }] }],
});
`;

/** The same on the bare SDK, as somebody in a hurry would write it: no checks, no names, no findings. */
export const bare = `
const ovh = require("@ovhcloud/pulumi-ovh"), openstack = require("@pulumi/openstack");
const serviceName = "${projectId}", region = "GRA11";
const network = new ovh.cloudproject.NetworkPrivate("network", { serviceName, name: "net", regions: [region], vlanId: 0 });
const networkId = network.regionsOpenstackIds.apply((ids) => ids[region]);
const subnet = new ovh.cloudproject.NetworkPrivateSubnetV2("subnet", {
  serviceName, networkId, region, cidr: "10.1.0.0/24", name: "sub", dhcp: true, enableGatewayIp: false,
});
const user = new ovh.cloudproject.User("os", { serviceName, description: "os", roleNames: ["compute_operator", "network_operator"] });
const provider = new openstack.Provider("os", {
  authUrl: user.openstackRc.apply((rc) => rc.OS_AUTH_URL), userName: user.username, password: user.password,
  tenantId: serviceName, region, userDomainName: "Default", projectDomainName: "Default",
}, { dependsOn: [subnet] });
const opts = { provider };
const keypair = new openstack.compute.Keypair("key", { name: "key", publicKey: "${key}" }, opts);
const group = new openstack.networking.SecGroup("group", { name: "group", description: "group" }, opts);
new openstack.networking.SecGroupRule("https", {
  securityGroupId: group.id, direction: "ingress", ethertype: "IPv4", protocol: "tcp",
  portRangeMin: 443, portRangeMax: 443, remoteIpPrefix: "0.0.0.0/0",
}, opts);
const port = new openstack.networking.Port("port", {
  name: "port", networkId, fixedIps: [{ subnetId: subnet.id }], securityGroupIds: [group.id],
}, opts);
new openstack.compute.Instance("host", {
  name: "host", flavorName: "b3-8", imageName: "Debian 12", keyPair: keypair.name, securityGroups: [group.name],
  networks: [{ name: "Ext-Net", accessNetwork: true }, { port: port.id }], userData: "#cloud-config\\n",
}, opts);
const engine = "postgresql";
const db = new ovh.cloudproject.Database("db", {
  serviceName, engine, version: "17", plan: "essential", flavor: "db1-4", description: "db",
  nodes: [{ region: "GRA", networkId, subnetId: subnet.id }], ipRestrictions: [{ ip: "10.1.0.0/24" }],
});
new ovh.cloudprojectdatabase.DatabaseInstance("instance", { serviceName, engine, clusterId: db.id, name: "app" });
new ovh.cloudprojectdatabase.PostgresSqlUser("pguser", { serviceName, clusterId: db.id, name: "app" });
const roleNames = ["objectstore_operator"];
const owner = new ovh.cloudproject.User("owner", { serviceName, description: "owner", roleNames });
const app = new ovh.cloudproject.User("app", { serviceName, description: "app", roleNames });
const bucket = new ovh.cloudproject.Storage("bucket", {
  serviceName, regionName: "GRA", name: "bench-files-test", hideObjects: true, ownerId: owner.id.apply(Number),
  versioning: { status: "enabled" }, encryption: { sseAlgorithm: "AES256" },
});
const policy = new ovh.cloudproject.S3Policy("policy", { serviceName, userId: app.id, policy: bucket.name.apply((name) => JSON.stringify({
  Statement: [{ Sid: "all", Effect: "Allow", Action: ["s3:GetObject", "s3:PutObject"], Resource: ["arn:aws:s3:::" + name + "/*"] }],
})) });
new ovh.cloudproject.S3Credential("credential", { serviceName, userId: app.id }, { dependsOn: [policy] });
`;
