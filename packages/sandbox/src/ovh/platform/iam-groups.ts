import type { Model } from "../../model.ts";
import { newId } from "../../random.ts";
import { list } from "../../text.ts";
import { account } from "./account.ts";
import { freeName, owned, permissionsGroupToken, policyToken, resourceGroupToken, touched } from "./iam-names.ts";
import { judgeActions, judgeResource } from "./iam-rules.ts";
import { conflict } from "./refusals.ts";

const synchronous = "the provider waits for nothing after its call (source of Terraform provider 2.19)";

/** A set of actions under a name. Its id is its URN. */
export const permissionsGroup: Model = {
  token: permissionsGroupToken,
  immediate: synchronous,
  unlimited: "no number of groups is documented",
  heldBy: [policyToken],
  judge(call, self) {
    judgeActions(call.inputs);
    freeName(call, permissionsGroupToken, self);
  },
  create(call) {
    const urn = `urn:v1:${account.plate}:permissionsGroup:${account.nichandle}:${newId.uuid()}`;
    return { id: urn, outputs: { ...owned(call), urn } };
  },
  update: touched,
};

/** A set of resources under a name. */
export const resourceGroup: Model = {
  token: resourceGroupToken,
  immediate: synchronous,
  unlimited: "no number of groups is documented",
  judge(call, self) {
    for (const [index, urn] of list(call.inputs, "resources").map(String).entries())
      judgeResource(call.store, urn, index);
    freeName(call, resourceGroupToken, self);
  },
  create(call) {
    const id = newId.uuid();
    return {
      id,
      outputs: { ...owned(call), GroupURN: `urn:v1:${account.plate}:resourceGroup:${id}`, readOnly: false },
    };
  },
  update: touched,
  remove({ store }, { outputs }) {
    const holder = store
      .entries(policyToken)
      .find(({ inputs }) => list(inputs, "resources").includes(outputs["GroupURN"]));
    if (holder) conflict(`the resource group is still used by policy ${holder.id}`);
  },
};
