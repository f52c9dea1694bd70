import { type Call, CloudError } from "../model.ts";
import { loginOf } from "../ovh/user.ts";

/** The tenant the call acts in. Refuses what Keystone would: no credentials, or none that belong to a project user. */
export function tenantOf({ store, connection }: Call): string {
  const { config } = connection;
  if (!config["authUrl"] || !config["userName"] || !config["password"] || !config["tenantId"]) {
    throw new CloudError(
      401,
      "the OpenStack provider has no authUrl, userName, password and tenantId; OS_* variables are not read here",
    );
  }
  if (!loginOf(store, config)) throw new CloudError(401, "Keystone: the request you have made requires authentication");
  return String(config["tenantId"]);
}

/** Region of the call: the resource's own, else the provider's. */
export function regionOf({ inputs, connection }: Call): string {
  return String(inputs["region"] ?? connection.config["region"] ?? "");
}
