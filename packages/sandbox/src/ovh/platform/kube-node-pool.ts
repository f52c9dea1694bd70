import { kubernetesLimits } from "@accoreboot/catalogue";
import { habit } from "../../habit.ts";
import type { Model } from "../../model.ts";
import type { Properties } from "../../properties.ts";
import { newId } from "../../random.ts";
import { object, stamp, text } from "../../text.ts";
import { judgeNodePool } from "./kube-node-pool-rules.ts";
import { nodePoolToken } from "./owned.ts";
import { relaid } from "./relaid.ts";

const timeoutLeaks = habit(
  "kube.pool-timeout-leaks",
  "the id of a node pool is stored only after the wait: a time-out leaves a pool that no state knows, and its nodes are billed",
  "source of cloud_project_kube_nodepool, Terraform provider 2.19",
);

/** Nodes of one flavor in a cluster. They run nothing. */
export const kubeNodePool: Model = {
  token: nodePoolToken,
  habits: [timeoutLeaks],
  importId: "serviceName/kubeId/id",
  unlimited:
    "no number of pools is documented; their nodes count against the plan of the cluster, which the pool checks",
  life: {
    output: "status",
    making: [["INSTALLING", 150]],
    ready: "READY",
    changing: [["RESIZING", 120]],
    leaving: [["DELETING", 40]],
    patience: { create: 60, update: 60, delete: 60 },
    idAfterWait: timeoutLeaks,
    source:
      "150 seconds in OVHcloud's Pulumi guide (2023-09-18); change and deletion assumed, the official example of custom time-outs waits 50 seconds for a deletion",
  },
  judge: judgeNodePool,
  create(call) {
    const now = stamp(call);
    return {
      id: newId.uuid(),
      outputs: { ...shown(call.inputs), projectId: text(call.inputs, "serviceName"), createdAt: now, updatedAt: now },
    };
  },
  update: (call, entry) => ({
    ...relaid(entry, call.inputs),
    ...shown(call.inputs, entry.outputs),
    updatedAt: stamp(call),
  }),
};

/** What the API shows of settings, with its defaults where nothing is said. */
function shown(inputs: Properties, before: Properties = {}): Properties {
  const value = (name: string, otherwise: unknown) => inputs[name] ?? before[name] ?? otherwise;
  const antiAffinity = value("antiAffinity", false);
  const maxNodes = Number(
    value(
      "maxNodes",
      String(antiAffinity) === "true" ? kubernetesLimits.antiAffinityNodes : kubernetesLimits.poolNodes,
    ),
  );
  const minNodes = Number(value("minNodes", 0));
  // A pool that is given no number of nodes follows a minimum or maximum that passes it.
  const desired = Math.min(Math.max(Number(value("desiredNodes", minNodes)), minNodes), maxNodes);
  return {
    antiAffinity,
    attachFloatingIps: { enabled: object(inputs, "attachFloatingIps")["enabled"] ?? false },
    autoscale: value("autoscale", false),
    autoscalingScaleDownUnneededTimeSeconds: value("autoscalingScaleDownUnneededTimeSeconds", 600),
    autoscalingScaleDownUnreadyTimeSeconds: value("autoscalingScaleDownUnreadyTimeSeconds", 1200),
    autoscalingScaleDownUtilizationThreshold: value("autoscalingScaleDownUtilizationThreshold", 0.5),
    desiredNodes: desired,
    minNodes,
    maxNodes,
    currentNodes: desired,
    availableNodes: desired,
    upToDateNodes: desired,
    sizeStatus: "CAPACITY_OK",
    flavor: text(inputs, "flavorName"),
    monthlyBilled: value("monthlyBilled", false),
  };
}
