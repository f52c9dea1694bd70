import { isIPv4, isIPv6 } from "node:net";
import type { Properties } from "../properties.ts";
import { object, text } from "../text.ts";
import { refused } from "./refusals.ts";

const hostname = /^(\*|_?[a-z0-9_]([\w-]{0,62})?)(\.[\w-]{1,63})*\.?$/i;

/** How plain content has to look, in the words of the API; types that are not here take any text. */
const plain: { readonly [type: string]: readonly [fits: (content: string) => boolean, words: string] } = {
  A: [isIPv4, "Content for A record must be a valid IPv4 address."],
  AAAA: [isIPv6, "Content for AAAA record must be a valid IPv6 address."],
  CNAME: [(content) => hostname.test(content) && !isIPv4(content), "Content for CNAME record is invalid."],
  MX: [(content) => hostname.test(content) && !isIPv4(content), "Content for MX record must be a hostname."],
  NS: [(content) => hostname.test(content) && !isIPv4(content), "Content for NS record must be a hostname."],
  PTR: [(content) => hostname.test(content), "Content for PTR record must be a hostname."],
  TXT: [(content) => content.length <= 2048, "Content for TXT record is too long."],
};

/** Types that are given in parts, with the parts they need in the order of the zone file. */
const parts: { readonly [type: string]: readonly string[] } = {
  CAA: ["flags", "tag", "value"],
  CERT: ["type", "keyTag", "algorithm", "certificate"],
  DNSKEY: ["flags", "protocol", "algorithm", "publicKey"],
  DS: ["keyTag", "algorithm", "digestType", "digest"],
  HTTPS: ["priority", "target", "value"],
  LOC: ["latDegrees", "latDirection", "longDegrees", "longDirection", "altitude"],
  NAPTR: ["order", "preference", "flags", "service", "regex", "replacement"],
  SMIMEA: ["usage", "selector", "matchingType", "certificate"],
  SRV: ["priority", "weight", "port", "target"],
  SSHFP: ["algorithm", "type", "fingerprint"],
  SVCB: ["priority", "target", "value"],
  TLSA: ["usage", "selector", "matchingType", "certificate"],
  URI: ["weight", "target"],
};

const tags = ["issue", "issuewild", "iodef"];

/** Refuses content or data that does not belong to the type of the record. */
export function judgeContent(inputs: Properties): void {
  const [type, content, data] = [text(inputs, "type").toUpperCase(), text(inputs, "content"), object(inputs, "data")];
  const given = Object.keys(data).length > 0;
  if (type === "MX" && inputs["priority"] === undefined)
    refused(400, 9101, "priority is a required field for MX records.");
  if (type === "URI" && inputs["priority"] === undefined)
    refused(400, 9101, "priority is a required field for URI records.");
  const needed = parts[type];
  if (needed) {
    const missing = needed.find((name) => data[name] === undefined || data[name] === null);
    if (content === "" && missing) refused(400, 9101, `data.${missing} is a required field for ${type} records.`);
    if (type === "CAA" && !tags.includes(text(data, "tag") || "issue"))
      refused(400, 9103, `CAA tag ${text(data, "tag")} is not valid.`);
    return;
  }
  if (given && type !== "MX") refused(400, 9102, `data is not a field of ${type} records.`);
  if (content === "") refused(400, 9101, `content is a required field for ${type} records.`);
  const [fits, words] = plain[type] ?? [];
  if (fits && words && !fits(content)) refused(400, type === "AAAA" ? 9006 : type === "A" ? 9005 : 9009, words);
}

/** The content as the API shows it: what was given, or the parts as a zone file has them. */
export function contentOf(inputs: Properties): string {
  const data = object(inputs, "data");
  const names = parts[text(inputs, "type").toUpperCase()] ?? [];
  const shown = names.map((name) => (name === "value" ? JSON.stringify(data[name]) : String(data[name] ?? "")));
  return text(inputs, "content") || shown.join(" ");
}
