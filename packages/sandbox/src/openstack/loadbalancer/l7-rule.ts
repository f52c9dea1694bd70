import type { Model } from "../../model.ts";
import type { Properties } from "../../properties.ts";
import { text } from "../../text.ts";
import { refuse, unsent } from "../refusal.ts";
import { child } from "./child.ts";
import { balancerOfListener, childrenOf, listenerAt, policyAt } from "./parents.ts";
import { oneExactly } from "./refusals.ts";
import { lbTokens } from "./tokens.ts";

const types = ["COOKIE", "FILE_TYPE", "HEADER", "HOST_NAME", "PATH"];
const comparisons = ["CONTAINS", "STARTS_WITH", "ENDS_WITH", "EQUAL_TO", "REGEX"];
const keyed = ["COOKIE", "HEADER"];
/** Rules that a policy may have. */
const most = 50;

/** A test that a request must pass for its policy to act. */
export const l7Rule: Model = child({
  token: lbTokens.l7Rule,
  importId: "l7policyId/id",
  balancer: (call) =>
    balancerOfListener(
      call,
      listenerAt(call, text(policyAt(call, text(call.inputs, "l7policyId")).inputs, "listenerId")),
    ),
  judge(call, entry) {
    const { inputs } = call;
    oneExactly("type", inputs["type"], types);
    oneExactly("compare_type", inputs["compareType"], comparisons);
    judgeKey(inputs);
    judgeValue(inputs);
    const policyId = text(inputs, "l7policyId");
    if (!entry && childrenOf(call, lbTokens.l7Rule, "l7policyId", policyId).length >= most)
      refuse(409, `Too many rules on L7 policy ${policyId}`);
  },
  shown: (call) => ({
    adminStateUp: call.inputs["adminStateUp"] ?? true,
    invert: call.inputs["invert"] ?? false,
    key: text(call.inputs, "key"),
    listenerId: text(policyAt(call, text(call.inputs, "l7policyId")).inputs, "listenerId"),
  }),
});

function judgeKey(inputs: Properties): void {
  const [type, key] = [text(inputs, "type"), text(inputs, "key")];
  if (keyed.includes(type) && key === "")
    unsent("key attribute is required, when the L7 Rule type is COOKIE or HEADER");
  if (!keyed.includes(type) && key !== "")
    unsent("key attribute must not be used, when the L7 Rule type is not COOKIE or HEADER");
  if (key !== "" && !/^[\w!#$%&'*+\-.^`|~]+$/.test(key)) badRule("Invalid characters in key");
}

function judgeValue(inputs: Properties): void {
  const [type, compare, value] = ["type", "compareType", "value"].map((name) => text(inputs, name)) as [
    string,
    string,
    string,
  ];
  if (type === "FILE_TYPE" && !["REGEX", "EQUAL_TO"].includes(compare))
    badRule("Invalid L7 Rule: invalid comparison type for rule type");
  if (compare === "REGEX" && !isPattern(value)) badRule("Unable to parse regular expression");
  if (compare !== "REGEX" && /[\r\n]/.test(value)) badRule("Invalid characters in comparison value");
}

const badRule = (error: string): never => refuse(400, `Error parsing L7Rule: ${error}`);

function isPattern(value: string): boolean {
  try {
    new RegExp(value);
    return true;
  } catch {
    return false;
  }
}
