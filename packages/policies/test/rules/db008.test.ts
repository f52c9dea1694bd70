import { describe, expect, it } from "vitest";
import { encrypted, unknown } from "../hidden.ts";
import { ruleOf, verdictsOn } from "../outcomes.ts";

const rule = ruleOf("DB008");
const mongoUser = "ovh:CloudProjectDatabase/mongoDbUser:MongoDbUser";
const judged = (type: string, inputs: Record<string, unknown>, parameters = {}) =>
  verdictsOn(rule, { title: "", type, inputs: { name: "shop", ...inputs }, parameters }).map(
    ({ path, outcome }) => `${path} ${outcome}`,
  );
const postgresUser = "ovh:CloudProjectDatabase/postgresSqlUser:PostgresSqlUser";
const opensearchUser = "ovh:CloudProjectDatabase/opensearchUser:OpensearchUser";

describe("DB008 db-user-roles", () => {
  it.each([[unknown], [encrypted]])("doubts what is hidden, and sees what is known beside it: %j", (hidden) => {
    expect(judged(postgresUser, { name: hidden })).toEqual(["name UNKNOWN"]);
    expect(judged(postgresUser, { roles: hidden })).toEqual(["roles UNKNOWN"]);
    expect(judged(postgresUser, { roles: [hidden, "replication"] })).toEqual(["roles[0] UNKNOWN", "roles[1] FAIL"]);
    expect(judged(opensearchUser, { acls: [hidden, { permission: hidden }] })).toEqual([
      "acls[0] UNKNOWN",
      "acls[1].permission UNKNOWN",
    ]);
  });

  it("takes a list that is not there for none", () => {
    expect(judged(postgresUser, { roles: null })).toEqual([]);
  });

  it.each([["read-only"], ["read@shop"], ["7"]])(
    "refuses the list of MongoDB's roles with %j, and takes its preset",
    (role) => {
      expect(judged(mongoUser, { roles: [`${role}@shop`] }, { mongoRoles: [role] })).toEqual(["roles[0] FAIL"]);
      expect(judged(mongoUser, { roles: ["read@shop"] }, { mongoRoles: [role] })).toEqual([]);
    },
  );

  it.each([["Replication"], ["a b"], [""]])("refuses the list of PostgreSQL's roles with %j", (role) => {
    expect(judged(postgresUser, { roles: [role] }, { postgresRoles: [role] })).toEqual(["roles[0] FAIL"]);
  });

  it("warns in test, and blocks in preprod and prod", () => {
    expect(rule.levels).toEqual({ test: "advisory", preprod: "mandatory", prod: "mandatory" });
  });
});
