import {
  type Cidr,
  type Finding,
  formatCidr,
  integer,
  ipv4Of,
  isPlainObject,
  isPrivate,
  judgePlain,
  matches,
  names,
  oneOf,
  optional,
  parseCidr,
  type Rule,
  shown,
  text,
  unknownNames,
} from "@accoreboot/core";
import { adminPorts } from "./ports.ts";

/** Who may come in through which port. */
export interface IngressRule {
  /** Name of the rule, unique in the host; the resources behind it are named after it. */
  name: string;
  /**
   * `tcp`, `udp` or `icmp`.
   * @default "tcp"
   */
  protocol?: string;
  /** First port, 1 to 65535. Not for icmp. */
  port?: number;
  /**
   * Last port.
   * @default the first
   */
  endPort?: number;
  /** Blocks that may come in, IPv4 and IPv6, such as `0.0.0.0/0`; every one becomes a rule of its own. */
  cidrs: string[];
  /**
   * What it is for, shown in OVHcloud's console.
   * @default the rule's name
   */
  description?: string;
}

/** One rule of the security group: one block, one range of ports. */
export interface OpenPort {
  /** Part of the resource's name: rule, family and block, so that the order of a list never matters. */
  readonly key: string;
  readonly ethertype: "IPv4" | "IPv6";
  readonly protocol: string;
  readonly port: number | undefined;
  readonly endPort: number | undefined;
  readonly cidr: string;
  readonly description: string;
}

const ruleNames = names<IngressRule>({
  name: true,
  protocol: true,
  port: true,
  endPort: true,
  cidrs: true,
  description: true,
});
const protocols = ["tcp", "udp", "icmp"];
const ruleName = matches(
  /^[a-z][a-z0-9-]{0,39}$/,
  "a name for a rule",
  "Use up to 40 lower case letters, digits and hyphens, a letter first",
);

/** The name of the rule that `sshCidrs` makes. */
export const sshRule = "ssh";

/** Rules spread over their blocks. Only for rules without findings. */
export function openPorts(rules: readonly IngressRule[]): OpenPort[] {
  return rules.flatMap((rule) =>
    rule.cidrs.flatMap((cidr) => {
      const block = parseCidr(cidr);
      if (!block) return [];
      const protocol = rule.protocol ?? "tcp";
      return {
        key: `${rule.name}-ipv${block.family}-${formatCidr(block).replaceAll(/[^0-9a-f]/g, "-")}`,
        ethertype: block.family === 4 ? ("IPv4" as const) : ("IPv6" as const),
        protocol: protocol === "icmp" && block.family === 6 ? "ipv6-icmp" : protocol,
        port: rule.port,
        endPort: rule.port === undefined ? undefined : (rule.endPort ?? rule.port),
        cidr: cidr.toLowerCase(),
        description: rule.description ?? rule.name,
      };
    }),
  );
}

/** What is wrong with the list of rules, each finding under the rule it is about. */
export function ingressFindings(given: unknown, path = "ingress"): Finding[] {
  if (given === undefined) return [];
  if (!Array.isArray(given)) return judgePlain([{ path, value: given, rule: list }]);
  const seen = new Map<string, number>();
  return given.flatMap((rule: unknown, i) => {
    const at = `${path}[${i}]`;
    if (!isPlainObject(rule)) return judgePlain([{ path: at, value: rule, rule: object }]);
    return [...unknownNames(rule, ruleNames, at), ...ruleFindings(rule, at), ...repeated(rule, at, i, seen)];
  });
}

function ruleFindings(rule: Record<string, unknown>, at: string): Finding[] {
  const icmp = rule["protocol"] === "icmp";
  const first = rule["port"];
  return [
    ...judgePlain([
      { path: `${at}.name`, value: rule["name"], rule: ruleName },
      { path: `${at}.protocol`, value: rule["protocol"], rule: optional(oneOf(protocols, "protocol")) },
      { path: `${at}.port`, value: first, rule: icmp ? absent : integer(1, 65_535) },
      {
        path: `${at}.endPort`,
        value: rule["endPort"],
        rule: icmp ? absent : optional(integer(typeof first === "number" ? first : 1, 65_535)),
      },
      { path: `${at}.description`, value: rule["description"], rule: optional(text) },
    ]),
    ...blockFindings(rule["cidrs"], `${at}.cidrs`, forPort(icmp ? undefined : first, rule["endPort"] ?? first)),
  ];
}

/** Findings for a list of blocks, of which none may come twice; `rule` judges each. */
export function blockFindings(given: unknown, path: string, rule: Rule): Finding[] {
  if (!Array.isArray(given) || given.length === 0) return judgePlain([{ path, value: given, rule: blocks }]);
  const seen = new Set<string>();
  return given.flatMap((cidr: unknown, i) => {
    const found = judgePlain([{ path: `${path}[${i}]`, value: cidr, rule }]);
    const block = found.length === 0 ? formatCidr(parseCidr(cidr as string) as Cidr) : "";
    if (block === "" || !seen.has(block)) {
      seen.add(block);
      return found;
    }
    return [{ path: `${path}[${i}]`, problem: `${JSON.stringify(cidr)} is there twice`, remedy: "Leave it out" }];
  });
}

/** Any block for a port that is meant for the internet; a private one for the ports of administrators. */
function forPort(first: unknown, last: unknown): Rule {
  return (value, show) => {
    const verdict = written(value, show);
    if (verdict || typeof first !== "number" || typeof last !== "number") return verdict;
    if (isPrivate(parseCidr(value as string) as Cidr)) return undefined;
    const admin = Object.keys(adminPorts).find((port) => Number(port) >= first && Number(port) <= last);
    if (admin === undefined) return undefined;
    return {
      problem: `${show(value)} would open port ${admin} (${adminPorts[Number(admin)]}) to the internet`,
      remedy: admin === "22" ? "Use sshCidrs" : "Give private blocks, or reach it through SSH",
    };
  };
}

/** Shortest prefixes of a public block, as in the policy pack: 16 addresses of IPv4, one network of IPv6. */
const site = { 4: 28, 6: 64 } as const;

/**
 * A block from which administrators log in: private, or no wider than one site, also in the IPv4 that an IPv6 block
 * stands for, and not from the unspecified address on, which is often read as any.
 */
export const adminBlock: Rule = (value, show) => {
  const verdict = written(value, show);
  if (verdict) return verdict;
  const block = parseCidr(value as string) as Cidr;
  const narrow = ({ family, prefix, first }: Cidr) => prefix >= site[family] && first !== 0n;
  return [ipv4Of(block) ?? [], block].flat().every((meant) => isPrivate(meant) || narrow(meant))
    ? undefined
    : {
        problem: `${show(value)} would let the internet try to log in`,
        remedy: `Give the block you log in from, such as 198.51.100.7/32, no wider than /${site[4]} (IPv6: /${site[6]})`,
      };
};

/** A block in its own family's form, without bits behind its prefix. */
const written: Rule = (value, show) => {
  const block = typeof value === "string" && value.includes("/") ? parseCidr(value) : undefined;
  const remedy = "Write it like 198.51.100.0/24 or 2001:db8::/32";
  if (!block) return { problem: `${show(value)} is not a CIDR block`, remedy };
  if (!block.canonical) {
    return { problem: `${show(value)} has bits behind its prefix; it would mean ${formatCidr(block)}`, remedy };
  }
  return (block.family === 4) === String(value).includes(":")
    ? { problem: `${show(value)} is an IPv4 block in IPv6 dress`, remedy: `Write ${formatCidr(block)}` }
    : undefined;
};

/** Names have to differ, and OpenStack refuses two equal rules whatever they are called. */
function repeated(rule: Record<string, unknown>, at: string, i: number, seen: Map<string, number>): Finding[] {
  const { name, protocol = "tcp", port, endPort = port, cidrs } = rule;
  const blocks = Array.isArray(cidrs) ? cidrs : [];
  const things = [
    { key: shown(["name", name]), path: `${at}.name`, what: `the name ${shown(name)}` },
    ...blocks.map((cidr: unknown, j) => ({
      key: shown([protocol, port, endPort, cidr]),
      path: `${at}.cidrs[${j}]`,
      what: "the same opening",
    })),
  ];
  const own = { path: `${at}.name`, problem: `"${sshRule}" is the rule of sshCidrs`, remedy: "Choose another name" };
  return [
    ...(name === sshRule ? [own] : []),
    ...things.flatMap(({ key, path, what }) => {
      const before = seen.get(key) ?? i;
      seen.set(key, before);
      return before === i
        ? []
        : [{ path, problem: `${what} stands in ingress[${before}] already`, remedy: "Leave one of them out" }];
    }),
  ];
}

const absent: Rule = (value, show) =>
  value === undefined ? undefined : { problem: `${show(value)}, but icmp has no ports`, remedy: "Leave it out" };
const list: Rule = (value, show) => ({ problem: `${show(value)} is not a list of rules`, remedy: "Give a list" });
const object: Rule = (value, show) => ({
  problem: `${show(value)} is not a rule`,
  remedy: "Give { name, port, cidrs }",
});
const blocks: Rule = (value, show) => ({
  problem: `${show(value)} lets nobody in`,
  remedy: "Give at least one block, or leave the rule out",
});
