import { levels, type Rule } from "../../rule.ts";
import { every, failIf, holds, isOneOf, not, type Scalar } from "../../truth.ts";
import { each } from "../../verdict.ts";
import { at } from "../../view.ts";
import { isDatabaseHost, isPrivateOrigin, isTyped, longestText, recordTypes } from "./record.ts";

/** Types of records that name a host or an address. */
const pointing = ["A", "AAAA", "CNAME", "MX", "NS", "PTR", "SRV", "HTTPS", "SVCB", "URI"];

/** A private address, or the endpoint of a managed database, that everyone can look up. */
export const privateAddressInDns: Rule = {
  id: "CF006",
  slug: "private-address-in-dns",
  title: "Public zones tell nothing of private networks and databases",
  group: "edge",
  severity: "medium",
  levels: levels("advisory", "mandatory", "mandatory"),
  rationale:
    "a public zone tells everyone how the private network is laid out, and a name for a private address lets a page of another site reach it through its visitor",
  remedy:
    "keep the record in a resolver of the private network, proxy it, or hand the database's endpoint to its clients as configuration",
  url: "https://developers.cloudflare.com/dns/manage-dns-records/reference/dns-record-types/",
  equivalents: [],
  types: recordTypes,
  parameters: {},

  judge(view) {
    const published = every(holds(at(view, "type"), isTyped(pointing)), not(isOneOf(at(view, "proxied"), true)));
    const data = at(view, "data");
    return each([at(view, "content"), at(data, "target"), at(data, "value")], (text) =>
      failIf(
        every(published, holds(text, tells)),
        text,
        "a private address or the endpoint of a database in a public zone",
      ),
    );
  },
};

/** What follows the host in an address such as that of a URI record. */
const path = /(:\/\/[^/\s"?#]*)[/?#][^\s"]*/g;

/** Whether one of the words is private. Text that is too long to be of such a record, or no text, is taken for it. */
function tells(value: Scalar): boolean {
  if (value === undefined) return false;
  if (typeof value !== "string" || value.length > longestText) return true;
  return value
    .replace(path, "$1")
    .split(/[\s,;="'/[\]@]+/)
    .flatMap((word) => [word, word.replace(/:\d*$/, "")])
    .some((word) => isPrivateOrigin(word) || isDatabaseHost(word));
}
