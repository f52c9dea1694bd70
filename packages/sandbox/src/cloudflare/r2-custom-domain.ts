import type { Model } from "../model.ts";
import type { Properties } from "../properties.ts";
import { text } from "../text.ts";
import { bucketOf } from "./r2-access.ts";
import { customDomainToken, jurisdictionOf } from "./r2-bucket.ts";
import { refused } from "./refusals.ts";
import { dnsRecordToken, zoneOf } from "./zone.ts";

const addresses = ["A", "AAAA", "CNAME"];
/** Milliseconds until the name is active: "a few minutes" in Cloudflare's documentation, five assumed. */
const settling = 300_000;
const most = 50;

/** A bucket under a name of one's own zone. Nothing answers there. */
export const r2CustomDomain: Model = {
  token: customDomainToken,
  immediate: "the provider waits for nothing after its call (source of Terraform provider 5)",
  unlimited: "50 on a bucket (Cloudflare's documentation), checked by the model",
  judge(call, self) {
    const { store, inputs } = call;
    const [bucket, domain] = [bucketOf(call), text(inputs, "domain").toLowerCase()];
    const zone = zoneOf(call);
    const name = text(zone.inputs, "name");
    if (domain !== name && !domain.endsWith(`.${name}`))
      refused(400, 10_040, `The domain ${domain} is not in zone ${name}.`);
    if (self) return;
    const others = store.entries(customDomainToken).map(({ inputs: other }) => other);
    if (others.filter((other) => other["bucketName"] === bucket.id).length >= most)
      refused(400, 10_042, `A bucket may have ${most} custom domains.`);
    if (others.some((other) => text(other, "domain").toLowerCase() === domain))
      refused(409, 10_041, `The domain ${domain} is already connected to a bucket.`);
    const record = store
      .entries(dnsRecordToken)
      .find(
        ({ inputs: other }) =>
          other["zoneId"] === zone.id &&
          text(other, "name").toLowerCase() === domain &&
          addresses.includes(text(other, "type").toUpperCase()),
      );
    if (record) refused(409, 10_041, `A DNS record for ${domain} already exists: bucket ${bucket.id} cannot take it.`);
  },
  create(call) {
    const [{ id }, domain] = [bucketOf(call), text(call.inputs, "domain")];
    return {
      id: `${text(call.inputs, "accountId")}/${id}/${domain}`,
      outputs: {
        jurisdiction: jurisdictionOf(call.inputs),
        status: { ownership: "pending", ssl: "initializing" },
        zoneName: text(zoneOf(call).inputs, "name"),
      },
    };
  },
  /** The name becomes active on its own. */
  read: ({ now }, { outputs, timeline }): Properties =>
    now - timeline.made < settling ? outputs : { ...outputs, status: { ownership: "active", ssl: "active" } },
};
