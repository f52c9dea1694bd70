import { type Call, CloudError, type Model } from "../model.ts";
import type { Properties } from "../properties.ts";
import { newId } from "../random.ts";
import type { Entry, Things } from "../store.ts";
import { list, object, stamp, text } from "../text.ts";
import { customDomainToken } from "./r2-bucket.ts";
import { judgeAccount, refused } from "./refusals.ts";

export const zoneToken = "cloudflare:index/zone:Zone";
export const dnsRecordToken = "cloudflare:index/dnsRecord:DnsRecord";
export const zoneSettingToken = "cloudflare:index/zoneSetting:ZoneSetting";
export const zoneDnssecToken = "cloudflare:index/zoneDnssec:ZoneDnssec";

/** A DNS zone. It stays pending, as nobody points its name servers here, and resolves nowhere. */
export const zone: Model = {
  token: zoneToken,
  immediate: "the provider waits for nothing after its call (source of Terraform provider 5)",
  unlimited: "depends on the account",
  judge({ store, inputs }, self) {
    const name = text(inputs, "name");
    judgeAccount(text(object(inputs, "account"), "id"));
    if (!/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*$/.test(name))
      refused(400, 1105, `${name} is not a valid domain name`);
    const taken = store.entries(zoneToken).some((entry) => entry.id !== self?.id && entry.inputs["name"] === name);
    if (taken) refused(400, 1061, `${name} already exists`);
  },
  create(call) {
    const id = newId.hex32();
    const now = stamp(call);
    return { id, outputs: zoneShown({ id, inputs: call.inputs, outputs: { createdOn: now, modifiedOn: now } }) };
  },
  update: (call, entry) =>
    zoneShown({
      id: entry.id,
      inputs: call.inputs,
      outputs: { ...entry.outputs, paused: false, modifiedOn: stamp(call) },
    }),
  /** Whatever the zone holds goes with it. */
  remove({ store }, { id }) {
    for (const token of [dnsRecordToken, zoneSettingToken, zoneDnssecToken, customDomainToken]) {
      for (const entry of store.entries(token)) if (entry.inputs["zoneId"] === id) store.remove(token, "", entry.id);
    }
  },
};

/** What a zone shows, also one of which little more than the name was put there before anybody built. */
export function zoneShown({ id, inputs, outputs }: Pick<Entry, "id" | "inputs" | "outputs">): Properties {
  const account = text(object(inputs, "account"), "id") || "00000000000000000000000000000acc";
  return {
    activatedOn: "",
    cnameSuffix: "",
    createdOn: "2026-01-01T00:00:00.000Z",
    developmentMode: 0,
    meta,
    modifiedOn: "2026-01-01T00:00:00.000Z",
    nameServers: [`a${id.slice(0, 4)}.ns.cloudflare.com`, `b${id.slice(0, 4)}.ns.cloudflare.com`],
    originalDnshost: "",
    originalNameServers: [],
    originalRegistrar: "",
    owner: { id: "", name: "", type: "user" },
    paused: false,
    permissions: ["#dns_records:edit", "#dns_records:read", "#zone:edit", "#zone:read"],
    plan,
    status: "pending",
    tenant: { id: "", name: "" },
    tenantUnit: { id: "" },
    type: "full",
    vanityNameServers: list(inputs, "vanityNameServers"),
    verificationKey: "",
    ...outputs,
    ...inputs,
    account: { id: account },
  };
}

const meta: Properties = {
  cdnOnly: false,
  customCertificateQuota: 0,
  dnsOnly: false,
  foundationDns: false,
  pageRuleQuota: 3,
  phishingDetected: false,
  step: 2,
};

const plan: Properties = {
  canSubscribe: false,
  currency: "USD",
  externallyManaged: false,
  frequency: "",
  id: "0feeeeeeeeeeeeeeeeeeeeeeeeeeeeee",
  isSubscribed: false,
  legacyDiscount: false,
  legacyId: "free",
  name: "Free Website",
  price: 0,
};

/** The zone with that id; refuses one that does not exist. */
export function zoneById(store: Things, id: string): Entry {
  const found = store.find(zoneToken, "", id);
  if (found) return found;
  throw new CloudError(404, `Could not find zone ${id}`);
}

/** The zone that `zoneId` names. */
export const zoneOf = ({ store, inputs }: Call): Entry => zoneById(store, text(inputs, "zoneId"));
