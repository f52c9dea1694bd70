import type { Call, Model } from "../../model.ts";
import type { Properties } from "../../properties.ts";
import { newId } from "../../random.ts";
import type { Entry } from "../../store.ts";
import { object, text } from "../../text.ts";
import { keystoneId } from "../credentials.ts";
import { loginOf, regionOf } from "../keystone.ts";
import { refuse } from "../refusal.ts";
import { projectQuota, resource } from "../resource.ts";
import { moment } from "../times.ts";
import { tokens } from "../tokens.ts";

/** Address of a thing in a region's key manager. */
export const keyManagerUrl = (region: string, path: string): string =>
  `https://key-manager.${region.toLowerCase()}.cloud.ovh.net/v1/${path}`;

/** A secret, such as a certificate for a load balancer. Containers that name it lose it when it is deleted. */
export const secret: Model = resource({
  token: tokens.secret,
  service: "key-manager",
  life: {
    output: "status",
    making: [["PENDING", 2]],
    ready: "ACTIVE",
    patience: { create: 30, update: 30, delete: 30 },
    idAfterWait: true,
    source: "state and 30 minutes from the provider's source (1.54); duration assumed",
  },
  unlimited: projectQuota,
  judge(call) {
    const { inputs } = call;
    judgePayload(inputs);
    const expires = text(inputs, "expiration");
    if (expires !== "" && Date.parse(expires) <= call.now)
      refuse(400, "Provided object does not match schema 'Secret': 'expiration' is before current time.");
  },
  id: (_call, outputs) => text(outputs, "secretRef").split("/").at(-1) ?? "",
  shown(call, before) {
    const { inputs } = call;
    const kind = text(inputs, "payloadContentType");
    return {
      ...recorded(call, before, "acl"),
      algorithm: text(inputs, "algorithm"),
      allMetadata: inputs["metadata"] ?? {},
      bitLength: Number(inputs["bitLength"] ?? 0),
      contentTypes: kind === "" ? {} : { default: kind },
      mode: text(inputs, "mode"),
      secretRef: before?.outputs["secretRef"] ?? keyManagerUrl(regionOf(call), `secrets/${newId.uuid()}`),
      secretType: text(inputs, "secretType") || "opaque",
    };
  },
});

/** What every thing of the key manager shows. */
export function recorded(call: Call, before: Entry | undefined, acl?: string): Properties {
  const now = moment(call);
  const createdAt = before?.outputs["createdAt"] ?? now;
  const read = { projectAccess: true, users: [], ...object(object(call.inputs, "acl"), "read") };
  return {
    ...(acl ? { acl: { read: { ...read, createdAt, updatedAt: now } } } : {}),
    createdAt,
    creatorId: keystoneId(loginOf(call).user),
    status: "ACTIVE",
    updatedAt: now,
  };
}

function judgePayload(inputs: Properties): void {
  const [payload, kind, encoding] = ["payload", "payloadContentType", "payloadContentEncoding"].map((name) =>
    text(inputs, name),
  ) as [string, string, string];
  const start = "Provided object does not match schema 'Secret'";
  if (payload !== "" && kind === "")
    refuse(400, `${start}: If 'payload' is supplied, 'payload_content_type' must also be supplied.`);
  if (kind === "application/octet-stream" && encoding === "")
    refuse(
      400,
      `${start}: payload_content_encoding must be specified when payload_content_type is application/octet-stream.`,
    );
  if (kind.startsWith("text/plain") && encoding !== "")
    refuse(400, `${start}: payload_content_encoding must not be specified when payload_content_type is text/plain.`);
  if (encoding === "base64" && !/^[A-Za-z0-9+/\s]*=*\s*$/.test(payload))
    refuse(400, "Unable to decode request data: the payload is not base64.");
}
