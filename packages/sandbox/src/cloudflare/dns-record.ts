import type { Model } from "../model.ts";
import type { Properties } from "../properties.ts";
import { newId } from "../random.ts";
import type { Entry } from "../store.ts";
import { list, object, stamp, text } from "../text.ts";
import { contentOf, judgeContent } from "./dns-record-content.ts";
import { judgeNeighbours } from "./dns-record-neighbours.ts";
import { refused, unsent } from "./refusals.ts";
import { dnsRecordToken, zoneOf } from "./zone.ts";

/** Types that Cloudflare can stand in front of. */
const proxiable = ["A", "AAAA", "CNAME"];

/** A DNS record of a zone. It resolves nowhere. */
export const dnsRecord: Model = {
  token: dnsRecordToken,
  importId: "zoneId/id",
  immediate: "the provider waits for nothing after its call (source of Terraform provider 5)",
  unlimited:
    "counted in the zone: 1000 records in a free zone made before 2024-09 (Cloudflare's documentation), checked by the model",
  judge(call, self) {
    const { inputs } = call;
    const zone = zoneOf(call);
    judgeName(text(inputs, "name"), text(zone.inputs, "name"));
    judgeContent(inputs);
    judgeAnswer(inputs);
    judgeNeighbours(call.store, inputs, text(zone.inputs, "name"), self);
    if (text(inputs, "comment").length > 500) refused(400, 9300, "The comment is too long");
    const tag = list(inputs, "tags")
      .map(String)
      .find((value) => !/^[\w-]{1,32}(:.{0,100})?$/.test(value));
    if (tag !== undefined) refused(400, 9301, `Tag ${tag} is not of the form name:value`);
  },
  create(call) {
    const now = stamp(call);
    return { id: newId.hex32(), outputs: { ...shown(call.inputs), createdOn: now, modifiedOn: now } };
  },
  update: (call, { outputs }: Entry) => ({
    ...call.inputs,
    ...shown(call.inputs),
    createdOn: outputs["createdOn"],
    modifiedOn: stamp(call),
  }),
};

function shown(inputs: Properties): Properties {
  const type = text(inputs, "type").toUpperCase();
  return {
    content: contentOf(inputs),
    includeShadowMetadata: inputs["includeShadowMetadata"] ?? false,
    meta: "{}",
    proxiable: proxiable.includes(type),
    proxied: inputs["proxied"] ?? false,
    settings: { flattenCname: false, ipv4Only: false, ipv6Only: false, ...object(inputs, "settings") },
    tags: inputs["tags"] ?? [],
  };
}

/**
 * A name in full, `@`, or relative to the zone. One that ends in the zone's top level but not in the zone is taken for
 * a mistake; the real API would put it under the zone.
 */
function judgeName(name: string, zone: string): void {
  const inside = name === "@" || name === zone || name.endsWith(`.${zone}`);
  const relative = !name.endsWith(`.${zone.split(".").at(-1)}`);
  if (!inside && !relative) refused(400, 9000, `DNS name ${name} is not in zone ${zone}`);
  if (!/^(@|(\*|[\w-]{1,63})(\.[\w-]{1,63})*\.?)$/.test(name) || name.length > 255)
    refused(400, 9000, `DNS name ${name} is invalid.`);
}

/** How long a record is kept, and whether it is answered by Cloudflare itself. */
function judgeAnswer(inputs: Properties): void {
  const [ttl, proxied] = [Number(inputs["ttl"]), String(inputs["proxied"] ?? false) === "true"];
  if (proxied && !proxiable.includes(text(inputs, "type").toUpperCase()))
    refused(400, 9041, "This DNS record cannot be proxied.");
  if (proxied && ttl !== 1) unsent("ttl must be set to 1 when `proxied` is true");
  if (ttl !== 1 && (ttl < 60 || ttl > 86_400)) refused(400, 9021, "ttl must be 1 (automatic) or 60 to 86400 seconds");
}
