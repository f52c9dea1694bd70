import { cloudflarePermissionGroups } from "@accoreboot/catalogue";
import type { Lookup } from "../model.ts";
import type { Properties } from "../properties.ts";
import { text } from "../text.ts";
import { judgeAccount, unsent } from "./refusals.ts";

/** What an API token of a user can be allowed: a part of the real list. */
export const getPermissionGroups: Lookup = {
  token: "cloudflare:index/getApiTokenPermissionGroupsList:getApiTokenPermissionGroupsList",
  call: ({ inputs }) => ({ ...inputs, results: groups(inputs) }),
};

/** What an API token of an account can be allowed: a part of the real list. */
export const getAccountPermissionGroups: Lookup = {
  token: "cloudflare:index/getAccountApiTokenPermissionGroupsList:getAccountApiTokenPermissionGroupsList",
  call({ inputs }) {
    const account = text(inputs, "accountId");
    if (account === "") unsent("failed to make http request: missing required account_id parameter");
    judgeAccount(account);
    return { ...inputs, results: groups(inputs) };
  },
};

function groups(inputs: Properties): Properties[] {
  const [name, scope] = ["name", "scope"].map((key) => decodeURIComponent(text(inputs, key))) as [string, string];
  return cloudflarePermissionGroups
    .filter((group) => (name === "" || group.name === name) && (scope === "" || group.scope === scope))
    .map(({ scope: only, ...group }) => ({ ...group, scopes: [only], isSelectable: true }))
    .slice(0, inputs["maxItems"] === undefined ? 1000 : Number(inputs["maxItems"]));
}
