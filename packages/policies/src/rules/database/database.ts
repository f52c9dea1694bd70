import { holds, type Truth, textOf } from "../../truth.ts";
import { at, type View } from "../../view.ts";

/** A managed database of any engine (provider package `@ovhcloud/pulumi-ovh`). */
export const databaseType = "ovh:CloudProject/database:Database";

/** One entry of a database's allow-list as a resource of its own: gone since version 2.17 of the provider, older ones have it. */
export const ipRestrictionType = "ovh:CloudProjectDatabase/ipRestriction:IpRestriction";

/** One entry of the allow-list of a web hosting's private database. */
export const hostingAllowlistType = "ovh:Hosting/privateDatabaseAllowlist:PrivateDatabaseAllowlist";

/** The component of this library, whose inputs are a summary: `environment`, `plan`, `version`, `private`. */
export const managedTimescaleType = "ovh-managed-pg:index:ManagedTimescalePg";

/** Whether such a summary leaves the version to the database inside it, which is judged by itself. */
export const saidLater = (version: View): boolean => version.kind === "absent" || textOf(version) === "known later";

const guides = "https://github.com/ovh/docs/blob/develop/pages/public_cloud/public_cloud_databases";

/** The page of OVHcloud's guides on managed databases that stands in that folder. */
export const guide = (folder: string) => `${guides}/${folder}/guide.en-gb.md`;

/** The name that a text stands for where people differ in capitals and blanks; undefined for what is no text. */
export const nameOf = (value: unknown): string | undefined =>
  typeof value === "string" ? value.trim().toLowerCase() : undefined;

/** Whether a database is PostgreSQL; an engine that is missing or not text is taken for it. */
export const isPostgres = (database: View): Truth =>
  holds(at(database, "engine"), (engine) => nameOf(engine)?.startsWith("postgres") ?? true);
