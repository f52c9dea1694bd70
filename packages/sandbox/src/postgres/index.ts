/** Real PostgreSQL servers behind the sandbox's managed databases. */
export {
  type PgCluster,
  type PgRefusal,
  type PgUser,
  PostgresError,
  type PostgresServers,
} from "./model.ts";
export { removePlace as removePostgres } from "./place.ts";
export { postgresMissing, startPostgres } from "./servers.ts";
