import type { Call, Model } from "../../model.ts";
import type { Properties } from "../../properties.ts";
import { text } from "../../text.ts";
import { oneOf, refuse, unsent } from "../refusal.ts";
import { child } from "./child.ts";
import { balancerOfPool, childrenOf, poolAt } from "./parents.ts";
import { isDatagram } from "./protocols.ts";
import { badOption, invalid, within } from "./refusals.ts";
import { lbTokens } from "./tokens.ts";

const overDatagrams = ["UDP-CONNECT", "TCP", "HTTP"];
const verbs = ["CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE"];

/** How a pool finds out which of its members are well; nothing is asked here. */
export const monitor: Model = child({
  token: lbTokens.monitor,
  balancer: (call) => balancerOfPool(call, poolAt(call, text(call.inputs, "poolId"))),
  judge(call, entry) {
    const { inputs } = call;
    for (const name of ["delay", "timeout"]) within(name, inputs[name], 0);
    for (const name of ["maxRetries", "maxRetriesDown"]) retries(name, inputs[name]);
    judgeType(call);
    judgeHttp(inputs);
    const [other] = childrenOf(call, lbTokens.monitor, "poolId", text(inputs, "poolId")).filter(
      ({ id }) => id !== entry?.id,
    );
    if (other) refuse(409, "This pool already has a health monitor");
  },
  shown({ inputs }, before) {
    const http = isHttp(inputs);
    const settled = (name: string, otherwise: string) =>
      http ? text(inputs, name) || text(before?.outputs ?? {}, name) || otherwise : "";
    return {
      adminStateUp: inputs["adminStateUp"] ?? true,
      expectedCodes: settled("expectedCodes", "200"),
      httpMethod: settled("httpMethod", "GET"),
      maxRetriesDown: Number(inputs["maxRetriesDown"] ?? before?.outputs["maxRetriesDown"] ?? 3),
      urlPath: settled("urlPath", "/"),
    };
  },
});

const isHttp = (inputs: Properties): boolean => ["HTTP", "HTTPS"].includes(text(inputs, "type"));

function retries(name: string, value: unknown): void {
  if (value !== undefined && value !== null && !(Number(value) >= 1 && Number(value) <= 10))
    unsent(`expected ${name} to be in the range (1 - 10), got ${String(value)}`);
}

function judgeType(call: Call): void {
  const type = text(call.inputs, "type");
  const protocol = text(poolAt(call, text(call.inputs, "poolId")).inputs, "protocol");
  if (isDatagram(protocol) && !overDatagrams.includes(type))
    invalid(
      `The associated pool protocol is ${protocol}, so only a UDP-CONNECT/SCTP/TCP/HTTP health monitor is supported.`,
    );
  if (!isDatagram(protocol) && type === "UDP-CONNECT")
    invalid("The UDP-CONNECT type is only supported for pools of type UDP/SCTP.");
}

function judgeHttp(inputs: Properties): void {
  oneOf("http_method", inputs["httpMethod"], verbs);
  for (const [name, value] of [
    ["http_method", text(inputs, "httpMethod")],
    ["url_path", text(inputs, "urlPath")],
    ["expected_codes", text(inputs, "expectedCodes")],
  ] as const)
    if (value !== "" && !isHttp(inputs)) badOption(name, `health monitors of type ${text(inputs, "type")}`);
  const [path, codes] = [text(inputs, "urlPath"), text(inputs, "expectedCodes")];
  if (path !== "" && !/^\/\S*$/.test(path)) refuse(400, `Not a valid URLPath: ${path}`);
  if (codes !== "" && !/^(\d{3}(\s*,\s*\d{3})*|\d{3}-\d{3})$/.test(codes))
    refuse(
      400,
      `Invalid input for field/attribute expected_codes. Value: '${codes}'. Value should match the pattern of codes`,
    );
}
