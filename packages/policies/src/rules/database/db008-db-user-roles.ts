import { levels, type Rule, type Values } from "../../rule.ts";
import { every, failIf, holds, isOneOf, not, type Scalar } from "../../truth.ts";
import { isHidden, type Verdict } from "../../verdict.ts";
import { at, type View } from "../../view.ts";
import { judgeMembers } from "../bounded.ts";
import { guide, nameOf } from "./database.ts";

const postgresUserType = "ovh:CloudProjectDatabase/postgresSqlUser:PostgresSqlUser";
const userType = "ovh:CloudProjectDatabase/user:User";
const mongoUserType = "ovh:CloudProjectDatabase/mongoDbUser:MongoDbUser";
const opensearchUserType = "ovh:CloudProjectDatabase/opensearchUser:OpensearchUser";
const clickhouseUserType = "ovh:index/cloudProjectDatabaseClickhouseUser:CloudProjectDatabaseClickhouseUser";
const kafkaAclType = "ovh:CloudProjectDatabase/kafkaAcl:KafkaAcl";
const hostingGrantType = "ovh:Hosting/privateDatabaseUserGrant:PrivateDatabaseUserGrant";
const valkeyUserType = "ovh:index/cloudProjectDatabaseValkeyUser:CloudProjectDatabaseValkeyUser";

const notNeeded = "this right is not one that an application is known to need";

interface Limits extends Values {
  readonly postgresRoles: readonly string[];
  readonly mongoRoles: readonly string[];
}

/** A user that administers the service, or may do what only an administrator needs. */
export const dbUserRoles: Rule<Limits> = {
  id: "DB008",
  slug: "db-user-roles",
  title: "Database users have no rights of an administrator",
  group: "database",
  severity: "high",
  levels: levels("advisory", "mandatory", "mandatory"),
  rationale:
    "whoever takes over an application has its user's rights: the built-in administrator's reach every database of the service, those of replication copy all of it",
  remedy: "give each application a user of its own name, without roles or with those of its own database",
  url: guide("postgresql_07_prepare_for_incoming_connections"),
  equivalents: [],
  types: [
    postgresUserType,
    userType,
    mongoUserType,
    opensearchUserType,
    clickhouseUserType,
    valkeyUserType,
    kafkaAclType,
    hostingGrantType,
  ],
  parameters: {
    postgresRoles: {
      description: "Roles of PostgreSQL users that are accepted.",
      default: [],
      pattern: "[a-z_]+",
    },
    mongoRoles: {
      description: "Roles of MongoDB users that are accepted on a database of their own, without its name.",
      default: ["read", "readWrite"],
      pattern: "[A-Za-z]+",
    },
  },

  judge(view, { type, parameters }) {
    if (type === kafkaAclType) return judgeGrant(at(view, "permission"), "read", "write", "readwrite");
    if (type === hostingGrantType) return judgeGrant(at(view, "grant"), "none", "ro", "rw");
    const rights = listsOf(type, parameters).flatMap(({ list, right = "", allowed }) =>
      judgeMembers(at(view, list), "rights", (member) => {
        const value = right === "" || isHidden(member) ? member : at(member, right);
        return failIf(not(holds(value, allowed)), value, notNeeded);
      }),
    );
    return [...judgeName(type, view), ...rights];
  },
};

/** One right as a resource of its own, and those that an application needs. */
const judgeGrant = (right: View, ...fine: readonly string[]): Verdict[] =>
  failIf(not(isOneOf(right, ...fine)), right, notNeeded);

/** The user that every service of an engine is made with, as the provider knows it. */
const builtIn = (type: string): readonly string[] => {
  if (type === mongoUserType) return ["admin", "admin@admin"];
  return type === valkeyUserType ? ["default"] : ["avnadmin"];
};

/** Grafana knows no other user than its administrator. */
function judgeName(type: string, view: View): Verdict[] {
  const name = at(view, "name");
  const taken = holds(name, (value) => builtIn(type).some((known) => known === nameOf(value)));
  const other = not(isOneOf(at(view, "engine"), "grafana"));
  return failIf(every(taken, other), name, "this is the service's own administrator");
}

/** A list of rights, and which of them are accepted. */
interface Rights {
  readonly list: string;
  /** The property of a member that is the right; the member itself when there is none. */
  readonly right?: string;
  readonly allowed: (value: Scalar) => boolean;
}

function listsOf(type: string, { postgresRoles, mongoRoles }: Limits): Rights[] {
  if (type === postgresUserType) {
    return [{ list: "roles", allowed: (role) => postgresRoles.some((known) => known === role) }];
  }
  if (type === mongoUserType) return [{ list: "roles", allowed: (role) => isOwnRole(role, mongoRoles) }];
  if (type === opensearchUserType) {
    const permissions: readonly Scalar[] = ["deny", "read", "write", "readwrite"];
    return [{ list: "acls", right: "permission", allowed: (right) => permissions.includes(right) }];
  }
  // Valkey; the users of the remaining engines have no such lists.
  return ["categories", "commands"].map((list) => ({ list, allowed: isPlainGrant }));
}

/** Databases of MongoDB itself: users and rights, the settings of shards, the log of operations. No name is none either. */
const serviceDatabases: readonly string[] = ["", "admin", "config", "local"];

/** `readWrite@shop`: an accepted role on a database that is not one of the service's own. */
function isOwnRole(role: Scalar, roles: readonly string[]): boolean {
  const [name = "", database = "", ...rest] = typeof role === "string" ? role.split("@") : [];
  return rest.length === 0 && roles.includes(name) && !serviceDatabases.includes(nameOf(database) ?? "");
}

/** Grants of all commands, or of the categories that administer the service or can harm it. */
const broad = /^(?:\+?@(?:all|admin|dangerous)|\+\*|allcommands)$/;

/**
 * Grants of commands that administer the server, copy all its data or delete it, whole or by a subcommand:
 * `+config|set`. `client` and `cluster` only whole, since applications need some of their subcommands.
 */
const administering =
  /^\+?(?:client|cluster|(?:acl|bgrewriteaof|bgsave|config|debug|failover|flushall|flushdb|migrate|module|monitor|psync|replconf|replicaof|save|shutdown|slaveof|swapdb|sync)(?:\|.*)?)$/;

/** Whether a text grants neither; what stands in one text between blanks or parentheses is judged part by part. */
const isPlainGrant = (grant: Scalar): boolean =>
  nameOf(grant)
    ?.split(/[\s()]+/)
    .every((part) => !broad.test(part) && !administering.test(part)) ?? false;
