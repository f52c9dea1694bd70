import { levels, ofResource, type Rule, type StackVerdict, type Subject } from "../../rule.ts";
import { every, failIf, holds, isOneOf, not, some, someOf } from "../../truth.ts";
import { each, type Verdict } from "../../verdict.ts";
import { at, type View } from "../../view.ts";
import { judgeMembers } from "../bounded.ts";
import type { Limits } from "../exposure.ts";
import { namesResource } from "./join.ts";
import { evidenceOfListener, isOpen, type Listener, listenersOf, octaviaListener, speaks } from "./listener.ts";
import { sourceLimits } from "./source.ts";
import { listenerType, loadBalancerType, poolType } from "./types.ts";

type Parameters = Limits & { tlsPorts: readonly string[] };

const problem = "the listener serves the world over HTTP in clear text";

/** A load balancer that serves the world in clear text, by an old TLS, or through a port that is not known to be TLS. */
export const lbTls: Rule<Parameters> = {
  id: "NET008",
  slug: "lb-tls",
  title: "Load balancers serve the world by TLS 1.2 or later",
  group: "network",
  severity: "high",
  levels: levels("advisory", "mandatory", "mandatory"),
  rationale:
    "what goes over the internet in clear text, or by TLS 1.0 and 1.1 (deprecated by RFC 8996), can be read and changed on its way",
  remedy:
    "listen with TERMINATED_HTTPS or HTTPS; give an HTTP listener no pool but an L7 policy that redirects to https; give a listener that is not for the world, as on a load balancer with a private address alone, allowedCidrs",
  url: "https://docs.openstack.org/api-ref/load-balancer/v2/#create-listener",
  equivalents: ["Checkov CKV_AWS_2", "Checkov CKV_AWS_103", "Trivy AWS-0047"],
  types: [listenerType, loadBalancerType],
  parameters: {
    tlsPorts: {
      description: "Ports on which what is passed through encrypts by itself, so that the world may reach them.",
      default: ["443", "8443"],
      pattern: "\\d{1,5}",
    },
    ...sourceLimits,
  },

  judge(view, { type, parameters }) {
    if (type === listenerType) return judgeListener(octaviaListener(view), parameters);
    const { listeners, verdicts } = listenersOf(view);
    return [...verdicts, ...each(listeners, (listener) => judgeListener(listener, parameters))];
  },

  judgeStack(subjects, { parameters }) {
    const listeners = subjects.filter(({ type }) => type === listenerType);
    return listeners.flatMap((listener) => judgeServed(listener, listeners, subjects, parameters));
  },
};

function judgeListener(listener: Listener, { tlsPorts, ...limits }: Parameters): Verdict[] {
  const open = isOpen(listener, limits);
  const evidence = () => evidenceOfListener(listener, limits);
  const http = speaks(listener, "HTTP");
  const encrypted = speaks(listener, "HTTPS", "TERMINATEDHTTPS");
  const passed = every(
    speaks(listener, "TCP", "UDP"),
    holds(listener.port, (port) => tlsPorts.includes(String(port))),
  );
  return [
    ...failIf(every(open, http, listener.serves), listener.protocol, problem, evidence),
    ...failIf(
      every(open, not(some(http, encrypted)), not(passed)),
      listener.allowed,
      "the world reaches a listener that is not known to encrypt",
      evidence,
    ),
    ...judgeVersions(listener.versions),
  ];
}

/** Without a list the service takes TLS 1.2 and 1.3 (Octavia's `default_listener_tls_versions`). */
const judgeVersions = (versions: View): Verdict[] =>
  judgeMembers(versions, "TLS versions", (version) =>
    failIf(not(isOneOf(version, "TLSv1.2", "TLSv1.3")), version, "the listener accepts an old version of TLS"),
  );

/** An HTTP listener without a pool of its own that a pool, or an L7 policy that leads to one, is hung on. */
function judgeServed(
  listener: Subject,
  all: readonly Subject[],
  subjects: readonly Subject[],
  { tlsPorts, ...limits }: Parameters,
): StackVerdict[] {
  const shape = octaviaListener(listener.properties);
  const served = subjects.map((subject) =>
    every(
      subject.type === poolType || isOneOf(at(subject.properties, "action"), "REDIRECT_TO_POOL"),
      namesResource(subject, "listenerId", listener, all),
    ),
  );
  const truth = every(isOpen(shape, limits), speaks(shape, "HTTP"), !shape.serves, someOf(served));
  const verdicts = failIf(truth, shape.protocol, problem, () => evidenceOfListener(shape, limits));
  return ofResource(listener.urn, verdicts);
}
