import { isIPv4, isIPv6 } from "node:net";
import { habit } from "../../habit.ts";
import type { Lookup, Model } from "../../model.ts";
import type { Properties } from "../../properties.ts";
import { idOf, newId } from "../../random.ts";
import type { Entry, Things } from "../../store.ts";
import { text } from "../../text.ts";
import { zoneAt, zoneRecordToken, zoneRedirectionToken } from "./domain-zone.ts";
import { absent, bad, conflict } from "./refusals.ts";
import { relaid } from "./relaid.ts";

const textQuoted = habit(
  "domain.text-quoted",
  "the target of a TXT record comes back in quotes, whatever was sent",
  "source of domain_zone_record, Terraform provider 2.19",
);
const immediate = "the API answers at once (source of Terraform provider 2.19)";
const hostname = /^[\w*](?:[\w.-]*[\w])?\.?$/;

/** How a target has to look; types that are not here take any text. */
const targets: { readonly [type: string]: (target: string) => boolean } = {
  A: isIPv4,
  AAAA: isIPv6,
  CNAME: (target) => hostname.test(target),
  DNAME: (target) => hostname.test(target),
  NS: (target) => hostname.test(target),
  MX: (target) => /^\d{1,5} \S+$/.test(target),
  SRV: (target) => /^\d{1,5} \d{1,5} \d{1,5} \S+$/.test(target),
  CAA: (target) => /^\d{1,3} (issue|issuewild|iodef) "?[^"]*"?$/.test(target),
};
const others = ["DKIM", "DMARC", "LOC", "NAPTR", "SPF", "SSHFP", "TLSA", "TXT", "SVCB", "HTTPS", "RP"];

/** A record of an OVHcloud DNS zone. It resolves nowhere. */
export const zoneRecord: Model = {
  token: zoneRecordToken,
  importId: "id.zone",
  habits: [textQuoted],
  immediate,
  unlimited: "no number of records is documented",
  judge(call, self) {
    const { inputs, store } = call;
    zoneAt(call, "zone");
    const [type, target] = [text(inputs, "fieldtype"), text(inputs, "target")];
    if (!targets[type] && !others.includes(type))
      bad(`[fieldType] Given data (${type}) is not valid for type zone.NamedResolutionFieldTypeEnum`);
    if (target === "" || targets[type]?.(target) === false)
      bad(`Invalid target "${target}" for a record of type ${type}`);
    if (!/^(@|[\w*][\w.*-]*)?$/.test(text(inputs, "subdomain"))) bad(`Invalid subdomain ${text(inputs, "subdomain")}`);
    alone(store, inputs, self);
  },
  create: (call) => ({ id: newId.number(10), outputs: shown(call.inputs, call.has(textQuoted)) }),
  update: (call, entry) => ({ ...relaid(entry, call.inputs), ...shown(call.inputs, call.has(textQuoted)) }),
};

function shown(inputs: Properties, quoted: boolean): Properties {
  const target = text(inputs, "target");
  const quote = quoted && inputs["fieldtype"] === "TXT" && !target.startsWith('"');
  return {
    subdomain: text(inputs, "subdomain"),
    ttl: Number(inputs["ttl"] ?? 0),
    target: quote ? `"${target}"` : target,
  };
}

/** A CNAME stands alone under its name. */
function alone(store: Things, inputs: Properties, self?: Entry): void {
  const name = text(inputs, "subdomain");
  const neighbours = store
    .entries(zoneRecordToken)
    .filter(
      ({ id, inputs: other }) =>
        id !== self?.id && other["zone"] === inputs["zone"] && text(other, "subdomain") === name,
    );
  const isCname = inputs["fieldtype"] === "CNAME";
  const other = neighbours.find(({ inputs: { fieldtype } }) => isCname || fieldtype === "CNAME");
  if (other)
    conflict(
      `A record of type ${text(other.inputs, "fieldtype")} already exists for subdomain "${name}", which a CNAME does not allow`,
    );
}

/** A web redirection of a name of a zone. */
export const zoneRedirection: Model = {
  token: zoneRedirectionToken,
  immediate,
  unlimited: "no number of redirections is documented",
  judge(call) {
    const { inputs } = call;
    zoneAt(call, "zone");
    const [type, target] = [text(inputs, "type"), text(inputs, "target")];
    if (!["invisible", "visible", "visiblePermanent"].includes(type))
      bad(`[type] Given data (${type}) is not valid for type zone.RedirectionTypeEnum`);
    if (!URL.canParse(target) || !/^https?:/.test(target)) bad(`Invalid target ${target}`);
  },
  create: () => ({ id: newId.number(8), outputs: {} }),
};

/** A record by id. */
export const getZoneRecord: Lookup = {
  token: "ovh:index/getDomainZoneRecord:getDomainZoneRecord",
  call(call) {
    const zone = zoneAt(call, "zoneName").id;
    const id = text(call.inputs, "id");
    const found = call.store.find(zoneRecordToken, "", id);
    if (!found || found.inputs["zone"] !== zone) return absent(`The requested object (id = ${id}) does not exist`);
    const { fieldtype, subdomain, target, ttl } = found.outputs;
    return { id: Number(id), zoneName: zone, zone, fieldType: fieldtype, subDomain: subdomain, target, ttl };
  },
};

/** The ids of all records of a zone. */
export const getZoneRecords: Lookup = {
  token: "ovh:index/getDomainZoneRecords:getDomainZoneRecords",
  call(call) {
    const zone = zoneAt(call, "zoneName").id;
    const ids = call.store
      .entries(zoneRecordToken)
      .filter(({ inputs }) => inputs["zone"] === zone)
      .map(({ id }) => Number(id));
    return { zoneName: zone, id: idOf(`${zone} ${ids.join()}`), ids };
  },
};
