import { stateAt } from "../../life.ts";
import type { Call, Lookup } from "../../model.ts";
import type { Properties } from "../../properties.ts";
import { idOf } from "../../random.ts";
import type { Entry } from "../../store.ts";
import { text } from "../../text.ts";
import { kubeIpRestrictions, kubeOidc } from "./kube-access.ts";
import { childrenOf, clusterOf, nodePoolToken } from "./owned.ts";
import { absent, unsent } from "./refusals.ts";

/** What a data source shows of a thing: its outputs and state, under its own arguments. */
const shownAs = ({ inputs, now }: Call, { id, outputs, timeline }: Entry): Properties => ({
  ...outputs,
  ...inputs,
  status: stateAt(timeline, now),
  id,
});

/** A cluster by id. */
export const getKube: Lookup = {
  token: "ovh:CloudProject/getKube:getKube",
  call(call) {
    const cluster = clusterOf(call);
    const { name, region, version, plan, kubeProxyMode, updatePolicy } = cluster.outputs;
    const { privateNetworkConfiguration: _configuration, ...shown } = shownAs(call, cluster);
    const given = { name, region, version, plan, kubeProxyMode, updatePolicy };
    return { loadBalancersSubnetId: "", privateNetworkId: "", ...shown, ...given };
  },
};

/** A node pool by name. */
export const getKubeNodePool: Lookup = {
  token: "ovh:CloudProject/getKubeNodePool:getKubeNodePool",
  call(call) {
    const pool = poolOf(call);
    const { template, availabilityZones, attachFloatingIps } = pool.outputs;
    return { ...shownAs(call, pool), template, availabilityZones, attachFloatingIps };
  },
};

/** The nodes of a pool. */
export const getKubeNodePoolNodes: Lookup = {
  token: "ovh:CloudProject/getKubeNodePoolNodes:getKubeNodePoolNodes",
  call: (call) => ({ ...call.inputs, ...listed(nodesOf(clusterOf(call), poolOf(call))) }),
};

/** The nodes of all pools of a cluster. */
export const getKubeNodes: Lookup = {
  token: "ovh:CloudProject/getKubeNodes:getKubeNodes",
  call(call) {
    const cluster = clusterOf(call);
    const pools = childrenOf(call, nodePoolToken, "kubeId", cluster.id);
    return { ...call.inputs, ...listed(pools.flatMap((pool) => nodesOf(cluster, pool))) };
  },
};

/** Who may reach the API server of a cluster. */
export const getKubeIpRestrictions: Lookup = {
  token: "ovh:CloudProject/getKubeIpRestrictions:getKubeIpRestrictions",
  call(call) {
    const { id } = clusterOf(call);
    const [found] = childrenOf(call, kubeIpRestrictions.token, "kubeId", id);
    return { ...call.inputs, id, ips: found?.inputs["ips"] ?? [] };
  },
};

/** The identity provider of a cluster. */
export const getKubeOidc: Lookup = {
  token: "ovh:CloudProject/getKubeOidc:getKubeOidc",
  call(call) {
    const { id } = clusterOf(call);
    const [found] = childrenOf(call, kubeOidc.token, "kubeId", id);
    if (!found) return absent(`no OIDC is configured on cluster ${id}`);
    return { ...call.inputs, ...found.inputs, id: found.id };
  },
};

function poolOf(call: Call): Entry {
  const { id } = clusterOf(call);
  const name = text(call.inputs, "name");
  const found = childrenOf(call, nodePoolToken, "kubeId", id).find(({ inputs }) => inputs["name"] === name);
  return (
    found ??
    unsent(
      `the nodepool named ${name} cannot be found for cluster ${id} in project ${text(call.inputs, "serviceName")}`,
    )
  );
}

const listed = (nodes: readonly Properties[]): Properties => ({ id: idOf(JSON.stringify(nodes)), nodes });

/** The nodes of a pool, which exist in its numbers only: their ids follow from the pool's. */
function nodesOf({ outputs: cluster }: Entry, { id, inputs, outputs }: Entry): Properties[] {
  return Array.from({ length: Number(outputs["currentNodes"]) }, (_, index) => {
    const node = idOf(`${id} node ${index}`);
    return {
      id: node,
      instanceId: idOf(`${id} instance ${index}`),
      name: `${text(inputs, "name")}-node-${node.slice(0, 6)}`,
      nodePoolId: id,
      projectId: inputs["serviceName"],
      flavor: inputs["flavorName"],
      status: "READY",
      isUpToDate: true,
      version: cluster["version"],
      createdAt: outputs["createdAt"],
      deployedAt: outputs["createdAt"],
      updatedAt: outputs["updatedAt"],
    };
  });
}
