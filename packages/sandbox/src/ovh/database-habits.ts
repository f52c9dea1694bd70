import { habit } from "../habit.ts";

/** Habits of the managed databases, by what they do. */
export const databaseHabits = {
  pnIdRefused: habit(
    "database.pn-id-refused",
    "a node's networkId is the OpenStack UUID of the network in the region: the pn- id of a NetworkPrivate is refused",
    "ovh-facts 1.5",
  ),
  noMatchingCompute: habit(
    "database.no-matching-compute",
    "whatever of region, plan, flavor, version and network does not go together, the refusal does not say which",
    "ovh-facts 1.4",
  ),
  emptyListNotSent: habit(
    "database.empty-ip-restrictions-not-sent",
    "an emptied list of ipRestrictions, roles or ACLs is never sent: the old one stays and shows at every preview",
    "ovh-facts 1.6",
  ),
  subnetIgnored: habit(
    "database.subnet-ignored-on-update",
    "a new subnetId of a node neither replaces the Database nor is sent",
    "ovh-facts 1.7",
  ),
  nodeCountFixed: habit(
    "database.node-count-fixed",
    "the number of nodes follows the plan: a change of the number alone is never sent",
    "ovh-facts 1.7",
  ),
  busyWhileUpdating: habit(
    "database.busy-while-updating",
    "users, databases and pools are refused with 409 while the service is not READY",
    "ovh-facts 1.7",
  ),
  advancedNotAwaited: habit(
    "database.advanced-configuration-not-awaited",
    "a change of advancedConfiguration is applied after READY and not waited for, so what comes next may meet UPDATING",
    "ovh-facts 1.7",
  ),
  avnadminWithoutPassword: habit(
    "database.avnadmin-without-password-reset",
    "a user called avnadmin is the built-in one, and its password stays empty unless passwordReset is given",
    "ovh-facts 1.9",
  ),
  adoptsOnConflict: habit(
    "database.adopts-on-conflict",
    "a user or database whose name is taken is adopted, the user with an empty password",
    "ovh-facts 1.9",
  ),
  avnadminStays: habit(
    "database.avnadmin-delete-is-noop",
    "taking a user called avnadmin down forgets it only: it stays in the service",
    "ovh-facts 1.7",
  ),
} as const;
