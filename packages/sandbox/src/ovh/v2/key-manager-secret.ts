import type { Call } from "../../model.ts";
import type { Properties } from "../../properties.ts";
import { object, text } from "../../text.ts";
import { bad, oneOf } from "../refusals.ts";
import { apiV2, present } from "./envelope.ts";
import { life } from "./lives.ts";
import { inPlace, locationOf } from "./places.ts";
import { v2Tokens } from "./tokens.ts";

const contentTypes = ["TEXT_PLAIN", "APPLICATION_OCTET_STREAM", "APPLICATION_PKIX_CERT", "APPLICATION_PKCS8"];
const upper = (values: Properties, name: string) => text(values, name).toUpperCase() || undefined;

/**
 * A secret of the key manager. Its type, algorithm and mode are written in capitals, whatever the program wrote. Only its
 * metadata can change.
 */
export const keyManagerSecret = apiV2({
  token: v2Tokens.secret,
  importId: "serviceName/id",
  heldBy: [v2Tokens.secretConsumer],
  life: life({ making: 3 }, 20),
  need: () => ({ service: "keyManager", items: { secrets: 1 } }),
  judge(call, entry) {
    if (entry) return;
    inPlace(call);
    const { inputs } = call;
    const type = upper(inputs, "secretType");
    oneOf("secretType", type, ["SYMMETRIC", "PUBLIC", "PRIVATE", "PASSPHRASE", "CERTIFICATE", "OPAQUE"]);
    oneOf("mode", upper(inputs, "mode"), ["CBC", "CTR"]);
    oneOf("payloadContentType", inputs["payloadContentType"], contentTypes);
    const bits = inputs["bitLength"];
    if (bits !== undefined && bits !== null && !(Number.isInteger(Number(bits)) && Number(bits) > 0))
      bad(`Invalid bit length: ${String(bits)} is not a positive number`);
    judgePayload(inputs);
    judgeExpiration(call);
  },
  target: ({ inputs }) => ({
    secretType: upper(inputs, "secretType"),
    algorithm: upper(inputs, "algorithm"),
    mode: upper(inputs, "mode"),
    bitLength: inputs["bitLength"] && Number(inputs["bitLength"]),
  }),
  current: (_call, { id, target }) => ({
    name: text(target, "name"),
    secretType: text(target, "secretType"),
    algorithm: text(target, "algorithm"),
    bitLength: target["bitLength"] ?? 0,
    mode: text(target, "mode"),
    payloadContentType: text(target, "payloadContentType"),
    expiration: text(target, "expiration"),
    secretRef: referenceTo(target, "secrets", id),
    status: "ACTIVE",
    location: locationOf(target),
    metadata: Object.keys(object(target, "metadata")).length > 0 ? present(object(target, "metadata")) : undefined,
  }),
});

/** The payload itself is in no message. */
function judgePayload(inputs: Properties): void {
  const payload = text(inputs, "payload");
  if (payload === "") return;
  if (text(inputs, "payloadContentType") === "") bad("payloadContentType is required with payload");
  const bare = payload.replace(/\s/g, "");
  if (bare.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(bare)) bad("payload must be base64-encoded");
}

function judgeExpiration({ inputs, now }: Call): void {
  const expiration = text(inputs, "expiration");
  if (expiration === "") return;
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(expiration)
    ? Date.parse(expiration)
    : Number.NaN;
  if (Number.isNaN(at)) bad(`expiration '${expiration}' is not a date in RFC 3339 format`);
  if (at <= now) bad(`expiration '${expiration}' is in the past`);
}

/** Address under which OpenStack knows a secret or a container. */
export function referenceTo(target: Properties, kind: "secrets" | "containers", id: string): string {
  return `https://key-manager.${text(target, "region").toLowerCase()}.cloud.ovh.net/v1/${kind}/${id}`;
}
