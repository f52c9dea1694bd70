import { parseCidr } from "@accoreboot/core";
import type { Model } from "../../model.ts";
import { list, text } from "../../text.ts";
import { clusterOf } from "./owned.ts";
import { bad, conflict } from "./refusals.ts";

/** The cluster is set up anew while the resource waits. */
const redeployment = {
  making: [["REDEPLOYING", 60]],
  ready: "READY",
  changing: [["REDEPLOYING", 60]],
  leaving: [["REDEPLOYING", 60]],
  source: "the provider waits for the cluster to be READY again; one minute assumed",
} as const;

const onePerCluster = "a cluster has one; a second one sets the same anew";

/** Who may reach the API server. One list for each cluster: whoever writes last, wins. */
export const kubeIpRestrictions: Model = {
  token: "ovh:CloudProject/kubeIpRestrictions:KubeIpRestrictions",
  importId: "serviceName/kubeId",
  unlimited: onePerCluster,
  life: { ...redeployment, patience: { create: 5, update: 5, delete: 5 } },
  judge(call) {
    clusterOf(call);
    for (const block of list(call.inputs, "ips").map(String)) {
      if (!parseCidr(block)) bad(`[ips] Given data (${block}) is not valid for type ipBlock`);
    }
  },
  create: ({ inputs }) => ({ id: text(inputs, "kubeId"), outputs: {} }),
};

const algorithms = ["ES256", "ES384", "ES512", "PS256", "PS384", "PS512", "RS256", "RS384", "RS512"];

/** Whom the API server trusts to say who somebody is. */
export const kubeOidc: Model = {
  token: "ovh:CloudProject/kubeOidc:KubeOidc",
  importId: "serviceName/kubeId",
  unlimited: "a cluster has one; a second one is refused",
  life: { ...redeployment, patience: { create: 10, update: 10, delete: 10 } },
  judge(call, self) {
    const { store, inputs } = call;
    const cluster = clusterOf(call);
    const issuer = text(inputs, "issuerUrl");
    if (!issuer.startsWith("https://")) bad(`[issuerUrl] Given data (${issuer}) is not valid for type https url`);
    const foreign = list(inputs, "oidcSigningAlgs")
      .map(String)
      .find((name) => !algorithms.includes(name));
    if (foreign !== undefined)
      bad(`[signingAlgorithms] Given data (${foreign}) is not valid for type kube.OpenIdConnectSigningAlgorithm`);
    for (const [name, field] of [
      ["oidcGroupsClaims", "groupsClaim"],
      ["oidcRequiredClaims", "requiredClaim"],
    ] as const) {
      if (list(inputs, name).includes("")) bad(`[${field}] Given data () is not valid for type string`);
    }
    const claim = list(inputs, "oidcRequiredClaims")
      .map(String)
      .find((value) => !/^[^=]+=.+$/.test(value));
    if (claim !== undefined) bad(`[requiredClaim] Given data (${claim}) is not of the form key=value`);
    const taken = store
      .entries(kubeOidc.token)
      .some(({ id, inputs: other }) => id !== self?.id && other["kubeId"] === cluster.id);
    if (taken) conflict(`[ConflictError] 409: OIDC is already configured on cluster ${cluster.id}`);
  },
  create: ({ inputs }) => ({ id: `${text(inputs, "serviceName")}/${text(inputs, "kubeId")}`, outputs: {} }),
};
