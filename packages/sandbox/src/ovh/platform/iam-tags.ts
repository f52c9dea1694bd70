import type { Model } from "../../model.ts";
import { text } from "../../text.ts";
import { judgeResource } from "./iam-rules.ts";

/** Tags of a resource, whatever made it. The resource itself does not show them. */
export const resourceTags: Model = {
  token: "ovh:index/iamResourceTags:IamResourceTags",
  immediate: "the provider waits for nothing after its call (source of Terraform provider 2.19)",
  unlimited: "a resource has one set of tags; a second one sets the same anew",
  judge: ({ store, inputs }) => judgeResource(store, text(inputs, "urn"), 0),
  create: ({ inputs }) => ({ id: text(inputs, "urn"), outputs: {} }),
};
