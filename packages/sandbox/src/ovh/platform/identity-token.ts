import type { Call, Model } from "../../model.ts";
import { newId } from "../../random.ts";
import { stamp, text } from "../../text.ts";
import { synchronous, userToken, userTokenToken } from "./identity-names.ts";
import { absent, bad, conflict } from "./refusals.ts";

/** A secret with which a user calls the API. Shown once, when it is made. */
export const identityUserToken: Model = {
  token: userTokenToken,
  importId: "userLogin/name",
  immediate: synchronous,
  unlimited: "no number of tokens is documented",
  judge(call, self) {
    const { store, inputs } = call;
    const [login, name] = [text(inputs, "userLogin"), text(inputs, "name")];
    if (!store.find(userToken, "", login)) absent(`The requested object (user = ${login}) does not exist`);
    if (!self && store.find(userTokenToken, "", idOf(call))) conflict(`Token ${name} already exists for user ${login}`);
    const [until, seconds] = [text(inputs, "expiresAt"), Number(inputs["expiresIn"] ?? 0)];
    if (until !== "" && seconds !== 0) bad("expiresAt and expiresIn cannot be used together");
    if (until !== "" && !(Date.parse(until) > call.now)) bad(`expiresAt ${until} is not a date to come`);
  },
  create(call) {
    const seconds = Number(call.inputs["expiresIn"] ?? 0);
    return {
      id: idOf(call),
      outputs: {
        creation: stamp(call),
        expiresAt: call.inputs["expiresAt"] ?? (seconds > 0 ? stamp({ now: call.now + seconds * 1000 }) : ""),
        token: newId.password(),
      },
    };
  },
};

/** Names of tokens repeat from one user to the next, so the user belongs to the id. */
const idOf = ({ inputs }: Call) => `${text(inputs, "userLogin")}/${text(inputs, "name")}`;
