import {
  computeFlavors,
  kubernetesFlavor,
  kubernetesLimits,
  kubernetesPlans,
  kubernetesZones,
} from "@accoreboot/catalogue";
import type { Call } from "../../model.ts";
import type { Properties } from "../../properties.ts";
import type { Entry } from "../../store.ts";
import { list, text } from "../../text.ts";
import { childrenOf, clusterOf, nodePoolToken } from "./owned.ts";
import { bad, conflict, invalid } from "./refusals.ts";

/** Refuses a pool that the service would refuse, whether it is new or about to change. */
export function judgeNodePool(call: Call, self?: Entry): void {
  const { inputs } = call;
  const cluster = clusterOf(call);
  const siblings = childrenOf(call, nodePoolToken, "kubeId", cluster.id).filter(({ id }) => id !== self?.id);
  judgeName(text(inputs, "name"), siblings);
  const flavor = text(inputs, "flavorName");
  if (!computeFlavors[flavor] || !kubernetesFlavor(flavor))
    invalid(`Flavor ${flavor} is not available in region ${text(cluster.inputs, "region")}`);
  judgeSize(inputs, self?.outputs);
  const plan = kubernetesPlans[text(cluster.outputs, "plan")];
  const nodes = siblings.reduce(
    (sum, { outputs }) => sum + Number(outputs["desiredNodes"]),
    Number(inputs["desiredNodes"] ?? 0),
  );
  if (plan && nodes > plan.maxNodes) invalid(`The cluster may have ${plan.maxNodes} nodes, not ${nodes}`);
  judgeZones(list(inputs, "availabilityZones").map(String), text(cluster.inputs, "region"));
  judgeScaling(inputs);
}

function judgeName(name: string, siblings: readonly Entry[]): void {
  if (!/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name))
    invalid(
      `Node pool name ${name} is invalid, only lowercase characters, digits and '-' are accepted (regex: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$')`,
    );
  if (siblings.some(({ inputs }) => inputs["name"] === name))
    conflict(`[ConflictError] 409: Node pool ${name} already exists`);
}

function judgeSize(inputs: Properties, before: Properties = {}): void {
  const count = (name: string) =>
    inputs[name] === undefined || inputs[name] === null ? undefined : Number(inputs[name]);
  const antiAffinity = String(inputs["antiAffinity"] ?? before["antiAffinity"]) === "true";
  const most = antiAffinity ? kubernetesLimits.antiAffinityNodes : kubernetesLimits.poolNodes;
  const [min, desired, max] = [count("minNodes") ?? 0, count("desiredNodes"), count("maxNodes") ?? most];
  for (const [name, value] of Object.entries({ minNodes: min, desiredNodes: desired ?? min, maxNodes: max })) {
    if (!Number.isInteger(value) || value < 0) bad(`[${name}] Given data (${value}) is not valid for type long`);
    if (value > most) invalid(`${name} cannot exceed ${most}${antiAffinity ? " with anti-affinity" : ""}`);
  }
  if (min > max) invalid(`minNodes (${min}) cannot exceed maxNodes (${max})`);
  if (desired !== undefined && (desired < min || desired > max))
    invalid(`desiredNodes (${desired}) must be between minNodes (${min}) and maxNodes (${max})`);
}

/** One zone in a region of three, none elsewhere. */
function judgeZones(zones: readonly string[], region: string): void {
  const known = kubernetesZones(region);
  if (known.length > 0 && zones.length === 0) bad("availabilityZones is mandatory");
  if (zones.length > 1) invalid("Only one availability zone is supported by node pool");
  const foreign = zones.find((zone) => !known.includes(zone));
  if (foreign !== undefined) invalid(`Availability zone ${foreign} does not exist in region ${region}`);
}

function judgeScaling(inputs: Properties): void {
  const threshold = inputs["autoscalingScaleDownUtilizationThreshold"];
  if (threshold !== undefined && !(Number(threshold) >= 0 && Number(threshold) <= 1))
    invalid(`scaleDownUtilizationThreshold ${String(threshold)} is not between 0 and 1`);
  for (const name of ["autoscalingScaleDownUnneededTimeSeconds", "autoscalingScaleDownUnreadyTimeSeconds"]) {
    if (Number(inputs[name] ?? 0) < 0) invalid(`${name} cannot be negative`);
  }
}
