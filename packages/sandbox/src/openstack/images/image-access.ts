import type { Call, Model } from "../../model.ts";
import type { Properties } from "../../properties.ts";
import { text } from "../../text.ts";
import { tenantOf } from "../keystone.ts";
import { refuse } from "../refusal.ts";
import { at, projectQuota, resource } from "../resource.ts";
import { moment } from "../times.ts";
import { tokens } from "../tokens.ts";

const acceptToken = "openstack:images/imageAccessAccept:ImageAccessAccept";
const schema = "/v2/schemas/member";

/** Shares an image of visibility `shared` with another tenant. */
export const imageAccess: Model = resource({
  token: tokens.imageAccess,
  service: "image",
  immediate: "a record in Glance's database, there when the call answers",
  unlimited: projectQuota,
  judge(call) {
    const { inputs } = call;
    const id = text(inputs, "imageId");
    const image = at(call, tokens.image, id) ?? refuse(404, `No image found with ID ${id}`);
    if (image.outputs["visibility"] !== "shared") refuse(403, "Only shared images have members.");
    if (text(inputs, "status") !== "" && text(inputs, "status") !== "pending" && inputs["memberId"] !== tenantOf(call))
      refuse(403, "Only the member may change the status of a share.");
  },
  id: ({ inputs }) => shareId(inputs["imageId"], inputs["memberId"]),
  shown: (call, before) => ({
    createdAt: before?.outputs["createdAt"] ?? moment(call),
    schema,
    status: text(call.inputs, "status") || "pending",
    updatedAt: moment(call),
  }),
  read: ({ store }, { id, outputs }): Properties => {
    const answer = store.entries(acceptToken).find((one) => one.id === id);
    return answer ? { ...outputs, status: answer.outputs["status"], updatedAt: answer.outputs["updatedAt"] } : outputs;
  },
});

/** Answers to a share that another tenant offers. */
export const imageAccessAccept: Model = resource({
  token: acceptToken,
  service: "image",
  immediate: "one update of the share",
  unlimited: projectQuota,
  judge(call) {
    const id = shareId(call.inputs["imageId"], memberOf(call));
    if (!call.store.entries(tokens.imageAccess).some((one) => one.id === id))
      refuse(404, `${memberOf(call)} not found in the member list of the image ${text(call.inputs, "imageId")}.`);
  },
  id: (call) => shareId(call.inputs["imageId"], memberOf(call)),
  shown: (call, before) => ({
    createdAt: before?.outputs["createdAt"] ?? moment(call),
    memberId: memberOf(call),
    schema,
    updatedAt: moment(call),
  }),
});

const shareId = (image: unknown, member: unknown): string => `${String(image)}/${String(member)}`;
const memberOf = (call: Call): string => text(call.inputs, "memberId") || tenantOf(call);
