import type { Properties } from "../properties.ts";
import type { Entry, Things } from "../store.ts";
import { text } from "../text.ts";
import { contentOf } from "./dns-record-content.ts";
import { refused } from "./refusals.ts";
import { dnsRecordToken } from "./zone.ts";

const most = 1000;
const addresses = ["A", "AAAA", "CNAME"];

/** Refuses a record that cannot stand beside those of the zone that are there. */
export function judgeNeighbours(store: Things, inputs: Properties, zone: string, self?: Entry): void {
  const others = store
    .entries(dnsRecordToken)
    .filter(({ id, inputs: other }) => id !== self?.id && other["zoneId"] === inputs["zoneId"]);
  if (others.length >= most) refused(400, 81045, "Record quota exceeded.");
  const type = typeOf(inputs);
  const host = others.filter(({ inputs: other }) => fullName(other, zone) === fullName(inputs, zone));
  const twin = host.some(({ inputs: other }) => typeOf(other) === type && contentOf(other) === contentOf(inputs));
  if (twin) refused(400, 81058, "An identical record already exists.");
  const there = host.map(({ inputs: other }) => typeOf(other));
  if (type === "CNAME" && there.some((other) => addresses.includes(other)))
    refused(400, 81053, "An A, AAAA, or CNAME record with that host already exists.");
  if (addresses.includes(type) && there.includes("CNAME"))
    refused(400, 81054, "A CNAME record with that host already exists.");
  if (addresses.includes(type) && there.includes("NS")) refused(400, 81056, "NS records with that host already exist.");
}

const typeOf = (inputs: Properties) => text(inputs, "type").toUpperCase();

/** The name in full and in lower case. */
function fullName(inputs: Properties, zone: string): string {
  const name = text(inputs, "name").toLowerCase().replace(/\.$/, "");
  if (name === "@" || name === zone) return zone;
  return name.endsWith(`.${zone}`) ? name : `${name}.${zone}`;
}
