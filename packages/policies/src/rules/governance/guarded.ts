/** What the other rules guard, by type: ignoring its changes leaves whatever is there. */

/**
 * Properties by which the rules on databases, networks, storage, rights and the edge tell an open door. Left out are
 * sizes and numbers of nodes, which a scaler changes; labels, which other programs write; and user data, which takes
 * effect at the first start alone.
 */
export const guardedProperties: { readonly [type: string]: readonly string[] } = {
  "ovh:CloudProject/database:Database": [
    "version",
    "plan",
    "nodes",
    "ipRestrictions",
    "backupRegions",
    "deletionProtection",
  ],
  "ovh:CloudProjectDatabase/ipRestriction:IpRestriction": ["ip"],
  "ovh:CloudProjectDatabase/mongoDbUser:MongoDbUser": ["roles"],
  "ovh:CloudProjectDatabase/opensearchUser:OpensearchUser": ["acls"],
  "ovh:CloudProjectDatabase/postgresSqlUser:PostgresSqlUser": ["roles"],
  "ovh:Hosting/privateDatabaseAllowlist:PrivateDatabaseAllowlist": ["ip"],
  "ovh:index/cloudProjectDatabaseValkeyUser:CloudProjectDatabaseValkeyUser": ["categories", "commands"],
  "ovh:CloudProject/storage:Storage": ["encryption", "versioning", "replication", "objectLock"],
  "ovh:CloudProject/s3Policy:S3Policy": ["policy"],
  "ovh:CloudProject/networkPrivate:NetworkPrivate": ["regions"],
  "ovh:CloudProject/kubeIpRestrictions:KubeIpRestrictions": ["ips"],
  "ovh:CloudProject/loadBalancer:LoadBalancer": ["listeners"],
  "ovh:index/cloudSecurityGroup:CloudSecurityGroup": ["rules"],
  "ovh:Iam/policy:Policy": ["allows", "permissionsGroups", "identities", "resources", "expiredAt"],
  "openstack:compute/instance:Instance": ["securityGroups"],
  "openstack:compute/secGroup:SecGroup": ["rules"],
  "openstack:loadbalancer/listener:Listener": ["allowedCidrs", "protocol"],
  "openstack:networking/network:Network": ["portSecurityEnabled"],
  "openstack:networking/portSecGroupAssociate:PortSecGroupAssociate": ["securityGroupIds"],
  "openstack:networking/port:Port": [
    "portSecurityEnabled",
    "noSecurityGroups",
    "securityGroupIds",
    "allowedAddressPairs",
  ],
  "openstack:networking/secGroupRule:SecGroupRule": ["remoteIpPrefix", "protocol", "portRangeMin", "portRangeMax"],
  "openstack:objectstorage/container:Container": [
    "containerRead",
    "containerWrite",
    "containerSyncTo",
    "forceDestroy",
    "versioning",
  ],
  "cloudflare:index/apiToken:ApiToken": ["policies", "condition", "expiresOn"],
  "cloudflare:index/customHostname:CustomHostname": ["ssl"],
  "cloudflare:index/dnsRecord:DnsRecord": ["content", "proxied", "type"],
  "cloudflare:index/hostnameTlsSetting:HostnameTlsSetting": ["value"],
  "cloudflare:index/pageRule:PageRule": ["actions"],
  "cloudflare:index/r2BucketCors:R2BucketCors": ["rules"],
  "cloudflare:index/r2CustomDomain:R2CustomDomain": ["enabled", "minTls"],
  "cloudflare:index/r2ManagedDomain:R2ManagedDomain": ["enabled"],
  "cloudflare:index/record:Record": ["content", "proxied", "type"],
  "cloudflare:index/ruleset:Ruleset": ["rules"],
  "cloudflare:index/zoneDnssec:ZoneDnssec": ["status"],
  "cloudflare:index/zoneSetting:ZoneSetting": ["value"],
};

/** Types that hold data nobody can make again. */
export const statefulTypes: readonly string[] = [
  "ovh:CloudProject/database:Database",
  "ovh:CloudProject/project:Project",
  "ovh:CloudProject/storage:Storage",
  "ovh:CloudProject/volume:Volume",
  "ovh:CloudProjectDatabase/databaseInstance:DatabaseInstance",
  "ovh:index/cloudProjectFileStorageShare:CloudProjectFileStorageShare",
  "ovh:index/cloudStorageBlockVolume:CloudStorageBlockVolume",
  "ovh:index/cloudStorageFileShare:CloudStorageFileShare",
  "openstack:blockstorage/volume:Volume",
  "openstack:objectstorage/container:Container",
  "openstack:sharedfilesystem/share:Share",
  "cloudflare:index/r2Bucket:R2Bucket",
];
