import { type Client, quoteName, quoteText } from "./client.ts";
import { type PgCluster, type PgUser, Refused } from "./model.ts";
import { scramMatches, scramVerifier } from "./scram.ts";

/** The superuser, ours alone. */
export const superuser = "postgres";
/** The administrator that OVHcloud gives, and the database that is always there (ovh-facts 1.9). */
export const administrator = "avnadmin";
export const defaultDatabase = "defaultdb";

/** Comment on what the API made: what a user made by SQL is never dropped. */
const mark = "made by the service";

/** Sends statements to one database of the server. */
export type Sql = (database: string, sql: string) => Promise<(string | null)[][]>;

/** Brings users and databases to what is asked; names who made them by SQL stay. */
export async function settle(client: Client, sql: Sql, { users, databases }: PgCluster): Promise<void> {
  for (const { name } of users) ownName(name);
  const wanted = users.some(({ name }) => name === administrator)
    ? users
    : [{ name: administrator, password: "", replication: true }, ...users];
  const roles = await existingRoles(client);
  for (const user of wanted) await settleUser(client, user, roles.get(user.name));
  await settleDatabases(client, wanted, [...new Set([defaultDatabase, ...databases])]);
  const names = new Set(wanted.map(({ name }) => name));
  const gone = [...roles].filter(([name, { ours }]) => ours && !names.has(name)).map(([name]) => name);
  if (gone.length > 0) await dropUsers(client, sql, gone);
}

/** Names that PostgreSQL would cut, or that are not for users. */
function ownName(name: string): void {
  if (name === superuser || name === "" || Buffer.byteLength(name) > 63)
    throw new Refused("failure", `a user cannot be called ${JSON.stringify(name)}`);
}

interface Role {
  readonly verifier: string;
  readonly replication: boolean;
  readonly ours: boolean;
}

async function existingRoles(client: Client): Promise<Map<string, Role>> {
  const rows = await client.query(`
    SELECT rolname, rolpassword, rolreplication, shobj_description(oid, 'pg_authid') = ${quoteText(mark)}
    FROM pg_authid WHERE rolname <> ${quoteText(superuser)} AND oid >= 16384`);
  return new Map(
    rows.map(([name, verifier, replication, ours]) => [
      name ?? "",
      { verifier: verifier ?? "", replication: replication === "t", ours: ours === "t" },
    ]),
  );
}

async function settleUser(client: Client, user: PgUser, role: Role | undefined): Promise<void> {
  const name = quoteName(user.name);
  const isAdministrator = user.name === administrator;
  const replication = isAdministrator || user.replication;
  const known = role && (user.password === "" ? role.verifier === "" : scramMatches(role.verifier, user.password));
  if (role?.ours && known && role.replication === replication) return;
  const password = user.password === "" ? "NULL" : quoteText(scramVerifier(user.password));
  const rights = `${isAdministrator ? "CREATEDB CREATEROLE" : ""} ${replication ? "REPLICATION" : "NOREPLICATION"}`;
  await client.query(`
    ${role ? "ALTER" : "CREATE"} ROLE ${name} LOGIN ${rights} ${known ? "" : `PASSWORD ${password}`};
    COMMENT ON ROLE ${name} IS ${quoteText(mark)}`);
}

async function settleDatabases(client: Client, users: readonly PgUser[], databases: readonly string[]): Promise<void> {
  const rows = await client.query(`
    SELECT datname, shobj_description(oid, 'pg_database') = ${quoteText(mark)} FROM pg_database WHERE NOT datistemplate`);
  const ours = new Map(rows.map(([name, made]) => [name ?? "", made === "t"]));
  for (const [name, made] of ours)
    if (made && !databases.includes(name)) await client.query(`DROP DATABASE ${quoteName(name)} WITH (FORCE)`);
  for (const database of databases) {
    const name = quoteName(database);
    if (!ours.has(database)) await client.query(`CREATE DATABASE ${name} OWNER ${quoteName(administrator)}`);
    if (!ours.get(database)) await client.query(`COMMENT ON DATABASE ${name} IS ${quoteText(mark)}`);
    // All users of the service may create extensions (ovh-facts 1.2), and for that PostgreSQL asks this right.
    await client.query(`GRANT CREATE ON DATABASE ${name} TO ${users.map((user) => quoteName(user.name)).join(", ")}`);
  }
}

/** What they own goes to the administrator. */
async function dropUsers(client: Client, sql: Sql, names: readonly string[]): Promise<void> {
  const list = names.map(quoteName).join(", ");
  const hand = `REASSIGN OWNED BY ${list} TO ${quoteName(administrator)}; DROP OWNED BY ${list}`;
  for (const [database] of await client.query("SELECT datname FROM pg_database WHERE datallowconn"))
    await sql(database ?? "", hand);
  await client.query(`
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename IN (${names.map(quoteText).join(", ")});
    DROP ROLE ${list}`);
}

/** True when nobody has put anything into the server but what the API made: nothing would be lost with it. */
export async function untouched(client: Client, sql: Sql): Promise<boolean> {
  const [[foreign] = []] = await client.query(`
    SELECT (SELECT count(*) FROM pg_roles WHERE oid >= 16384
              AND shobj_description(oid, 'pg_authid') IS DISTINCT FROM ${quoteText(mark)})
         + (SELECT count(*) FROM pg_database WHERE oid >= 16384
              AND shobj_description(oid, 'pg_database') IS DISTINCT FROM ${quoteText(mark)})`);
  if (foreign !== "0") return false;
  for (const [database] of await client.query("SELECT datname FROM pg_database WHERE datallowconn")) {
    const [[count] = []] = await sql(database ?? "", objects);
    if (count !== "0") return false;
  }
  return true;
}

/** Number of things a user made in one database. PostgreSQL's own have ids below 16384. */
const objects = `
  SELECT (SELECT count(*) FROM pg_class WHERE oid >= 16384)
       + (SELECT count(*) FROM pg_proc WHERE oid >= 16384)
       + (SELECT count(*) FROM pg_type WHERE oid >= 16384)
       + (SELECT count(*) FROM pg_extension WHERE oid >= 16384)
       + (SELECT count(*) FROM pg_largeobject_metadata)
       + (SELECT count(*) FROM pg_default_acl)
       + (SELECT count(*) FROM pg_db_role_setting)
       + (SELECT count(*) FROM pg_namespace n LEFT JOIN pg_init_privs i
            ON i.objoid = n.oid AND i.classoid = 'pg_namespace'::regclass
            WHERE n.nspname = 'public' AND n.nspacl IS DISTINCT FROM i.initprivs)
       + (SELECT count(*) FROM pg_namespace WHERE oid >= 16384 AND nspname NOT LIKE 'pg\\_%')`;
