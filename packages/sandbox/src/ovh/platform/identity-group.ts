import type { Model } from "../../model.ts";
import { stamp, text } from "../../text.ts";
import { identityUrn } from "./account.ts";
import { defaultGroups, groupToken, synchronous, userToken } from "./identity-names.ts";
import { bad, conflict } from "./refusals.ts";
import { relaid } from "./relaid.ts";

/** Users that share a role. */
export const identityGroup: Model = {
  token: groupToken,
  immediate: synchronous,
  unlimited: "no number of groups is documented",
  judge({ store, inputs }, self) {
    const name = text(inputs, "name");
    if (!/^[\w.-]{1,64}$/.test(name)) bad(`Invalid group name ${name}`);
    if (!self && (defaultGroups.includes(name) || store.find(groupToken, "", name)))
      conflict(`Group ${name} already exists`);
  },
  create(call) {
    const now = stamp(call);
    const name = text(call.inputs, "name");
    const outputs = { role: call.inputs["role"] ?? "NONE", defaultGroup: false, creation: now, lastUpdate: now };
    return { id: name, outputs: { ...outputs, GroupURN: identityUrn("group", name) } };
  },
  update: (call, entry) => ({ role: "NONE", ...relaid(entry, call.inputs), lastUpdate: stamp(call) }),
  remove({ store }, { id }) {
    const member = store.entries(userToken).find(({ inputs }) => inputs["group"] === id);
    if (member) conflict(`Group ${id} still has user ${member.id}`);
  },
};
