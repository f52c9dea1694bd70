import type { Call, Model } from "../../model.ts";
import type { Properties } from "../../properties.ts";
import { newId } from "../../random.ts";
import type { Entry } from "../../store.ts";
import { object, objects, text } from "../../text.ts";
import { regionOf } from "../keystone.ts";
import { refuse } from "../refusal.ts";
import { here, projectQuota, resource, sameMembers } from "../resource.ts";
import { tokens } from "../tokens.ts";
import { keyManagerUrl, recorded } from "./secret.ts";

/** Names that a container of a kind may hold, and those that it must. */
const parts: Readonly<Record<string, { readonly may: readonly string[]; readonly must: readonly string[] }>> = {
  certificate: {
    may: ["certificate", "private_key", "private_key_passphrase", "intermediates"],
    must: ["certificate"],
  },
  rsa: { may: ["public_key", "private_key", "private_key_passphrase"], must: ["public_key", "private_key"] },
};

/** Secrets that belong together, such as a certificate with its key. One that is deleted is no longer in it. */
export const secretContainer: Model = resource({
  token: tokens.secretContainer,
  service: "key-manager",
  immediate: "Barbican answers when the container is there",
  unlimited: projectQuota,
  same: { secretRefs: sameMembers },
  judge(call, entry) {
    const kind = text(call.inputs, "type");
    const refs = objects(call.inputs, "secretRefs");
    if (entry && kind !== "generic" && !sameMembers(refs, refsOf(call, entry)))
      refuse(400, "Only 'generic' containers can be modified.");
    const names = refs.map((ref) => text(ref, "name"));
    const rule = parts[kind];
    const start = `Provided object does not match schema 'Container'`;
    const foreign = rule && names.find((name) => !rule.may.includes(name));
    if (foreign !== undefined)
      refuse(400, `${start}: only ${rule?.may.join(", ")} reference names are allowed for ${kind} type.`);
    const missing = refs.length > 0 ? rule?.must.find((name) => !names.includes(name)) : undefined;
    if (missing)
      refuse(400, `${start}: The minimum required reference names are ${rule?.must.join(", ")} for ${kind} type.`);
    if (new Set(names).size < names.length) refuse(400, `${start}: Duplicate reference names are not allowed.`);
    const known = here(call, tokens.secret).map(({ outputs }) => outputs["secretRef"]);
    const lost = refs.find((ref) => !known.includes(ref["secretRef"]));
    if (lost) refuse(404, `Secret provided for '${text(lost, "name")}' doesn't exist.`);
  },
  id: (_call, outputs) => idIn(text(outputs, "containerRef")),
  shown: (call, before) => ({
    ...recorded(call, before, "acl"),
    consumers: [],
    containerRef: before?.outputs["containerRef"] ?? keyManagerUrl(regionOf(call), `containers/${newId.uuid()}`),
  }),
  read: (call, entry) =>
    entry.outputs["secretRefs"] === undefined ? entry.outputs : { ...entry.outputs, secretRefs: refsOf(call, entry) },
});

/** What a container holds: Barbican takes a secret that is deleted out of it. */
export const refsOf = ({ store }: Call, { scope, outputs }: Entry): Properties[] =>
  objects(outputs, "secretRefs").filter((ref) => store.find(tokens.secret, scope, idIn(text(ref, "secretRef"))));

const idIn = (address: string): string => address.split("/").at(-1) ?? "";

/** Asks the key manager to make a key or a pair of keys. What it makes cannot be read here. */
export const secretOrder: Model = resource({
  token: tokens.secretOrder,
  service: "key-manager",
  life: {
    output: "status",
    making: [["PENDING", 5]],
    ready: "ACTIVE",
    patience: { create: 30, delete: 30 },
    idAfterWait: true,
    source: "state and 30 minutes from the provider's source (1.54); duration assumed",
  },
  unlimited: projectQuota,
  judge({ inputs }) {
    const bits = Number(object(inputs, "meta")["bitLength"]);
    if (!Number.isInteger(bits) || bits < 1 || bits > 32_767)
      refuse(400, "Provided object does not match schema 'Key order': Invalid value for bit_length.");
  },
  id: (_call, outputs) => idIn(text(outputs, "orderRef")),
  shown(call, before) {
    const { createdAt, updatedAt, creatorId, status } = recorded(call, before);
    const place = (kind: string, wanted: boolean) =>
      wanted ? keyManagerUrl(regionOf(call), `${kind}/${newId.uuid()}`) : "";
    const pair = text(call.inputs, "type") === "asymmetric";
    return {
      containerRef: place("containers", pair),
      created: createdAt,
      creatorId,
      orderRef: place("orders", true),
      secretRef: place("secrets", !pair),
      status,
      subStatus: "",
      subStatusMessage: "",
      updated: updatedAt,
    };
  },
});
