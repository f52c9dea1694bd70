import { levels, type Rule } from "../../rule.ts";
import type { Limits } from "../exposure.ts";
import { judgeIngress } from "./ingress.ts";
import { portPattern, reaches, servicesOf } from "./protocol.ts";
import { sourceLimits } from "./source.ts";
import { ingressTypes, securityGroupGuide } from "./types.ts";

/** A security group that lets the world reach a data store, by its port alone or in a range. */
export const dbPortsWorld: Rule<Limits & { ports: readonly string[] }> = {
  id: "NET003",
  slug: "db-ports-world",
  title: "No port of a data store is open to the world",
  group: "network",
  severity: "critical",
  levels: levels("mandatory"),
  rationale: "a data store serves the application alone, and some of them ask for no password unless told to",
  remedy: "allow the private subnet or the security group of the servers that use the data store",
  url: securityGroupGuide,
  equivalents: ["Trivy OPNSTK-0003 (generic)"],
  types: ingressTypes,
  parameters: {
    ports: {
      description:
        "Ports of data stores: TCP unless they end in /udp. MySQL, PostgreSQL, Redis, InfluxDB, Kafka, OpenSearch, Memcached, MongoDB.",
      default: ["3306", "5432", "6379", "8086", "9092", "9200", "11211", "11211/udp", "27017"],
      pattern: portPattern,
      nonEmpty: true,
    },
    ...sourceLimits,
  },

  judge(view, { type, parameters: { ports, ...limits } }) {
    const services = servicesOf(ports);
    const problem = "a port of a data store is open to";
    return judgeIngress(view, type, { limits, opens: (rule) => reaches(rule, services), problem });
  },
};
