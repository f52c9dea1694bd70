import { levels, type Rule } from "../../rule.ts";
import type { Limits } from "../exposure.ts";
import { judgeIngress } from "./ingress.ts";
import { portPattern, reaches, servicesOf } from "./protocol.ts";
import { sourceLimits } from "./source.ts";
import { ingressTypes, securityGroupGuide } from "./types.ts";

/** A security group that lets the world, or a wide public range, reach SSH, however protocol, ports and source are spelt. */
export const sshWorld: Rule<Limits & { ports: readonly string[] }> = {
  id: "NET001",
  slug: "ssh-world",
  title: "SSH is not open to the world",
  group: "network",
  severity: "critical",
  levels: levels("mandatory"),
  rationale: "everyone who can reach an SSH server can try passwords, stolen keys and known flaws on it",
  remedy:
    "allow the administrators' own public addresses as /32 or /128, or a private block that a bastion or a VPN is in",
  url: securityGroupGuide,
  equivalents: ["Checkov CKV_OPENSTACK_2", "Trivy OPNSTK-0003", "cdk-nag EC23"],
  notWaivable: ["prod"],
  types: ingressTypes,
  parameters: {
    ports: {
      description: "TCP ports of SSH servers, single or as a range.",
      default: ["22"],
      pattern: portPattern,
      nonEmpty: true,
    },
    ...sourceLimits,
  },

  judge(view, { type, parameters: { ports, ...limits } }) {
    const services = servicesOf(ports);
    return judgeIngress(view, type, { limits, opens: (rule) => reaches(rule, services), problem: "SSH is open to" });
  },
};
