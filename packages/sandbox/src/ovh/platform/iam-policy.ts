import { habit } from "../../habit.ts";
import type { Model } from "../../model.ts";
import { newId } from "../../random.ts";
import { list, object, text } from "../../text.ts";
import { freeName, isOwnGroup, owned, permissionsGroupToken, policyToken, touched } from "./iam-names.ts";
import { judgeActions, judgeCondition, judgeIdentity, judgeResource } from "./iam-rules.ts";
import { absent, bad } from "./refusals.ts";

export const lookupEmpty = habit(
  "iam.policy-lookup-empty",
  "getPolicy gives little more than the id it was asked for: of what the API answers it keeps the expiry and the conditions",
  "source of the data source iam_policy, Terraform provider 2.19",
);

/** Who may do what with which resources. Nothing in the sandbox obeys it. */
export const policy: Model = {
  token: policyToken,
  habits: [lookupEmpty],
  immediate: "the provider waits for nothing after its call (source of Terraform provider 2.19)",
  unlimited: "no number of policies is documented",
  judge(call, self) {
    const { store, inputs } = call;
    for (const [index, urn] of list(inputs, "identities").entries()) judgeIdentity(store, urn, index);
    for (const [index, urn] of list(inputs, "resources").map(String).entries()) judgeResource(store, urn, index);
    for (const urn of list(inputs, "permissionsGroups").map(String)) {
      if (!isOwnGroup(urn) && !store.find(permissionsGroupToken, "", urn)) absent(`permissions group ${urn} not found`);
    }
    judgeActions(inputs);
    const until = text(inputs, "expiredAt");
    if (until !== "" && Number.isNaN(Date.parse(until))) bad(`"expiredAt" ${until} is not a date`);
    if (Object.keys(object(inputs, "conditions")).length > 0) judgeCondition(object(inputs, "conditions"));
    freeName(call, policyToken, self);
  },
  create: (call) => ({ id: newId.uuid(), outputs: { ...owned(call), readOnly: false } }),
  update: touched,
};
