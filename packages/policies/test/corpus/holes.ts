/** The eighteen holes: what the scanners of 2026 see of OVHcloud and OpenStack, and what they do not. */
import { container, type Draft, database, port, s3Policy, secGroupRule, server } from "./case.ts";
import { node, projectId, ruleOf, serverArgs } from "./parts.ts";

const open = (title: string, expects: string[], args: Parameters<typeof ruleOf>[0]): Draft =>
  secGroupRule(title, ruleOf({ description: title, ...args }), expects);
const tcp = (port: number, remoteIpPrefix: string, protocol = "tcp") =>
  ({ protocol, portRangeMin: port, portRangeMax: port, remoteIpPrefix }) as const;
const world = "0.0.0.0/0";

/** Put together here, so that no text in this file looks like a secret to a scanner of the repository. */
const secretKey = ["wJalrXUtn", "FEMI4K7M", "DENGbPxRf", "iCYq9vLz2Tk"].join("");
const leaking = [
  "#cloud-config",
  "write_files:",
  "  - path: /etc/backend.env",
  "    content: |",
  `      AWS_SECRET_ACCESS_KEY=${secretKey}`,
  `      DATABASE_URL=postgres://app:${["Tr0ub4dor", "9xQz", "Lm7"].join("")}@db.internal:5432/app`,
  "",
].join("\n");

export const drafts: readonly Draft[] = [
  open("tcp 22 from the internet", ["NET001"], tcp(22, world)),
  open("every port from the internet", ["NET001", "NET002", "NET003"], {
    protocol: "tcp",
    portRangeMin: 1,
    portRangeMax: 65_535,
    remoteIpPrefix: world,
  }),
  open("tcp 22 from the internet by IPv6", ["NET001"], { ...tcp(22, "::/0"), ethertype: "IPv6" }),
  open("tcp 22, the source left out", ["NET001", "NET005"], { protocol: "tcp", portRangeMin: 22, portRangeMax: 22 }),
  open("tcp, the ports left out", ["NET001", "NET004"], { protocol: "tcp", remoteIpPrefix: world }),
  open("the protocol left out", ["NET001", "NET004"], { remoteIpPrefix: world }),
  open("a bare rule", ["NET001", "NET004", "NET005"], {}),
  open("tcp 22 from half of the internet", ["NET001"], tcp(22, "0.0.0.0/1")),
  open("tcp 22 from the internet, with host bits", ["NET001"], tcp(22, "1.2.3.4/0")),
  open("tcp 22 from the internet by IPv6, spelt otherwise", ["NET001"], { ...tcp(22, "0::/0"), ethertype: "IPv6" }),
  open("protocol 6, port 22 from the internet", ["NET001"], tcp(22, world, "6")),
  open("tcp 5432 from the internet", ["NET003"], tcp(5432, world)),
  port(
    "port security switched off",
    { name: "prod-open", networkId: node.networkId, portSecurityEnabled: false, description: "Bare" },
    ["NET006"],
  ),
  port(
    "no security group",
    { name: "prod-ungrouped", networkId: node.networkId, noSecurityGroups: true, description: "Bare" },
    ["NET006"],
  ),
  server("two secrets in user data", { ...serverArgs("prod-leaking"), userData: leaking }, ["SEC001"]),
  container(
    "a public Swift container",
    { name: "accoreboot-public-prod", region: "GRA", containerRead: ".r:*", versioning: true },
    ["S3006"],
  ),
  database(
    "PostgreSQL 18, open to the internet, without deletion protection",
    {
      serviceName: projectId,
      description: "prod-postgresql-open",
      engine: "postgresql",
      version: "18",
      plan: "business",
      flavor: "db1-7",
      nodes: [node, node],
      ipRestrictions: [{ ip: world, description: "everyone" }],
      backupRegions: ["GRA", "SBG"],
      deletionProtection: false,
    },
    ["DB001", "DB003", "DB005"],
  ),
  s3Policy(
    "every action on every bucket",
    {
      serviceName: projectId,
      userId: "10001",
      policy: JSON.stringify({
        Statement: [{ Sid: "all", Effect: "Allow", Action: ["s3:*"], Resource: ["arn:aws:s3:::*"] }],
      }),
    },
    ["S3002", "S3003"],
  ),
];
