import { stateAt } from "../life.ts";
import type { Lookup } from "../model.ts";
import type { Properties } from "../properties.ts";
import type { Entry } from "../store.ts";
import { text } from "../text.ts";
import { listId } from "./lists.ts";
import { entriesIn, projectOf } from "./project.ts";
import { userAt, userToken } from "./user.ts";

/** A user of a project by its id. */
export const getUser: Lookup = {
  token: "ovh:CloudProject/getUser:getUser",
  call(call) {
    const found = userAt(call.store, projectOf(call), text(call.inputs, "userId"));
    return { ...call.inputs, ...details(found), id: found.id };
  },
};

/** Every user of a project. */
export const getUsers: Lookup = {
  token: "ovh:CloudProject/getUsers:getUsers",
  call(call) {
    const users = entriesIn(call.store, userToken, projectOf(call)).map(details);
    return { ...call.inputs, id: listId(users.map((user) => String(user["userId"]))), users };
  },
};

const details = ({ id, outputs, timeline }: Entry): Properties => ({
  userId: id,
  creationDate: outputs["creationDate"],
  description: outputs["description"],
  roles: outputs["roles"],
  status: stateAt(timeline, Number.MAX_SAFE_INTEGER),
  username: outputs["username"],
});
