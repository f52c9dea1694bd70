import { levels, type Rule } from "../../rule.ts";
import { some } from "../../truth.ts";
import type { Limits } from "../exposure.ts";
import { judgeIngress } from "./ingress.ts";
import { isAnyProtocol, isWiderThan } from "./protocol.ts";
import { sourceLimits } from "./source.ts";
import { ingressTypes, securityGroupRuleReference } from "./types.ts";

/** A rule that opens every protocol, every port or most of them to the world. */
export const anyPortOrProtocol: Rule<Limits & { maxPorts: number }> = {
  id: "NET004",
  slug: "any-port-or-protocol",
  title: "What is open to the world names its protocol and its ports",
  group: "network",
  severity: "high",
  levels: levels("mandatory"),
  rationale:
    "a protocol or ports that are left out mean all of them (OpenStack API reference, create security group rule), and so opens what nobody thought of",
  remedy: "write the protocol and the ports that the service needs, one rule for each",
  url: securityGroupRuleReference,
  equivalents: ["Trivy OPNSTK-0003"],
  types: ingressTypes,
  parameters: {
    maxPorts: {
      description: "How many ports one rule may open to the world.",
      default: 32_768,
      minimum: 1,
      maximum: 65_534,
    },
    ...sourceLimits,
  },

  judge(view, { type, parameters: { maxPorts, ...limits } }) {
    return judgeIngress(view, type, {
      limits,
      opens: (rule) => some(isAnyProtocol(rule), isWiderThan(rule, maxPorts)),
      problem: "every protocol, or nearly every port, is open to",
      place: (rule) => (isAnyProtocol(rule) === true ? rule.protocol : rule.min),
    });
  },
};
