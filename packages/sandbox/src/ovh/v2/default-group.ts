import { habit } from "../../habit.ts";
import type { Call } from "../../model.ts";
import type { Properties } from "../../properties.ts";
import { idOf, md5 } from "../../random.ts";
import { defaultGroupId } from "./groups.ts";
import { securityRuleShown } from "./security-group-rules.ts";

export const defaultGroupOpen = habit(
  "v2.default-group-open",
  "the project's default security group, which an instance gets when its program names none, lets everything in",
  "ovh-facts 3.3",
);

/** The default group as a look-up shows it. */
export function defaultGroup(call: Call, region: string): Properties {
  const project = String(call.inputs["serviceName"]);
  const id = defaultGroupId(project, region);
  const rule = (direction: string, ethernetType: string, remote: Properties) =>
    securityRuleShown({ direction, ethernetType, ...remote }, idOf(`${direction} ${ethernetType} of ${id}`));
  const inwards = call.has(defaultGroupOpen) ? {} : { remoteGroupId: id };
  const defaultRules = ["IPV4", "IPV6"].flatMap((type) => [rule("EGRESS", type, {}), rule("INGRESS", type, inwards)]);
  const born = new Date(0).toISOString();
  return {
    id,
    name: "default",
    description: "Default security group",
    region,
    location: { region },
    checksum: md5(id),
    createdAt: born,
    updatedAt: born,
    resourceStatus: "READY",
    rules: [],
    currentState: {
      name: "default",
      description: "Default security group",
      location: { region },
      rules: [],
      defaultRules,
    },
  };
}
