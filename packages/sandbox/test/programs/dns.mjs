// An ES module: records of a Cloudflare zone from a table, with settings of the zone.
import * as cloudflare from "@pulumi/cloudflare";
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();
const zone = await cloudflare.getZone({ zoneId: config.require("zone") });
const records = {
  [zone.name]: ["A", config.get("origin") ?? "203.0.113.10", true],
  [`www.${zone.name}`]: ["CNAME", zone.name, true],
  [`${config.get("mail") ?? "mail"}.${zone.name}`]: ["A", "203.0.113.25", false],
  [`_dmarc.${zone.name}`]: ["TXT", '"v=DMARC1; p=reject"', false],
};
export const names = Object.entries(records).map(
  ([name, [type, content, proxied]]) =>
    new cloudflare.DnsRecord(name.split(".")[0], {
      zoneId: zone.zoneId ?? config.require("zone"),
      name,
      type,
      content,
      proxied,
      ttl: proxied ? 1 : 300,
    }).name,
);
new cloudflare.DnsRecord("mx", {
  zoneId: config.require("zone"),
  name: zone.name,
  type: "MX",
  content: `mail.${zone.name}`,
  priority: 10,
  ttl: 3600,
});
new cloudflare.ZoneSetting("ssl", { zoneId: config.require("zone"), settingId: "ssl", value: "strict" });
new cloudflare.ZoneSetting("tls", {
  zoneId: config.require("zone"),
  settingId: "min_tls_version",
  value: config.get("tls") ?? "1.2",
});
new cloudflare.ZoneDnssec("dnssec", { zoneId: config.require("zone"), status: "active" });
