import { levels, ofResource, type Rule, type StackVerdict, type Subject } from "../../rule.ts";
import { failIf, not, someOf } from "../../truth.ts";
import { fail, isHidden, unproved, type Verdict } from "../../verdict.ts";
import { at, type View } from "../../view.ts";
import { longestList, membersWithin } from "../bounded.ts";
import type { Limits } from "../exposure.ts";
import { namesResource } from "./join.ts";
import { judgeBlocks, sourceLimits } from "./source.ts";
import { kubeIpRestrictionsType, kubeType } from "./types.ts";

/** A Kubernetes API that everyone reaches: no restriction in the stack names the cluster, or one admits the world. */
export const kubeApiOpen: Rule<Limits> = {
  id: "NET009",
  slug: "kube-api-open",
  title: "The Kubernetes API is open to known addresses only",
  group: "network",
  severity: "high",
  levels: levels("advisory", "mandatory", "mandatory"),
  rationale:
    "the API of a managed cluster is on the internet and open to every address until a restriction is set (OVHcloud's guide on API server IP restrictions)",
  remedy:
    "add a KubeIpRestrictions for the cluster with the addresses of administrators and of CI as /32, or with private blocks",
  url: "https://github.com/ovh/docs/blob/develop/pages/public_cloud/containers_orchestration/managed_kubernetes/add-ip-restrictions/guide.en-gb.md",
  equivalents: ["Checkov CKV_AWS_39", "Trivy AWS-0040", "Trivy AWS-0041", "cdk-nag EKS1"],
  types: [kubeIpRestrictionsType],
  parameters: sourceLimits,

  judge(view, { parameters: limits }) {
    return judgeList(at(view, "ips"), limits);
  },

  judgeStack(subjects) {
    const clusters = subjects.filter(({ type }) => type === kubeType);
    const restrictions = subjects.filter(({ type }) => type === kubeIpRestrictionsType);
    return clusters.flatMap((cluster) => judgeCluster(cluster, clusters, restrictions));
  },
};

function judgeList(ips: View, limits: Limits): Verdict[] {
  if (isHidden(ips)) return [unproved(ips)];
  const blocks = membersWithin(ips) ?? [];
  if (blocks.length === 0)
    return [fail(ips, `there is no list of at most ${longestList} blocks, as if there were none`)];
  const problem = "the API is open to";
  return judgeBlocks(ips, blocks, limits, problem);
}

function judgeCluster(cluster: Subject, all: readonly Subject[], restrictions: readonly Subject[]): StackVerdict[] {
  const restricted = someOf(restrictions.map((one) => namesResource(one, "kubeId", cluster, all)));
  return ofResource(
    cluster.urn,
    failIf(not(restricted), cluster.properties, "nothing in the stack restricts who reaches its API"),
  );
}
