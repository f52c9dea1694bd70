const inProject = (name: string) => `ovh:CloudProject/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;
const atTop = (name: string) => `ovh:index/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;

/** Resource types of the older API. */
export const infraTokens = {
  networkPrivate: inProject("NetworkPrivate"),
  subnet: inProject("NetworkPrivateSubnet"),
  subnetV2: inProject("NetworkPrivateSubnetV2"),
  regionNetwork: inProject("RegionNetwork"),
  projectRegion: inProject("ProjectRegion"),
  gateway: inProject("Gateway"),
  gatewayInterface: inProject("GatewayInterface"),
  loadBalancer: inProject("LoadBalancer"),
  loadBalancerLogs: inProject("RegionLoadBalancerLogSubscription"),
  instance: inProject("Instance"),
  instanceSnapshot: inProject("InstanceSnapshot"),
  workflowBackup: inProject("WorkflowBackup"),
  volume: inProject("Volume"),
  volumeBackup: inProject("VolumeBackup"),
  failoverIp: inProject("FailoverIpAttach"),
  alerting: inProject("Alerting"),
  projectSshKey: atTop("CloudProjectSshKey"),
  sshKey: atTop("CloudSSHKey"),
  /** The same class under a misspelt name, which the SDK has too. */
  sshKeyTwin: atTop("ClousSSHKey"),
  share: atTop("CloudProjectFileStorageShare"),
  shareNetwork: atTop("CloudProjectFileStorageShareNetwork"),
  vrack: "ovh:Vrack/vrack:Vrack",
  vrackProject: "ovh:Vrack/cloudProject:CloudProject",
  savingsPlan: "ovh:SavingsPlan/savingsPlan:SavingsPlan",
} as const;

/** Token of a function under `ovh.cloudproject`, or at the top of the SDK. */
export const functions = {
  ofProject: (name: string): string => `ovh:CloudProject/${name}:${name}`,
  atTop: (name: string): string => `ovh:index/${name}:${name}`,
  ofVrack: (name: string): string => `ovh:Vrack/${name}:${name}`,
} as const;
