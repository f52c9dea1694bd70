import { timescaleMaxMajor, timescaleSource } from "@accoreboot/catalogue";
import type { Rule } from "../rule.ts";
import { dependingOn, fail, isHidden, unproved, type Verdict } from "../verdict.ts";
import { at, type View } from "../view.ts";
import { databaseType, guide } from "./database.ts";

/** PostgreSQL above the highest major that has TimescaleDB, or a version that cannot be read as a major. */
export const pgMajorSupported: Rule<"maxMajor"> = {
  id: "DB001",
  slug: "pg-major-supported",
  title: "PostgreSQL stays on a major that has TimescaleDB",
  severity: "critical",
  enforcement: "mandatory",
  rationale: `OVHcloud offers TimescaleDB up to PostgreSQL ${timescaleMaxMajor} (${timescaleSource.from}, ${timescaleSource.date}), and a managed database has no way back to a lower major`,
  remedy: `write the version as a plain major in text, at most the allowed one ("${timescaleMaxMajor}" unless configured)`,
  url: guide("postgresql_02_extensions"),
  types: [databaseType],
  parameters: {
    maxMajor: {
      description: "Highest major of PostgreSQL that is accepted.",
      default: timescaleMaxMajor,
      minimum: 9,
      maximum: 99,
    },
  },

  judge(view, { maxMajor }) {
    const engine = at(view, "engine");
    if (isHidden(engine)) return dependingOn(engine, judgeVersion(at(view, "version"), maxMajor));
    return isOther(engine) ? [] : judgeVersion(at(view, "version"), maxMajor);
  },
};

/** True for an engine that is known not to be PostgreSQL. One that is missing or not text is taken for PostgreSQL. */
function isOther(engine: View): boolean {
  if (engine.kind !== "known" || typeof engine.value !== "string") return false;
  return !engine.value.trim().toLowerCase().startsWith("postgres");
}

function judgeVersion(version: View, maxMajor: number): Verdict[] {
  if (isHidden(version)) return [unproved(version)];
  if (version.kind !== "known") return [fail(version, "no version is given, so the service would choose one")];
  if (typeof version.value !== "string" || !/^[1-9]\d*$/.test(version.value)) {
    return [fail(version, "the version cannot be read as a major")];
  }
  return Number(version.value) > maxMajor ? [fail(version, `the version's major is above ${maxMajor}`)] : [];
}
