import type { Call, Lookup } from "../model.ts";
import type { Properties } from "../properties.ts";
import type { Entry } from "../store.ts";
import { object, text } from "../text.ts";
import { refused, unsent } from "./refusals.ts";
import { dnsRecordToken, zoneOf } from "./zone.ts";

const always = { direction: "asc", match: "all", order: "type", proxied: false, tagMatch: "all" };

/** A record by id, or the one that a filter leaves over. */
export const getDnsRecord: Lookup = {
  token: "cloudflare:index/getDnsRecord:getDnsRecord",
  call(call) {
    const { dnsRecordId, filter: given } = call.inputs;
    if (!dnsRecordId === !given) unsent("one (and only one) of [dns_record_id, filter] is required");
    const filter = object(call.inputs, "filter");
    const found = recordsOf(call).filter((entry) => (given ? fits(entry, filter) : entry.id === dnsRecordId));
    const [record, ...more] = found;
    if (!record && !given) refused(404, 81044, "Record does not exist.");
    if (!record) return unsent("failed to find exactly one result: no record matches the filter");
    if (more.length > 0) unsent("failed to find exactly one result: several records match the filter");
    const meta = { deadGlue: false, isGlue: false, shadowedBies: [], shadowedRecordsCount: 0 };
    return { ...call.inputs, ...shown(record), meta, ...(given ? { filter: { ...always, ...filter } } : {}) };
  },
};

/** Records of a zone that fit. */
export const getDnsRecords: Lookup = {
  token: "cloudflare:index/getDnsRecords:getDnsRecords",
  call(call) {
    const { inputs } = call;
    const most = inputs["maxItems"] === undefined ? 1000 : Number(inputs["maxItems"]);
    const results = recordsOf(call)
      .filter((entry) => fits(entry, inputs))
      .slice(0, most);
    return { ...always, includeShadowMetadata: false, ...inputs, results: results.map(listed) };
  },
};

const recordsOf = (call: Call): Entry[] => {
  const { id } = zoneOf(call);
  return call.store.entries(dnsRecordToken).filter(({ inputs }) => inputs["zoneId"] === id);
};

/** By type, whether proxied, and by texts of which a part is given. */
function fits({ outputs }: Entry, filter: Properties): boolean {
  const type = text(filter, "type");
  if (type !== "" && type !== text(outputs, "type")) return false;
  if (filter["proxied"] !== undefined && filter["proxied"] !== outputs["proxied"]) return false;
  return ["name", "content", "comment"].every((name) => {
    const [value, parts] = [text(outputs, name).toLowerCase(), object(filter, name)];
    const part = (key: string) => text(parts, key).toLowerCase();
    return (
      (part("exact") === "" || value === part("exact")) &&
      value.includes(part("contains")) &&
      value.startsWith(part("startswith")) &&
      value.endsWith(part("endswith"))
    );
  });
}

/** A record with every field that a data source shows. */
const shown = ({ id, outputs }: Entry): Properties => ({
  comment: "",
  commentModifiedOn: "",
  data: {},
  priority: 0,
  privateRouting: false,
  tagsModifiedOn: "",
  ...outputs,
  id,
});

function listed(entry: Entry): Properties {
  const { zoneId: _zoneId, includeShadowMetadata: _shadow, ...record } = shown(entry);
  return record;
}
