import { habit } from "../../habit.ts";
import type { Model } from "../../model.ts";
import { stamp, text } from "../../text.ts";
import { identityUrn } from "./account.ts";
import { defaultGroups, groupToken, synchronous, userToken, userTokenToken } from "./identity-names.ts";
import { absent, bad, conflict } from "./refusals.ts";
import { relaid } from "./relaid.ts";

const passwordNeverSent = habit(
  "me.password-never-sent",
  "a new password of an identity user is never sent: the change shows at every preview and the old one stays",
  "source of me_identity_user, Terraform provider 2.19",
);

/** Someone who may log in to the account. */
export const identityUser: Model = {
  token: userToken,
  neverSent: { password: passwordNeverSent },
  habits: [passwordNeverSent],
  immediate: synchronous,
  unlimited: "no number of users is documented",
  judge({ store, inputs }, self) {
    const [login, email, group] = ["login", "email", "group"].map((name) => text(inputs, name)) as [
      string,
      string,
      string,
    ];
    if (!/^[\w.@-]{1,64}$/.test(login)) bad(`Invalid login ${login}`);
    if (!/^\S+@\S+\.\S+$/.test(email)) bad(`Invalid email ${email}`);
    if (text(inputs, "password").length < 9) bad("Invalid password: it must have at least 9 characters");
    if (group !== "" && !defaultGroups.includes(group) && !store.find(groupToken, "", group))
      absent(`The requested object (group = ${group}) does not exist`);
    if (!self && store.find(userToken, "", login)) conflict(`User ${login} already exists`);
  },
  create(call) {
    const { inputs } = call;
    const now = stamp(call);
    return {
      id: text(inputs, "login"),
      outputs: {
        group: inputs["group"] ?? "DEFAULT",
        UserURN: identityUrn("user", text(inputs, "login")),
        creation: now,
        lastUpdate: now,
        passwordLastUpdate: now,
        status: "OK",
      },
    };
  },
  update: (call, entry) => ({ group: "DEFAULT", ...relaid(entry, call.inputs), lastUpdate: stamp(call) }),
  remove({ store }, { id }) {
    for (const entry of store.entries(userTokenToken))
      if (entry.inputs["userLogin"] === id) store.remove(userTokenToken, "", entry.id);
  },
};
