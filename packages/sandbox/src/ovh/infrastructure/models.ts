import type { Lookup, Model } from "../../model.ts";
import { alerting } from "./alerting.ts";
import { failoverIpAttach, failoverIpLookup } from "./failover-ip.ts";
import { fileShare, fileShareNetwork } from "./file-share.ts";
import { gateway, gatewayLookups } from "./gateway.ts";
import { gatewayInterface } from "./gateway-interface.ts";
import { instance } from "./instance.ts";
import { instanceLookups } from "./instance-lookups.ts";
import { instanceSnapshot } from "./instance-snapshot.ts";
import { loadBalancer } from "./load-balancer.ts";
import { loadBalancerLogLookups, loadBalancerLogs } from "./load-balancer-logs.ts";
import { loadBalancerLookups } from "./load-balancer-lookups.ts";
import { networkLookups } from "./network-lookups.ts";
import { networkPrivateSubnet } from "./network-private-subnet.ts";
import { referenceLookups } from "./reference-lookups.ts";
import { regionNetwork } from "./region-network.ts";
import { projectRegion, regionLookups } from "./regions.ts";
import { savingsPlan } from "./savings-plan.ts";
import { sshKeyLookups } from "./ssh-key-lookups.ts";
import { projectSshKey, sshKey, sshKeyTwin } from "./ssh-keys.ts";
import { volume } from "./volume.ts";
import { volumeBackup } from "./volume-backup.ts";
import { volumeLookups } from "./volume-lookups.ts";
import { vrack, vrackLookups, vrackProject } from "./vrack.ts";
import { workflowBackup } from "./workflow-backup.ts";

/** Version 1 of the OVH API: gateways, load balancers, instances, volumes, SSH keys. */
export const models: readonly Model[] = [
  networkPrivateSubnet,
  regionNetwork,
  projectRegion,
  gateway,
  gatewayInterface,
  loadBalancer,
  loadBalancerLogs,
  projectSshKey,
  sshKey,
  sshKeyTwin,
  instance,
  instanceSnapshot,
  workflowBackup,
  volume,
  volumeBackup,
  failoverIpAttach,
  alerting,
  fileShareNetwork,
  fileShare,
  vrack,
  vrackProject,
  savingsPlan,
];

export const lookups: readonly Lookup[] = [
  ...networkLookups,
  ...regionLookups,
  ...gatewayLookups,
  ...loadBalancerLookups,
  ...loadBalancerLogLookups,
  ...sshKeyLookups,
  ...instanceLookups,
  ...volumeLookups,
  ...referenceLookups,
  ...vrackLookups,
  failoverIpLookup,
];
