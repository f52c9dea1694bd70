import { computeRegions } from "@accoreboot/catalogue";
import type { Connection } from "../connection.ts";
import { habit } from "../habit.ts";
import { settled } from "../life.ts";
import { type Call, CloudError } from "../model.ts";
import { text } from "../text.ts";
import { keystoneId, type Login, loggedIn } from "./credentials.ts";

export const rateLimit = habit(
  "keystone.rate-limit",
  "Keystone lets a user log in 60 times a minute; every explicit provider logs in by itself, and one more gets a 429",
  "ovh-facts 3.5",
);

const window = { seconds: 60, logins: 60 } as const;
/** Connections that have their token already. */
const known = new WeakSet<Connection>();

/** Who the call is made as. Refuses with 401 what Keystone would, and with 429 a login too many. */
export function loginOf(call: Call): Login {
  const { store, connection, now } = call;
  if (connection.byHand) return atConsole(text(connection.config, "tenantId"));
  const login = loggedIn(store, connection.config, now);
  if (!known.has(connection)) count(call, keystoneId(login.user));
  known.add(connection);
  return login;
}

/** Somebody at a console is logged in already, and may do what an administrator of the project may. */
function atConsole(tenant: string): Login {
  const outputs = { username: "console" };
  const user = { token: "", id: "console", scope: "", urn: "", inputs: {}, outputs, timeline: settled, seeded: true };
  return { user, tenant, roles: ["administrator"], restricted: false };
}

/** The tenant the call acts in, which is the project. */
export const tenantOf = (call: Call): string => loginOf(call).tenant;

/** Region of the call: the resource's own, else the provider's. Refuses one that OVHcloud does not have. */
export function regionOf({ inputs, connection }: Call): string {
  const region = text(inputs, "region") || text(connection.config, "region");
  if (region === "")
    throw new CloudError(400, "neither the resource nor the OpenStack provider has a region, and OVHcloud has many");
  if (!Object.hasOwn(computeRegions, region))
    throw new CloudError(
      404,
      `No suitable endpoint could be found in the service catalog: there is no region ${region}`,
    );
  return region;
}

/** The virtual times of a user's logins within the last minute, with this one. A provider with `maxRetries` waits. */
function count(call: Call, user: string): void {
  const { store, now, connection } = call;
  const key = `logins ${user}`;
  const recent = ((store.setting(key) ?? []) as number[]).filter((at) => at > now - window.seconds * 1000);
  const waits = Number(connection.config["maxRetries"] ?? 0) > 0;
  if (call.has(rateLimit) && recent.length >= window.logins && !waits)
    throw new CloudError(
      429,
      "Too many requests have been sent in a given amount of time. Pause requests, wait up to one minute, and try again.",
    );
  store.setting(key, [...recent, now]);
}
