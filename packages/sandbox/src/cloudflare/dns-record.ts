import { isIP } from "node:net";
import { CloudError, type Model } from "../model.ts";
import { newId } from "../random.ts";
import { text } from "../text.ts";

/** Zones are there before anybody builds: the sandbox seeds them. */
export const zoneToken = "cloudflare:index/zone:Zone";

/** A DNS record of a zone. It resolves nowhere. */
export const dnsRecord: Model = {
  token: "cloudflare:index/dnsRecord:DnsRecord",
  judge({ store, inputs }, self) {
    const zone = store.find(zoneToken, "", text(inputs, "zoneId"));
    if (!zone) throw new CloudError(404, `Could not find zone ${text(inputs, "zoneId")}`);
    const [type, name, content] = ["type", "name", "content"].map((key) => text(inputs, key)) as [
      string,
      string,
      string,
    ];
    const zoneName = text(zone.inputs, "name");
    if (name !== zoneName && !name.endsWith(`.${zoneName}`))
      throw new CloudError(400, `DNS name ${name} is not in zone ${zoneName}`);
    if (type === "A" && isIP(content) !== 4)
      throw new CloudError(400, "Content for A record must be a valid IPv4 address");
    if (type === "AAAA" && isIP(content) !== 6)
      throw new CloudError(400, "Content for AAAA record must be a valid IPv6 address");
    const ttl = Number(inputs["ttl"]);
    if (ttl !== 1 && (ttl < 60 || ttl > 86_400))
      throw new CloudError(400, "ttl must be 1 (automatic) or 60 to 86400 seconds");
    const twin = store
      .entries("cloudflare:index/dnsRecord:DnsRecord")
      .some(
        (entry) =>
          entry.id !== self?.id &&
          ["zoneId", "type", "name", "content"].every((key) => entry.inputs[key] === inputs[key]),
      );
    if (twin) throw new CloudError(400, "An identical record already exists.");
  },
  create({ inputs }) {
    const now = new Date().toISOString();
    return {
      id: newId.hex32(),
      outputs: {
        createdOn: now,
        modifiedOn: now,
        proxiable: true,
        proxied: inputs["proxied"] ?? false,
        tags: inputs["tags"] ?? [],
        meta: "{}",
        settings: inputs["settings"] ?? {},
      },
    };
  },
};
