import { cloudflareZoneSettings } from "@accoreboot/catalogue";
import type { Call, Model } from "../model.ts";
import { newId } from "../random.ts";
import { stamp, text } from "../text.ts";
import { refused } from "./refusals.ts";
import { zoneDnssecToken, zoneOf, zoneSettingToken } from "./zone.ts";

const immediate = "the provider waits for nothing after its call (source of Terraform provider 5)";

/**
 * One setting of a zone. Every setting is there from the start: this one says what it is. Destroying it changes nothing
 * in the zone, with the real provider too: only the state forgets it.
 */
export const zoneSetting: Model = {
  token: zoneSettingToken,
  importId: "zoneId/settingId",
  immediate,
  unlimited: "a zone has each setting once",
  judge(call) {
    const { inputs } = call;
    const name = text(inputs, "settingId");
    zoneOf(call);
    const allowed = cloudflareZoneSettings[name] ?? refused(400, 1006, `Unrecognized zone setting name: ${name}`);
    const { value } = inputs;
    if (allowed.length > 0 && value !== undefined && !allowed.some((known) => known === value))
      refused(400, 1007, `Invalid value for zone setting ${name}`);
  },
  create: (call) => ({ id: idOf(call), outputs: { editable: true, modifiedOn: stamp(call) } }),
  update: (call, { outputs }) => ({ ...outputs, ...call.inputs, modifiedOn: stamp(call) }),
};

/** Names of settings repeat from one zone to the next, so the zone belongs to the id. */
const idOf = ({ inputs }: Call) => `${text(inputs, "zoneId")}/${text(inputs, "settingId")}`;

/** Signatures over a zone. They wait for the registrar, so the status is pending unless told. */
export const zoneDnssec: Model = {
  token: zoneDnssecToken,
  importId: "zoneId",
  immediate,
  unlimited: "a zone has one",
  judge: (call) => void zoneOf(call),
  create(call) {
    const { id, inputs } = zoneOf(call);
    const digest = `${newId.hex32()}${newId.hex32()}`.toUpperCase();
    const keyTag = Number(newId.number(5)) % 65_536;
    return {
      id,
      outputs: {
        algorithm: "13",
        digest,
        digestAlgorithm: "SHA256",
        digestType: "2",
        ds: `${text(inputs, "name")}. 3600 IN DS ${keyTag} 13 2 ${digest}`,
        flags: 257,
        keyTag,
        keyType: "ECDSAP256SHA256",
        modifiedOn: stamp(call),
        publicKey: Buffer.from(`${newId.hex32()}${newId.hex32()}`, "hex").toString("base64"),
        status: call.inputs["status"] ?? "pending",
      },
    };
  },
  update: (call, { outputs }) => ({ ...outputs, status: "pending", ...call.inputs, modifiedOn: stamp(call) }),
};
