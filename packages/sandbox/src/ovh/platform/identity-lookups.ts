import type { Call, Lookup } from "../../model.ts";
import type { Properties } from "../../properties.ts";
import { idOf } from "../../random.ts";
import type { Entry } from "../../store.ts";
import { text } from "../../text.ts";
import { identityUrn } from "./account.ts";
import { defaultGroups, groupToken, oauth2Token, userToken } from "./identity-names.ts";
import { absent } from "./refusals.ts";

const found = ({ store }: Call, token: string, what: string, id: string): Entry =>
  store.find(token, "", id) ?? absent(`The requested object (${what} = ${id}) does not exist`);

const names = (call: Call, token: string): string[] => call.store.entries(token).map(({ id }) => id);

const listed = (output: string, ids: readonly string[]): Properties => ({
  id: idOf(JSON.stringify(ids)),
  [output]: ids,
});

/** A user by login. */
export const getIdentityUser: Lookup = {
  token: "ovh:Me/getIdentityUser:getIdentityUser",
  call(call) {
    const { id, outputs } = found(call, userToken, "user", text(call.inputs, "user"));
    const { password: _password, ...shown } = outputs;
    return { description: "", ...shown, ...call.inputs, id };
  },
};

/** The logins of all users. */
export const getIdentityUsers: Lookup = {
  token: "ovh:Me/getIdentityUsers:getIdentityUsers",
  call: (call) => listed("users", names(call, userToken)),
};

/** A group by name, also one that every account has. */
export const getIdentityGroup: Lookup = {
  token: "ovh:Me/getIdentityGroup:getIdentityGroup",
  call(call) {
    const name = text(call.inputs, "name");
    const always = { role: name === "DEFAULT" ? "REGULAR" : name, creation: "", lastUpdate: "" };
    const shown = defaultGroups.includes(name)
      ? { ...always, defaultGroup: true, GroupURN: identityUrn("group", name) }
      : found(call, groupToken, "group", name).outputs;
    return { description: "", ...shown, name, id: name };
  },
};

/** The names of all groups. */
export const getIdentityGroups: Lookup = {
  token: "ovh:Me/getIdentityGroups:getIdentityGroups",
  call: (call) => listed("groups", [...defaultGroups, ...names(call, groupToken)]),
};

/** An OAuth2 client by its id, without its secret. */
export const getOauth2Client: Lookup = {
  token: "ovh:Me/getAPIOAuth2Client:getAPIOAuth2Client",
  call(call) {
    const { id, outputs } = found(call, oauth2Token, "clientId", text(call.inputs, "clientId"));
    const { clientSecret: _secret, ...shown } = outputs;
    return { callbackUrls: [], ...shown, id };
  },
};

/** The ids of all OAuth2 clients. */
export const getOauth2Clients: Lookup = {
  token: "ovh:Me/getAPIOAuth2Clients:getAPIOAuth2Clients",
  call: (call) => listed("clientIds", names(call, oauth2Token)),
};
