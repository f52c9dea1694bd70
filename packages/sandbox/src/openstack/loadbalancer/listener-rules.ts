import { parseCidr } from "@accoreboot/core";
import type { Call } from "../../model.ts";
import type { Properties } from "../../properties.ts";
import type { Entry } from "../../store.ts";
import { list, object, text } from "../../text.ts";
import { refuse } from "../refusal.ts";
import { judgeCertificates } from "./certificates.ts";
import { balancerOfListener, balancerOfPool, childrenOf, poolAt } from "./parents.ts";
import { isDatagram, judgePair, transportOf } from "./protocols.ts";
import { absent, badOption, invalid, within } from "./refusals.ts";
import { lbTokens } from "./tokens.ts";

const httpHeaders = ["X-Forwarded-For", "X-Forwarded-Port", "X-Forwarded-Proto"];
const tlsHeaders = [
  "X-SSL-Client-Verify",
  "X-SSL-Client-Has-Cert",
  "X-SSL-Client-DN",
  "X-SSL-Client-CN",
  "X-SSL-Issuer",
  "X-SSL-Client-SHA1",
  "X-SSL-Client-Not-Before",
  "X-SSL-Client-Not-After",
];
/** Longest time-out, milliseconds. */
const longest = 24 * 24 * 3600 * 1000;

/** Refuses a listener that Octavia would not take, and a port that another one has. */
export function judgeListener(call: Call, entry?: Entry): void {
  const { inputs } = call;
  const protocol = text(inputs, "protocol");
  within("protocol_port", inputs["protocolPort"], 1, 65_535);
  within("connection_limit", inputs["connectionLimit"], -1);
  for (const name of ["timeoutClientData", "timeoutMemberConnect", "timeoutMemberData", "timeoutTcpInspect"])
    within(name, inputs[name], 0, longest);
  judgeHeaders(protocol, Object.keys(object(inputs, "insertHeaders")));
  judgeTls(call, protocol);
  if (!entry) judgePort(call, protocol);
  judgeDefaultPool(call, protocol);
  judgeCidrs(call, list(inputs, "allowedCidrs").map(String));
}

function judgeHeaders(protocol: string, names: readonly string[]): void {
  if (names.length === 0) return;
  if (!["HTTP", "TERMINATED_HTTPS"].includes(protocol)) badOption("insert-headers", `a ${protocol} protocol listener.`);
  const foreign = names.find((name) => ![...httpHeaders, ...tlsHeaders].includes(name));
  if (foreign) badOption(JSON.stringify(names), "insert_headers");
  const early = names.filter((name) => tlsHeaders.includes(name));
  if (protocol === "HTTP" && early.length > 0) badOption(JSON.stringify(early), "HTTP protocol listener.");
}

function judgeTls(call: Call, protocol: string): void {
  const { inputs } = call;
  const references = [text(inputs, "defaultTlsContainerRef"), ...list(inputs, "sniContainerRefs").map(String)].filter(
    Boolean,
  );
  const ends = protocol === "TERMINATED_HTTPS" || (protocol === "PROMETHEUS" && references.length > 0);
  if (isDatagram(protocol) && references.length > 0) invalid(`${protocol} protocol listener does not support TLS.`);
  if (!ends && references.length > 0)
    invalid(`Certificate container references are not allowed on ${protocol} protocol listeners.`);
  if (ends && references.length === 0)
    invalid(`An SNI or default certificate container reference must be provided for ${protocol} protocol listeners.`);
  judgeCertificates(call, references);
}

function judgePort(call: Call, protocol: string): void {
  const { inputs } = call;
  const other = childrenOf(call, lbTokens.listener, "loadbalancerId", text(inputs, "loadbalancerId")).find(
    (one) =>
      Number(one.inputs["protocolPort"]) === Number(inputs["protocolPort"]) &&
      transportOf(text(one.inputs, "protocol")) === transportOf(protocol),
  );
  if (other)
    refuse(
      409,
      `Another Listener on this Load Balancer is already using protocol ${text(other.inputs, "protocol")} and protocol_port ${text(inputs, "protocolPort")}`,
    );
}

function judgeDefaultPool(call: Call, protocol: string): void {
  const id = text(call.inputs, "defaultPoolId");
  if (id === "") return;
  if (protocol === "PROMETHEUS") refuse(400, "Protocol PROMETHEUS listeners cannot have child objects.");
  const pool = poolAt(call, id);
  if (balancerOfPool(call, pool).id !== text(call.inputs, "loadbalancerId")) absent("Pool", id);
  judgePair(call.inputs, pool.inputs);
}

function judgeCidrs(call: Call, cidrs: readonly string[]): void {
  const address: Properties = balancerOfListener(call, call).outputs;
  const vip = text(address, "vipAddress");
  for (const cidr of cidrs) {
    const block = cidr.includes("/") ? parseCidr(cidr) : undefined;
    if (!block)
      refuse(
        400,
        `Invalid input for field/attribute allowed_cidrs. Value: '${cidr}'. Value should be IPv4 or IPv6 CIDR format`,
      );
    if ((block.family === 6) !== vip.includes(":"))
      invalid(`CIDR ${cidr} IP version incompatible with all VIPs ['${vip}'] IP version.`);
  }
}
