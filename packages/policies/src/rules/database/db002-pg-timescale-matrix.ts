import { postgresVersions, timescaleMaxMajor, timescaleSource } from "@accoreboot/catalogue";
import { levels, ofResource, type Rule, type Subject } from "../../rule.ts";
import { every, failIf, holds, isOneOf, not, some, someOf, type Truth, when } from "../../truth.ts";
import type { Verdict } from "../../verdict.ts";
import { at, entries, type View } from "../../view.ts";
import { databaseType, guide, isPostgres, managedTimescaleType, nameOf, saidLater } from "./database.ts";

/** The extension as a resource (provider package `@pulumi/postgresql`). */
const extensionType = "postgresql:index/extension:Extension";

/** A PostgreSQL that is meant for TimescaleDB, on a major on which the service does not have it. */
export const pgTimescaleMatrix: Rule<{ majors: readonly string[] }> = {
  id: "DB002",
  slug: "pg-timescale-matrix",
  title: "A PostgreSQL that is to have TimescaleDB is on a major that the service has it for",
  group: "database",
  severity: "critical",
  levels: levels("mandatory"),
  rationale: `upstream TimescaleDB runs on PostgreSQL 18, OVHcloud's service offers it up to ${timescaleMaxMajor} (${timescaleSource.from}, ${timescaleSource.date})`,
  remedy: "take one of the majors that the rule's parameter lists, or a database without TimescaleDB",
  url: guide("postgresql_02_extensions"),
  equivalents: [],
  notWaivable: ["prod"],
  types: [databaseType, managedTimescaleType],
  parameters: {
    majors: {
      description: `Majors of PostgreSQL that the service has TimescaleDB for, as read on ${timescaleSource.date}.`,
      default: postgresVersions.filter((version) => Number(version) <= timescaleMaxMajor),
      pattern: "[1-9]\\d?",
    },
  },

  judge(view, { type, urn, parameters: { majors } }) {
    const version = at(view, "version");
    if (type !== managedTimescaleType) {
      const inside = urn.includes(`${managedTimescaleType}$`);
      return when(every(isPostgres(view), some(inside, namesTimescale(view))), () => judgeMajor(version, majors));
    }
    return saidLater(version) ? [] : judgeMajor(version, majors);
  },

  judgeStack(subjects, { parameters: { majors } }) {
    const databases = subjects.filter(({ type }) => type === databaseType);
    const fits = ({ properties }: Subject) =>
      every(isPostgres(properties), isOneOf(at(properties, "version"), ...majors));
    const homeless = every(someOf(subjects.map(isTimescale)), not(someOf(databases.map(fits))));
    return databases.flatMap(({ urn, properties }) =>
      ofResource(
        urn,
        when(every(isPostgres(properties), homeless), () => judgeMajor(at(properties, "version"), majors)),
      ),
    );
  },
};

const judgeMajor = (version: View, majors: readonly string[]): Verdict[] =>
  failIf(
    not(isOneOf(version, ...majors)),
    version,
    "TimescaleDB is asked for, and this is not a major that the service has it for",
  );

/** Whether a database says of itself that it is for TimescaleDB: by its description or by a setting of the extension. */
function namesTimescale(database: View): Truth {
  const settings = at(database, "advancedConfiguration");
  return some(
    holds(at(database, "description"), (text) => nameOf(text)?.includes("timescale") ?? false),
    settings.kind === "known" || settings.kind === "absent"
      ? (entries(settings) ?? []).some(([key]) => nameOf(key)?.startsWith("timescaledb."))
      : settings,
  );
}

/** Whether a resource enables the extension, in a database that cannot be told from it. */
const isTimescale = ({ type, properties }: Subject): Truth =>
  type === extensionType && holds(at(properties, "name"), (name) => nameOf(name)?.startsWith("timescaledb") ?? false);
