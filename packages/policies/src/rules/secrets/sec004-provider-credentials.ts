import { levels, type Rule } from "../../rule.ts";
import { textOf } from "../../truth.ts";
import { each, failUnmarked, isHidden, unproved, type Verdict } from "../../verdict.ts";
import { entries, isSecret, type View } from "../../view.ts";
import { secretIn } from "./detect.ts";
import { Budget, judgePlain } from "./leaves.ts";
import { isTelling } from "./names.ts";

const prefix = "pulumi:providers:";

/** Inputs that name a key of which another input is the secret part. */
const identifiers = new Set(["accessKey", "applicationKey"]);
/** Inputs that can have a credential in them, beside other things: a login, a header or an address. */
const holders = /(?:login|auth|host|headers|ur[il]|dsn|connectionString)$/i;
/** Inputs that hold either a credential or the path of a file with one. */
const files = new Set(["credentials", "key", "kubeconfig"]);

/** A provider that is given a password, a token or a secret key as a plain value, whatever input it is in. */
export const providerCredentials: Rule = {
  id: "SEC004",
  slug: "provider-credentials",
  title: "A provider's credentials are secrets",
  group: "secrets",
  severity: "critical",
  levels: levels("mandatory"),
  rationale:
    "a provider's inputs are kept in the state, and of OVHcloud's credentials none and of OpenStack's only the password is made a secret by the provider's package",
  remedy:
    "wrap the value in pulumi.secret, set it with pulumi config set --secret, or leave it to the environment of the run",
  url: "https://www.pulumi.com/registry/packages/ovh/installation-configuration/",
  equivalents: ["Checkov CKV_OPENSTACK_1", "Checkov CKV_AWS_41"],
  types: "all",
  parameters: {},

  judge: (view, { type }) =>
    type.startsWith(prefix) ? each(entries(view) ?? [], ([name, value]) => judgeInput(name, value)) : [],
};

function judgeInput(name: string, value: View): Verdict[] {
  if (isSecret(value) || value.kind === "absent" || identifiers.has(name)) return [];
  const isLogin = name === "auth" && !textOf(value)?.startsWith("{");
  const telling = files.has(name) || isTelling(name) || isLogin;
  if (isHidden(value)) return telling || holders.test(name) ? [unproved(value)] : [];
  if (!telling) return judgePlain(value, name, new Budget());
  const text = textOf(value);
  const harmless =
    text === "" || (isLogin && text === "anonymous") || (files.has(name) && text !== undefined && !secretIn(text));
  return harmless ? [] : [failUnmarked(value, "a credential is given as a plain value")];
}
