const token = (name: string) => `ovh:index/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;

/** Resource types of the API v2. */
export const v2Tokens = {
  network: token("CloudNetworkPrivateVrack"),
  subnet: token("CloudNetworkPrivateVrackSubnet"),
  gateway: token("CloudGateway"),
  floatingIp: token("CloudFloatingIp"),
  securityGroup: token("CloudSecurityGroup"),
  instance: token("CloudInstance"),
  instanceGroup: token("CloudInstanceGroup"),
  sshKey: token("CloudSSHKey"),
  volume: token("CloudStorageBlockVolume"),
  volumeSnapshot: token("CloudStorageBlockVolumeSnapshot"),
  volumeBackup: token("CloudStorageBlockVolumeBackup"),
  share: token("CloudStorageFileShare"),
  shareAcl: token("CloudStorageFileShareAcl"),
  shareNetwork: token("CloudStorageFileShareNetwork"),
  shareSnapshot: token("CloudStorageFileShareSnapshot"),
  secret: token("CloudKeyManagerSecret"),
  secretConsumer: token("CloudKeyManagerSecretConsumer"),
  container: token("CloudKeyManagerContainer"),
  containerConsumer: token("CloudKeyManagerContainerConsumer"),
  quota: token("CloudQuota"),
} as const;
