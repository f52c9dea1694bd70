import { text } from "../../text.ts";
import { apiV2 } from "./envelope.ts";
import { life } from "./lives.ts";
import { inRegion, locationOf } from "./places.ts";
import { v2Tokens } from "./tokens.ts";

/** A placement group. Instances join it by their `groupId`; it may go while they are in it. */
export const instanceGroup = apiV2({
  token: v2Tokens.instanceGroup,
  importId: "serviceName/id",
  life: life({ making: 5 }, 20),
  judge: inRegion,
  current: ({ store }, { id, target }) => ({
    name: text(target, "name"),
    policy: text(target, "policy"),
    location: locationOf(target),
    members: store
      .entries(v2Tokens.instance)
      .filter(({ inputs }) => inputs["groupId"] === id)
      .map((member) => ({ id: member.id })),
  }),
});
