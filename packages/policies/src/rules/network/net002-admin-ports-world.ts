import { levels, type Rule } from "../../rule.ts";
import type { Limits } from "../exposure.ts";
import { judgeIngress } from "./ingress.ts";
import { portPattern, reaches, servicesOf } from "./protocol.ts";
import { sourceLimits } from "./source.ts";
import { ingressTypes, securityGroupGuide } from "./types.ts";

/** A security group that lets the world reach a port by which machines are run. */
export const adminPortsWorld: Rule<Limits & { ports: readonly string[] }> = {
  id: "NET002",
  slug: "admin-ports-world",
  title: "No port for administration is open to the world",
  group: "network",
  severity: "critical",
  levels: levels("mandatory"),
  rationale:
    "whoever gets past such a port runs the machine or the whole cluster, and some of them (Docker, etcd, kubelet) ask for no password unless told to",
  remedy:
    "allow the administrators' own public addresses as /32 or /128, or the private block of those who need the port",
  url: securityGroupGuide,
  equivalents: ["Checkov CKV_OPENSTACK_3 (3389 only)"],
  types: ingressTypes,
  parameters: {
    ports: {
      description:
        "Ports of services that administer machines: TCP unless they end in /udp. Docker, etcd, RDP, WinRM, the Kubernetes API, Proxmox, kubelet.",
      default: ["2375-2376", "2379-2380", "3389", "3389/udp", "5985-5986", "6443", "8006", "10250"],
      pattern: portPattern,
      nonEmpty: true,
    },
    ...sourceLimits,
  },

  judge(view, { type, parameters: { ports, ...limits } }) {
    const services = servicesOf(ports);
    const problem = "a port for administration is open to";
    return judgeIngress(view, type, { limits, opens: (rule) => reaches(rule, services), problem });
  },
};
