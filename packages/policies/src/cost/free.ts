/**
 * Types of resources that cost nothing by themselves. What is in no list costs an amount that is not known: a type has
 * to be named here to count as free.
 */
export const freeTypes: ReadonlySet<string> = new Set([
  "pulumi:pulumi:Stack",
  "pulumi:pulumi:StackReference",
  "pulumi:providers:ovh",
  "pulumi:providers:openstack",
  "pulumi:providers:cloudflare",
  "pulumi:providers:pulumi",

  // Components: what they cost is what their children cost.
  "ovh-project:index:OvhProject",
  "ovh-project:index:OvhEnvironment",
  "ovh-compute-stack:index:DockerHost",
  "ovh-managed-pg:index:ManagedTimescalePg",
  "ovh-s3-iam:index:S3BucketWithUsers",
  "ovh-s3-iam:index:StateBucket",

  // A project is billed for what is in it; the vRack is part of the offer.
  "ovh:CloudProject/project:Project",
  "ovh:CloudProject/projectRegion:ProjectRegion",
  "ovh:CloudProject/alerting:Alerting",
  "ovh:Vrack/vrack:Vrack",
  "ovh:Vrack/cloudProject:CloudProject",
  "ovh:index/cloudQuota:CloudQuota",

  // Networks, and who may pass.
  "ovh:CloudProject/networkPrivate:NetworkPrivate",
  "ovh:CloudProject/networkPrivateSubnet:NetworkPrivateSubnet",
  "ovh:CloudProject/networkPrivateSubnetV2:NetworkPrivateSubnetV2",
  "ovh:CloudProject/regionNetwork:RegionNetwork",
  "ovh:CloudProject/gatewayInterface:GatewayInterface",
  "ovh:CloudProject/failoverIpAttach:FailoverIpAttach",
  "ovh:index/cloudNetworkPrivateVrack:CloudNetworkPrivateVrack",
  "ovh:index/cloudNetworkPrivateVrackSubnet:CloudNetworkPrivateVrackSubnet",
  "ovh:index/cloudSecurityGroup:CloudSecurityGroup",
  "openstack:networking/network:Network",
  "openstack:networking/subnet:Subnet",
  "openstack:networking/subnetRoute:SubnetRoute",
  "openstack:networking/port:Port",
  "openstack:networking/portSecGroupAssociate:PortSecGroupAssociate",
  "openstack:networking/routerInterface:RouterInterface",
  "openstack:networking/routerRoute:RouterRoute",
  "openstack:networking/secGroup:SecGroup",
  "openstack:networking/secGroupRule:SecGroupRule",
  "openstack:networking/floatingIpAssociate:FloatingIpAssociate",
  "openstack:compute/floatingIpAssociate:FloatingIpAssociate",
  "openstack:compute/secGroup:SecGroup",
  "openstack:compute/interfaceAttach:InterfaceAttach",
  "openstack:loadbalancer/listener:Listener",
  "openstack:loadbalancer/pool:Pool",
  "openstack:loadbalancer/member:Member",
  "openstack:loadbalancer/members:Members",
  "openstack:loadbalancer/monitor:Monitor",
  "openstack:loadbalancer/l7PolicyV2:L7PolicyV2",
  "openstack:loadbalancer/l7RuleV2:L7RuleV2",

  // Keys, groups and attachments of servers.
  "ovh:index/cloudProjectSshKey:CloudProjectSshKey",
  "ovh:index/cloudSSHKey:CloudSSHKey",
  "ovh:index/cloudInstanceGroup:CloudInstanceGroup",
  "openstack:compute/keypair:Keypair",
  "openstack:compute/serverGroup:ServerGroup",
  "openstack:compute/volumeAttach:VolumeAttach",
  "openstack:blockstorage/volumeAttach:VolumeAttach",

  // Users, credentials and policies.
  "ovh:CloudProject/user:User",
  "ovh:CloudProject/s3Credential:S3Credential",
  "ovh:CloudProject/s3Policy:S3Policy",
  "ovh:Iam/policy:Policy",
  "ovh:Iam/permissionsGroup:PermissionsGroup",
  "ovh:Iam/resourceGroup:ResourceGroup",
  "ovh:Me/aPIOAuth2Client:APIOAuth2Client",
  "ovh:Me/identityGroup:IdentityGroup",
  "ovh:Me/identityUser:IdentityUser",
  "ovh:index/iamResourceTags:IamResourceTags",
  "openstack:identity/applicationCredential:ApplicationCredential",
  "openstack:identity/ec2CredentialV3:Ec2CredentialV3",

  // What lies within a database, a bucket or a cluster.
  "ovh:CloudProjectDatabase/databaseInstance:DatabaseInstance",
  "ovh:CloudProjectDatabase/ipRestriction:IpRestriction",
  "ovh:CloudProjectDatabase/postgresSqlUser:PostgresSqlUser",
  "ovh:CloudProjectDatabase/postgresSqlConnectionPool:PostgresSqlConnectionPool",
  "ovh:CloudProjectDatabase/prometheus:Prometheus",
  "ovh:CloudProjectDatabase/user:User",
  "ovh:CloudProject/regionStoragePresign:RegionStoragePresign",
  "ovh:index/cloudProjectStorageObjectBucketLifecycleConfiguration:CloudProjectStorageObjectBucketLifecycleConfiguration",
  "ovh:CloudProject/kubeIpRestrictions:KubeIpRestrictions",
  "ovh:CloudProject/kubeOidc:KubeOidc",

  // Records and settings of a Cloudflare zone, whatever plan the zone has.
  "cloudflare:index/dnsRecord:DnsRecord",
  "cloudflare:index/record:Record",
  "cloudflare:index/zoneSetting:ZoneSetting",
  "cloudflare:index/zoneDnssec:ZoneDnssec",
  "cloudflare:index/apiToken:ApiToken",
]);
