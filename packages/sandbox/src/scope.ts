import type { Connection } from "./connection.ts";
import { tenantNamed } from "./openstack/credentials.ts";
import type { Things } from "./store.ts";

/** Whose resources a connection sees: OpenStack ids are unique within a tenant, the others by themselves. */
export const scopeOf = (store: Things, { package: pkg, config }: Connection): string =>
  pkg === "openstack" ? tenantNamed(store, config) : "";
