import { levels, ofResource, type Rule, type Subject } from "../../rule.ts";
import { each } from "../../verdict.ts";
import { at, entries, isSecret } from "../../view.ts";
import { Budget, judgeLeaf, type Leaf, leavesOf } from "./leaves.ts";

/** Outputs of providers that can hold a credential and that not every version of the provider marks as secret. */
const outputs: { readonly [type: string]: readonly string[] } = {
  "ovh:CloudProject/database:Database": ["endpoints"],
  "ovh:CloudProject/kube:Kube": ["kubeconfig", "kubeconfigAttributes"],
  "ovh:CloudProject/regionStoragePresign:RegionStoragePresign": ["url"],
  "openstack:containerinfra/cluster:Cluster": ["kubeconfig"],
  "openstack:objectstorage/tempUrl:TempUrl": ["url"],
};

/** An output of the stack or of a component, or an address with a login in it, that is in the state in clear. */
export const plaintextOutput: Rule = {
  id: "SEC005",
  slug: "plaintext-output",
  title: "No output shows a secret",
  group: "secrets",
  severity: "high",
  levels: levels("mandatory"),
  rationale: "outputs stand in the state, in the output of pulumi and in every stack that refers to this one",
  remedy:
    "wrap the output in pulumi.secret, or name it in the resource's additionalSecretOutputs; renew the credential if it was shown",
  url: "https://www.pulumi.com/docs/iac/concepts/secrets/",
  equivalents: [],
  types: [],
  parameters: {},

  judgeStack: (subjects) =>
    subjects.flatMap((subject) => {
      const budget = new Budget();
      const verdicts = each(leavesIn(subject), (leaf) => judgeLeaf(leaf, budget));
      const failures = verdicts.filter(({ outcome }) => outcome === "FAIL");
      const doubts = verdicts.filter(({ outcome }) => outcome === "UNKNOWN").slice(0, 1);
      return ofResource(subject.urn, [...failures, ...doubts]);
    }),
};

/** What may be read of it in clear. */
const leavesIn = ({ type, properties }: Subject): Leaf[] =>
  (isOwn(type) ? (entries(properties) ?? []) : named(type, properties))
    .flatMap(([name, value]) => leavesOf(value, name))
    .filter(({ view }) => !isSecret(view));

const named = (type: string, properties: Subject["properties"]) =>
  (outputs[type] ?? []).map((name) => [name, at(properties, name)] as const);

/** True for the stack, for components, and for what none of the clouds' providers makes: all their outputs are judged. */
const isOwn = (type: string) => type === "pulumi:pulumi:Stack" || !/^(?:pulumi|ovh|openstack|cloudflare):/.test(type);
