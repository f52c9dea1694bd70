import type { Call, Model } from "../../model.ts";
import { text } from "../../text.ts";
import { tenantOf } from "../keystone.ts";
import { refuse } from "../refusal.ts";
import { at, here, resource } from "../resource.ts";
import { tokens } from "../tokens.ts";
import { networkAt } from "./network.ts";
import { disallowed } from "./policy.ts";

const kinds: Readonly<Record<string, string>> = {
  security_group: tokens.secGroup,
  subnetpool: tokens.subnetPool,
  address_scope: tokens.addressScope,
};

/** Lets another tenant use a network, security group, subnet pool or address scope of one's own. */
export const rbacPolicy: Model = resource({
  token: tokens.rbacPolicy,
  service: "network",
  immediate: "a record in Neutron's database, there when the call answers",
  quota: { limit: 10, per: "region", source: "Neutron's default quota; OVHcloud raises it account by account" },
  judge(call, entry) {
    const { inputs } = call;
    if (text(inputs, "action") === "access_as_external") disallowed("create_rbac_policy", "action");
    if (text(inputs, "targetTenant") === "*") disallowed("create_rbac_policy", "target_tenant");
    judgeObject(call);
    const same = ["action", "objectId", "targetTenant"];
    const twin = here(call, tokens.rbacPolicy).find(
      ({ id, inputs: others }) => id !== entry?.id && same.every((name) => others[name] === inputs[name]),
    );
    if (twin) refuse(409, "An RBAC policy already exists with those values.");
  },
  shown: (call) => ({ projectId: tenantOf(call) }),
});

function judgeObject(call: Call): void {
  const [kind, id] = [text(call.inputs, "objectType"), text(call.inputs, "objectId")];
  if (kind === "network") {
    if (networkAt(call, id).external) disallowed("create_rbac_policy");
    return;
  }
  const token = kinds[kind];
  if (!token || !at(call, token, id)) refuse(404, `The object ${id} of type ${kind} could not be found.`);
}
