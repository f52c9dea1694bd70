import { CloudError } from "../model.ts";
import { userToken } from "../ovh/user.ts";
import type { Properties } from "../properties.ts";
import { md5 } from "../random.ts";
import type { Entry, Things } from "../store.ts";
import { list, objects, text } from "../text.ts";
import { credentialToken, credentialUser } from "./identity/tokens.ts";

/** Who a provider is logged in as, and where. */
export interface Login {
  readonly user: Entry;
  /** Project id, which is the tenant's. */
  readonly tenant: string;
  /** Names of the roles that the login has. */
  readonly roles: readonly string[];
  /** Whether it may not make further credentials: an application credential, unless it was made without that limit. */
  readonly restricted: boolean;
}

/** Id of a project user in Keystone; OVHcloud's own id of it is another. */
export const keystoneId = (user: Entry): string => md5(`keystone ${text(user.outputs, "username")}`);

/** Logs in with a provider's configuration. Refuses with 401 what Keystone would, at the virtual time given. */
export function loggedIn(store: Things, config: Properties, now: number): Login {
  const given = (name: string) => text(config, name) !== "";
  const byCredential = given("applicationCredentialId") || given("applicationCredentialName");
  if (given("cloud")) unready("clouds.yaml is not read here: give authUrl and credentials to the provider");
  if (!given("authUrl")) unready("the OpenStack provider has no authUrl; OS_* variables are not read here");
  if (byCredential) return byApplicationCredential(store, config, now);
  if (given("token")) unready("logging in with a token is not modelled: give userName and password");
  if (!given("userName") && !given("userId"))
    unready("You must provide a username or user ID to authenticate; OS_* variables are not read here");
  if (!given("password")) unready("You must provide a password to authenticate; OS_* variables are not read here");
  if (!given("tenantId") && !given("tenantName"))
    unready("the OpenStack provider has no tenantId or tenantName; OS_* variables are not read here");
  const user = store
    .entries(userToken)
    .find((one) => isUser(one, config) && one.outputs["password"] === config["password"] && isTenant(one, config));
  return user ? { user, tenant: text(user.inputs, "serviceName"), roles: rolesOf(user), restricted: false } : denied();
}

/** The tenant that a provider's configuration names, empty where it names none that exists. */
export function tenantNamed(store: Things, config: Properties): string {
  if (text(config, "tenantId") !== "") return text(config, "tenantId");
  const user = store.entries(userToken).find((one) => isUser(one, config) && isTenant(one, config));
  return user ? text(user.inputs, "serviceName") : text(credentialOf(store, config)?.outputs ?? {}, "projectId");
}

function byApplicationCredential(store: Things, config: Properties, now: number): Login {
  const credential = credentialOf(store, config);
  const owner = credential && credentialUser(store, credential.id);
  const user = store.entries(userToken).find(({ outputs }) => outputs["username"] === owner);
  const expires = Date.parse(text(credential?.outputs ?? {}, "expiresAt"));
  const right = credential && credential.outputs["secret"] === config["applicationCredentialSecret"];
  if (!right || !user || expires <= now) return denied();
  const { outputs } = credential;
  return {
    user,
    tenant: text(outputs, "projectId"),
    roles: list(outputs, "roles").map(String),
    restricted: outputs["unrestricted"] !== true,
  };
}

function credentialOf(store: Things, config: Properties): Entry | undefined {
  const [id, name] = [text(config, "applicationCredentialId"), text(config, "applicationCredentialName")];
  return store.entries(credentialToken).find((one) => {
    if (id !== "") return one.id === id;
    const owner = store.entries(userToken).find((user) => isUser(user, config));
    return name !== "" && one.inputs["name"] === name && credentialUser(store, one.id) === owner?.outputs["username"];
  });
}

const isUser = (user: Entry, config: Properties): boolean =>
  text(config, "userId") !== ""
    ? keystoneId(user) === config["userId"]
    : text(config, "userName") !== "" && user.outputs["username"] === config["userName"];

/** A project is named by its id, or by what `openstackRc` calls its name. */
function isTenant({ inputs, outputs }: Entry, config: Properties): boolean {
  const rc = (outputs["openstackRc"] ?? {}) as Properties;
  if (text(config, "tenantId") !== "") return inputs["serviceName"] === config["tenantId"];
  return rc["OS_TENANT_NAME"] === config["tenantName"];
}

/** Names of the roles of a project user. */
export const rolesOf = (user: Entry): string[] => objects(user.outputs, "roles").map((role) => text(role, "name"));

function unready(words: string): never {
  throw new CloudError(401, words);
}

function denied(): never {
  throw new CloudError(401, "Authentication failed: The request you have made requires authentication.");
}
