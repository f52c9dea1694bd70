import type { Call } from "../../model.ts";
import type { Entry } from "../../store.ts";
import { text } from "../../text.ts";
import { projectOf } from "../project.ts";
import { absent } from "./refusals.ts";

export const kubeToken = "ovh:CloudProject/kube:Kube";
export const nodePoolToken = "ovh:CloudProject/kubeNodePool:KubeNodePool";
export const registryToken = "ovh:CloudProject/containerRegistry:ContainerRegistry";

/** The thing of the call's project that an input names; refuses one that is not there, with the API's 404. */
function ownedBy(call: Call, token: string, input: string, what: string): Entry {
  const serviceName = projectOf(call);
  const id = text(call.inputs, input);
  const found = call.store.find(token, "", id);
  return found?.inputs["serviceName"] === serviceName ? found : absent(`${what} ${id} not found`);
}

/** The cluster that `kubeId` names. */
export const clusterOf = (call: Call): Entry => ownedBy(call, kubeToken, "kubeId", "Kubernetes cluster");

/** The registry that `registryId` names. */
export const registryOf = (call: Call): Entry => ownedBy(call, registryToken, "registryId", "Registry");

/** Things of a type that name this id in an input, oldest first. */
export const childrenOf = ({ store }: Call, token: string, input: string, id: string): Entry[] =>
  store.entries(token).filter(({ inputs }) => inputs[input] === id);

/** Takes down with their parent what cannot live without it. */
export function takeAlong(call: Call, tokens: readonly string[], input: string, { id }: Entry): void {
  for (const token of tokens) {
    for (const child of childrenOf(call, token, input, id)) call.store.remove(token, child.scope, child.id);
  }
}
