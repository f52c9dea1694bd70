import { kubernetesLimits } from "@accoreboot/catalogue";
import { habit } from "../../habit.ts";
import type { Call, Model } from "../../model.ts";
import { subnetsOf } from "../../neutron/networks.ts";
import { newId } from "../../random.ts";
import { text } from "../../text.ts";
import { judgeKube, judgeKubeUpdate } from "./kube-rules.ts";
import { kubeSettings } from "./kube-settings.ts";
import { kubeconfig } from "./kubeconfig.ts";
import { kubeToken, nodePoolToken, takeAlong } from "./owned.ts";
import { relaid } from "./relaid.ts";

const nodesSubnetNeverSent = habit(
  "kube.nodes-subnet-never-sent",
  "a new nodesSubnetId of a cluster is never sent: the change shows at every preview and does nothing",
  "source and documentation of cloud_project_kube, Terraform provider 2.19",
);
const subnetStays = habit(
  "kube.balancer-subnet-stays",
  "loadBalancersSubnetId cannot be taken away again: the provider sends an empty text, which the API refuses",
  "ovh/terraform-provider-ovh issue 1356",
);
const timeoutLeaks = habit(
  "kube.timeout-leaks",
  "the id of a cluster is stored only after the wait: a time-out leaves a cluster that no state knows",
  "source of cloud_project_kube, Terraform provider 2.19",
);

/** A managed Kubernetes cluster. Nothing answers behind its addresses, which end in `.invalid`. */
export const kube: Model = {
  token: kubeToken,
  neverSent: { nodesSubnetId: nodesSubnetNeverSent },
  habits: [nodesSubnetNeverSent, subnetStays, timeoutLeaks],
  importId: "serviceName/id",
  quota: {
    limit: kubernetesLimits.clusters,
    per: "project",
    source: "OVHcloud guide on known limits of managed Kubernetes, 2024-10-02",
  },
  life: {
    output: "status",
    making: [["INSTALLING", 230]],
    ready: "READY",
    changing: [["UPDATING", 240]],
    leaving: [["DELETING", 60]],
    patience: { create: 15, update: 60, delete: 10 },
    idAfterWait: timeoutLeaks,
    source: "222 and 241 seconds in OVHcloud's Pulumi guide (2023-09-18); change and deletion assumed",
  },
  judge(call, before) {
    judgeKube(call);
    if (before) judgeKubeUpdate(call, before, call.has(subnetStays));
  },
  create(call) {
    const { inputs } = call;
    const id = newId.uuid();
    const zone = `c1.${text(inputs, "region").toLowerCase()}.k8s.ovh.invalid`;
    const short = newId.letters(6);
    return {
      id,
      outputs: {
        ...kubeSettings(inputs),
        ...kubeconfig(text(inputs, "name"), `${short}.${zone}`),
        url: `${short}.${zone}`,
        nodesUrl: `${short}.nodes.${zone}`,
        nodesSubnetId: text(inputs, "nodesSubnetId") || firstSubnet(call),
      },
    };
  },
  update: ({ inputs }, entry) => ({ ...relaid(entry, inputs), ...kubeSettings(inputs, entry.outputs) }),
  /** Node pools go with their cluster, and so does everything that was set on it. */
  remove: (call, entry) => takeAlong(call, ofCluster, "kubeId", entry),
};

const ofCluster = [
  nodePoolToken,
  "ovh:CloudProject/kubeIpRestrictions:KubeIpRestrictions",
  "ovh:CloudProject/kubeOidc:KubeOidc",
  "ovh:index/cloudProjectKubeLogSubscription:CloudProjectKubeLogSubscription",
];

/** The subnet that nodes get unless told: the first of the private network; empty without one. */
function firstSubnet({ store, inputs }: Call): string {
  const network = text(inputs, "privateNetworkId");
  const subnets = network === "" ? [] : subnetsOf(store, text(inputs, "serviceName"), text(inputs, "region"));
  return subnets.find(({ networkId }) => networkId === network)?.id ?? "";
}
