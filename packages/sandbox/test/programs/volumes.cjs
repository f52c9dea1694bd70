// Disks: a server that boots from a volume, one attached beside, and the OVH API's own volumes.
const pulumi = require("@pulumi/pulumi");
const ovh = require("@ovhcloud/pulumi-ovh");
const openstack = require("@pulumi/openstack");

const config = new pulumi.Config();
const serviceName = config.require("project");
const user = new ovh.cloudproject.User("os", { serviceName, description: "volumes", roleNames: ["administrator"] });
const provider = new openstack.Provider("os", {
  authUrl: "https://auth.cloud.ovh.net/v3",
  userName: user.username,
  password: user.password,
  tenantId: serviceName,
  region: "GRA11",
  userDomainName: "Default",
  projectDomainName: "Default",
});
class Disks extends pulumi.ComponentResource {
  constructor(name, args, opts) {
    super("raw:index:Disks", name, {}, opts);
    const child = { parent: this };
    const image = openstack.images.getImageOutput({ name: "Debian 12", mostRecent: true }, child);
    const server = new openstack.compute.Instance(
      `${name}-server`,
      {
        name,
        flavorName: "b3-8",
        networks: [{ name: "Ext-Net" }],
        blockDevices: [
          {
            uuid: image.id,
            sourceType: "image",
            destinationType: "volume",
            volumeSize: 30,
            bootIndex: 0,
            deleteOnTermination: true,
          },
        ],
      },
      child,
    );
    const data = new openstack.blockstorage.Volume(
      `${name}-data`,
      { name: `${name}-data`, size: args.size, volumeType: args.type, enableOnlineResize: true },
      child,
    );
    const attached = new openstack.compute.VolumeAttach(
      `${name}-attach`,
      { instanceId: server.id, volumeId: data.id },
      child,
    );
    this.device = attached.device;
    this.registerOutputs({ device: this.device });
  }
}
const disks = new Disks(
  "disks",
  { size: Number(config.get("size") ?? 10), type: config.get("type") ?? "high-speed" },
  { providers: [provider] },
);
const own = new ovh.cloudproject.Volume("own", {
  serviceName,
  regionName: "GRA11",
  name: "own",
  size: 10,
  type: "classic",
  description: "by the OVH API",
});
new ovh.cloudproject.VolumeBackup("backup", { serviceName, regionName: "GRA11", volumeId: own.id, name: "own-backup" });

exports.device = disks.device;
