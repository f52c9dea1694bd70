import { contains } from "@accoreboot/core/pure";
import { levels, type Rule } from "../../rule.ts";
import { every, failIf, holds, isOneOf, not, type Scalar, some, type Truth, when } from "../../truth.ts";
import { each, fail, type Verdict } from "../../verdict.ts";
import { at, type View } from "../../view.ts";
import { blocksOf } from "../exposure.ts";
import { evidenceOf } from "./evidence.ts";
import { hostOf, isPrivateOrigin, isTyped, longestText, matchesHost, recordTypes } from "./record.ts";
import { services } from "./services.ts";

/** A host of a zone that Cloudflare answers for with one of several origins. It goes before a record of its name. */
const loadBalancerType = "cloudflare:index/loadBalancer:LoadBalancer";

type Lists = { readonly names: readonly string[]; readonly origins: readonly string[] };

/** A record or load balancer that answers with the address of a public origin instead of Cloudflare's. */
export const unproxiedOrigin: Rule<Lists> = {
  id: "CF001",
  slug: "unproxied-origin",
  title: "Records hide their public origin behind the proxy",
  group: "edge",
  severity: "high",
  levels: levels("advisory", "advisory", "mandatory"),
  rationale:
    "a record that is not proxied tells everyone the origin's address, past the firewall and the limits of the proxy (Cloudflare's documentation on the proxy status)",
  remedy:
    "set proxied to true and leave hints of addresses out; list the name of what cannot be proxied, such as a host of mail, or its origin in the rule's parameters",
  url: "https://developers.cloudflare.com/dns/proxy-status/",
  equivalents: [],
  types: [...recordTypes, loadBalancerType],
  parameters: {
    names: {
      description:
        "Names of records and load balancers that may answer with their origin, as those write them; `*.example.com` for all beneath it.",
      default: [],
      pattern: "\\S+",
    },
    origins: {
      description:
        "Origins that may be told: addresses, blocks, or names of hosts, `*.example.com` for all beneath it. A list of your own takes the place of the well-known services.",
      default: services,
      pattern: "\\S+",
    },
  },

  judge(view, { type: token, parameters: { names, origins } }) {
    if (token === loadBalancerType) return judgeLoadBalancer(view, names);
    const [type, name, proxied, content] = ["type", "name", "proxied", "content"].map((property) =>
      at(view, property),
    ) as [View, View, View, View];
    const excepted = some(isExcepted(name, names), every(isOneOf(type, "CNAME"), holds(name, isUnderscored)));
    const told = every(
      holds(type, isTyped(["A", "AAAA", "CNAME"])),
      not(isOneOf(proxied, true)),
      not(excepted),
      holds(content, (value) => isTold(value, origins)),
    );
    const isHinting = every(holds(type, isTyped(["HTTPS", "SVCB"])), not(excepted));
    return [
      ...when(told, () => [
        fail(proxied, "the record is not proxied, so that it tells its origin", evidenceOf([type], [content])),
      ]),
      ...each([content, at(at(view, "data"), "value")], (text) =>
        failIf(
          every(
            isHinting,
            holds(text, (value) => hints(value, origins)),
          ),
          text,
          "the record tells its origin by a hint",
        ),
      ),
    ];
  },
};

function judgeLoadBalancer(view: View, names: readonly string[]): Verdict[] {
  const proxied = at(view, "proxied");
  const told = every(not(isOneOf(proxied, true)), not(isExcepted(at(view, "name"), names)));
  return failIf(told, proxied, "the load balancer is not proxied, so that it tells its origins");
}

const isExcepted = (name: View, names: readonly string[]): Truth =>
  names.length > 0 && holds(name, (value) => isAmong(names, value));

/** A name has at most 253 characters (RFC 1035), and blanks or a dot around it. */
const isName = (value: Scalar): value is string => typeof value === "string" && value.length < 256;

const isAmong = (names: readonly string[], value: Scalar) =>
  isName(value) && names.some((name) => matchesHost(name, value));

/** Names such as `_acme-challenge` and `key._domainkey` prove something to another service, and are no hosts. */
const isUnderscored = (value: Scalar) => isName(value) && /(^|\.)_/.test(hostOf(value));

/** Whether the content is a public origin that is not on the list. What is no name and no address is taken for one. */
const isTold = (value: Scalar, origins: readonly string[]): boolean =>
  !isName(value) ||
  !(isPrivateOrigin(value) || origins.some((origin) => isInside(origin, value) || matchesHost(origin, value)));

/** Parameters of HTTPS and SVCB records that hold addresses, by name or by number (RFC 9460). */
const hint = /(?:ipv[46]hint|key[46])\s*=\s*"?([^"\s]*)/gi;

/** Whether the text of such a record has a hint at such an origin. Text that is too long, or no text, is taken for one. */
function hints(value: Scalar, origins: readonly string[]): boolean {
  if (value === undefined) return false;
  if (typeof value !== "string" || value.length > longestText) return true;
  return [...value.matchAll(hint)].some(([, list = ""]) => list.split(",").some((text) => isTold(text, origins)));
}

function isInside(origin: string, text: string): boolean {
  const inner = blocksOf(text.trim());
  return blocksOf(origin)?.some((outer) => inner?.some((block) => contains(outer, block))) === true;
}
