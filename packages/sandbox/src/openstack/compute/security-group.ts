import { parseCidr } from "@accoreboot/core";
import type { Call, Model } from "../../model.ts";
import { equal, type Properties } from "../../properties.ts";
import { newId } from "../../random.ts";
import type { Entry } from "../../store.ts";
import { objects, text } from "../../text.ts";
import { groupAt, groupWorn } from "../networking/security-group.ts";
import { oneOf, refuse, unsent } from "../refusal.ts";
import { projectQuota, resource, sameMembers } from "../resource.ts";
import { tokens } from "../tokens.ts";

/** A security group with inbound rules made through the compute API, which hands it on to Neutron. */
export const computeSecGroup: Model = resource({
  token: tokens.computeSecGroup,
  service: "security-group",
  immediate:
    "a record in Neutron's database; that changes may reach the machines minutes later does not show in the API",
  unlimited: projectQuota,
  same: { rules: sameMembers },
  judge(call) {
    if (text(call.inputs, "name") === "default") refuse(400, "Security group default already exists");
    for (const rule of objects(call.inputs, "rules")) judgeRule(call, rule);
  },
  shown: (call, before) => ({ rules: rulesOf(call.inputs, before) }),
  remove(call, entry) {
    if (groupWorn(call, entry)) refuse(400, "Security group is still in use");
  },
});

/** The rules with their ids; one that stays keeps its own. */
function rulesOf(inputs: Properties, before?: Entry): Properties[] {
  const known = objects(before?.outputs ?? {}, "rules");
  return objects(inputs, "rules").map((rule) => {
    const shown = { cidr: "", fromGroupId: "", self: false, ...rule };
    const same = known.find(({ id: _id, ...other }) => equal(other, shown));
    return { ...shown, id: same?.["id"] ?? newId.uuid() };
  });
}

function judgeRule(call: Call, rule: Properties): void {
  const [cidr, group] = [text(rule, "cidr"), text(rule, "fromGroupId")];
  const sources = [cidr !== "", group !== "", rule["self"] === true].filter(Boolean).length;
  if (sources > 1) unsent("Only one of cidr, from_group_id, or self can be set");
  if (sources === 0) refuse(400, "Bad request: parent group id or cidr is missing.");
  oneOf("ip_protocol", text(rule, "ipProtocol").toLowerCase(), ["tcp", "udp", "icmp"]);
  if (cidr !== "" && !parseCidr(cidr)) refuse(400, `Invalid cidr ${cidr}.`);
  if (group !== "") groupAt(call, group);
  const [from, to] = [Number(rule["fromPort"]), Number(rule["toPort"])];
  const [least, most] = text(rule, "ipProtocol").toLowerCase() === "icmp" ? [-1, 255] : [1, 65_535];
  if (from < least || to > most || (least === 1 && from > to))
    refuse(400, `Invalid port range ${from}:${to}. Valid ranges are ${least} to ${most}`);
}
