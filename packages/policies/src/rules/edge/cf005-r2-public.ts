import { levels, type Rule } from "../../rule.ts";
import { every, failIf, holds, isOneOf, not, type Scalar, some, someOf, type Truth, when } from "../../truth.ts";
import { each, fail, type Verdict } from "../../verdict.ts";
import { at, members, type View } from "../../view.ts";
import { evidenceOf } from "./evidence.ts";

const managedDomainType = "cloudflare:index/r2ManagedDomain:R2ManagedDomain";
const corsType = "cloudflare:index/r2BucketCors:R2BucketCors";

/** A bucket that the world reads at its development address, or that any page may change in its visitor's name. */
export const r2Public: Rule = {
  id: "CF005",
  slug: "r2-public",
  title: "No R2 bucket is open to everyone or to every page",
  group: "edge",
  severity: "high",
  levels: levels("mandatory"),
  rationale:
    "the r2.dev address has neither access control nor a firewall, and is meant for development (Cloudflare's documentation on public buckets); a CORS rule for any origin that takes credentials or writes lets every page act for its visitor",
  remedy:
    "set enabled to false and serve the bucket through a custom domain; name the origins, or allow any only for GET and HEAD without credentials",
  url: "https://developers.cloudflare.com/r2/buckets/public-buckets/",
  equivalents: [],
  types: [managedDomainType, corsType],
  parameters: {},

  judge(view, { type }) {
    if (type === managedDomainType) {
      const enabled = at(view, "enabled");
      return failIf(not(isOneOf(enabled, false)), enabled, "the bucket is public at its development address");
    }
    return each(listIn(view, "rules"), judgeRule);
  },
};

function judgeRule(rule: View): Verdict[] {
  const allowed = at(rule, "allowed");
  const anyOrigin = has(allowed, "origins", isAnyOrigin);
  const acts = some(has(allowed, "methods", isWriting), has(allowed, "headers", isCredential));
  return when(every(anyOrigin, acts), () => {
    const evidence = evidenceOf(...["origins", "methods", "headers"].map((name) => listIn(allowed, name)));
    return [fail(at(allowed, "origins"), "any page may write, or read with credentials", evidence)];
  });
}

/** Members of a list; a value that is no list stands for itself. */
function listIn(view: View, name: string): View[] {
  const list = at(view, name);
  return list.kind === "absent" ? [] : (members(list) ?? [list]);
}

/** Whether one of the members passes. */
const has = (view: View, name: string, test: (value: Scalar) => boolean): Truth =>
  someOf(listIn(view, name).map((member) => holds(member, test)));

/**
 * `null`, which sandboxed pages and files send, and a host with a wildcard of which at most one label is written out:
 * `*`, `https://*.com:443`, `https://*.*`, `app.*`.
 */
function isAnyOrigin(value: Scalar): boolean {
  if (typeof value !== "string") return true;
  const origin = value.trim().toLowerCase();
  const [host = ""] = origin.replace(/^[a-z*]+:\/\//, "").split(/[/:]/, 1);
  return (
    origin === "null" || (host.includes("*") && host.split(".").filter((label) => !label.includes("*")).length < 2)
  );
}

const isWriting = (value: Scalar) => typeof value !== "string" || !/^(get|head)$/i.test(value.trim());

const isCredential = (value: Scalar) =>
  typeof value !== "string" || value.includes("*") || /^(authorization|cookie)$/i.test(value.trim());
