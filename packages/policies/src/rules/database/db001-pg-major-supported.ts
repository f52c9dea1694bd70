import { timescaleMaxMajor, timescaleSource } from "@accoreboot/catalogue";
import { levels, type Rule } from "../../rule.ts";
import { textOf, when } from "../../truth.ts";
import { fail, isHidden, unproved, type Verdict } from "../../verdict.ts";
import { at, type View } from "../../view.ts";
import { databaseType, guide, isPostgres, managedTimescaleType, saidLater } from "./database.ts";

/** PostgreSQL above the highest major that has TimescaleDB, or a version that cannot be read as a major. */
export const pgMajorSupported: Rule<{ maxMajor: number }> = {
  id: "DB001",
  slug: "pg-major-supported",
  title: "PostgreSQL stays on a major that has TimescaleDB",
  group: "database",
  severity: "critical",
  levels: levels("mandatory"),
  rationale: `OVHcloud offers TimescaleDB up to PostgreSQL ${timescaleMaxMajor} (${timescaleSource.from}, ${timescaleSource.date}), and a managed database has no way back to a lower major`,
  remedy: `write the version as a plain major in text, at most the allowed one ("${timescaleMaxMajor}" unless configured)`,
  url: guide("postgresql_02_extensions"),
  equivalents: [],
  notWaivable: ["prod"],
  types: [databaseType, managedTimescaleType],
  parameters: {
    maxMajor: {
      description: "Highest major of PostgreSQL that is accepted.",
      default: timescaleMaxMajor,
      minimum: 9,
      maximum: 99,
    },
  },

  judge(view, { type, parameters: { maxMajor } }) {
    const version = at(view, "version");
    if (type === managedTimescaleType) return saidLater(version) ? [] : judgeVersion(version, maxMajor);
    return when(isPostgres(view), () => judgeVersion(version, maxMajor));
  },
};

function judgeVersion(version: View, maxMajor: number): Verdict[] {
  if (version.kind === "absent") return [fail(version, "no version is given, so the service would choose one")];
  if (isHidden(version)) return [unproved(version)];
  const text = textOf(version);
  if (text === undefined || !/^[1-9]\d*$/.test(text)) return [fail(version, "the version cannot be read as a major")];
  return Number(text) > maxMajor ? [fail(version, `the version's major is above ${maxMajor}`)] : [];
}
