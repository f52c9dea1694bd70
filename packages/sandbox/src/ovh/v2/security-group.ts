import { equal, type Properties } from "../../properties.ts";
import { newId } from "../../random.ts";
import { names } from "../../rules.ts";
import { list, object, objects, text } from "../../text.ts";
import { conflict } from "../refusals.ts";
import { apiV2, present, type Thing } from "./envelope.ts";
import { life } from "./lives.ts";
import { inRegion } from "./places.ts";
import { judgeRules, meaning, securityRuleShown } from "./security-group-rules.ts";
import { v2Tokens } from "./tokens.ts";

/**
 * A security group with its rules. The two rules that let everything out come by themselves and stand apart, under
 * `currentState.defaultRules`: they are no difference.
 */
export const securityGroup = apiV2({
  token: v2Tokens.securityGroup,
  importId: "serviceName/id",
  life: life({ making: 5 }, 20),
  need: ({ inputs }) => ({
    service: "network",
    items: { securityGroups: 1, securityGroupRules: list(inputs, "rules").length },
  }),
  judge(call, entry) {
    inRegion(call);
    judgeRules(call, entry);
  },
  target({ inputs }) {
    const rules = objects(inputs, "rules").map(ruleAsked);
    return { rules: rules.length > 0 ? rules : undefined };
  },
  current: (_call, thing) => ({
    name: text(thing.target, "name"),
    description: text(thing.target, "description"),
    location: { region: text(thing.target, "region") },
    rules: shownRules(objects(thing.target, "rules"), thing, "rules"),
    defaultRules: shownRules(outwards, thing, "defaultRules"),
  }),
  remove({ store }, { id }) {
    const instance = store.entries(v2Tokens.instance).find(({ outputs }) => names(outputs["securityGroupIds"], [id]));
    const port = store
      .entries("openstack:networking/port:Port")
      .find(({ inputs }) => names(inputs["securityGroupIds"], [id]));
    const user = instance ?? port;
    if (user) conflict(`Security Group ${id} in use by ${user.token} ${user.id}.`);
  },
});

const outwards: readonly Properties[] = ["IPV4", "IPV6"].map((ethernetType) => ({ direction: "EGRESS", ethernetType }));

function ruleAsked(rule: Properties): Properties {
  const port = (name: string) => (rule[name] === undefined || rule[name] === null ? undefined : Number(rule[name]));
  return present({ ...rule, portRangeMin: port("portRangeMin"), portRangeMax: port("portRangeMax") });
}

/** Rules with their ids; a rule that was there keeps its own. */
function shownRules(rules: readonly Properties[], { before }: Thing, name: "rules" | "defaultRules"): Properties[] {
  const old = objects(object(before?.outputs ?? {}, "currentState"), name);
  return rules.map((rule) => {
    const shown = securityRuleShown(rule, "");
    const same = old.find((other) => equal(meaning(other), meaning(shown)));
    return { ...shown, id: same ? text(same, "id") : newId.uuid() };
  });
}
