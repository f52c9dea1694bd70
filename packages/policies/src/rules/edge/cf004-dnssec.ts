import { levels, ofResource, type Rule, type Subject } from "../../rule.ts";
import { every, failIf, holds, isOneOf, not, type Scalar, some, someOf, type Truth } from "../../truth.ts";
import { each } from "../../verdict.ts";
import { at, type View } from "../../view.ts";

const zoneType = "cloudflare:index/zone:Zone";
const dnssecType = "cloudflare:index/zoneDnssec:ZoneDnssec";

/** A zone of the stack that nobody signs, or a signature that is switched off. */
export const dnssec: Rule = {
  id: "CF004",
  slug: "dnssec",
  title: "Zones are signed with DNSSEC",
  group: "edge",
  severity: "medium",
  levels: levels("advisory", "advisory", "mandatory"),
  rationale:
    "without signatures a resolver takes forged answers for the zone's own (Cloudflare's documentation on DNSSEC)",
  remedy: 'make a ZoneDnssec with status "active" for the zone, and give its DS record to the registrar',
  url: "https://developers.cloudflare.com/dns/dnssec/",
  equivalents: [],
  types: [dnssecType],
  parameters: {},

  judge(view) {
    const status = at(view, "status");
    return failIf(not(isOneOf(status, "active")), status, "the zone's signature is not switched on");
  },

  judgeStack(subjects) {
    const zones = subjects.filter(({ type }) => type === zoneType);
    const signatures = subjects
      .filter(({ type }) => type === dnssecType)
      .map(({ originsOf, properties }) => {
        const origins = originsOf?.("zoneId") ?? [];
        return { zoneId: at(properties, "zoneId"), origins: zones.filter(({ urn }) => origins.includes(urn)) };
      });
    return each(zones, (zone) => {
      const unsigned = every(isFull(zone), not(someOf(signatures.map((signature) => isFor(signature, zone)))));
      return ofResource(
        zone.urn,
        failIf(unsigned, at(zone.properties, "name"), "no ZoneDnssec of the stack signs this zone"),
      );
    });
  },
};

/** Cloudflare signs the zones whose DNS it hosts: those of type `full`, which is the usual one. */
const isFull = ({ properties }: Subject): Truth =>
  holds(at(properties, "type"), (type) => type !== "partial" && type !== "secondary" && type !== "internal");

interface Signature {
  readonly zoneId: View;
  /** Zones that its zone's id comes from. */
  readonly origins: readonly Subject[];
}

/** Whether the signature is the zone's: it names its id, or is made from that zone alone while its own is not known. */
function isFor({ zoneId, origins }: Signature, zone: Subject): Truth {
  const id = at(zone.properties, "id");
  const isMade = origins.includes(zone);
  if (id.kind === "absent") return isMade;
  const isNamed = id.kind === "known" ? isOneOf(zoneId, id.value as Scalar) : id;
  return some(isMade && origins.length === 1 && zoneId.kind !== "known", isNamed);
}
