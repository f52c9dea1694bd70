import type { Model } from "../../model.ts";
import { newId } from "../../random.ts";
import { text } from "../../text.ts";
import { identityUrn } from "./account.ts";
import { oauth2Token, synchronous } from "./identity-names.ts";
import { bad, unsent } from "./refusals.ts";

/** A service account, or an application that logs users in. Its secret is shown once, when it is made. */
export const oauth2Client: Model = {
  token: oauth2Token,
  immediate: synchronous,
  unlimited: "no number of clients is documented",
  judge({ inputs }) {
    const flow = text(inputs, "flow");
    const urls = inputs["callbackUrls"];
    if (text(inputs, "name") === "") bad("[name] Missing parameter");
    if (flow === "AUTHORIZATION_CODE" && !(Array.isArray(urls) && urls.length > 0))
      bad("callbackUrls is required with the AUTHORIZATION_CODE flow");
    for (const url of Array.isArray(urls) ? urls.map(String) : []) {
      if (!URL.canParse(url)) unsent(`Invalid callback url ${url}`);
    }
  },
  create() {
    const clientId = `EU.${newId.hex32().slice(0, 16)}`;
    return {
      id: clientId,
      outputs: { clientId, clientSecret: newId.hex32(), identity: identityUrn("credential", `oauth2-${clientId}`) },
    };
  },
};
