import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { readCommandLine, without } from "../src/arguments.ts";
import { type Directory, openDirectory } from "../src/directory.ts";
import { breakDeadLocks } from "../src/locks.ts";
import { prepareCopy, projectAt, userFile } from "../src/stack-config.ts";
import { keepingStackFiles } from "../src/stack-files.ts";
import { writesStackFiles } from "../src/stack-verbs.ts";

describe("a pulumi command line", () => {
  it.each([
    ["up --yes -s prod", { words: ["up"], stack: "prod" }],
    ["-C dir stack init dev", { words: ["stack", "init", "dev"], cwd: "dir" }],
    ["stack init dev --secrets-provider passphrase", { words: ["stack", "init", "dev"] }],
    ["--stack=prod preview", { words: ["preview"], stack: "prod" }],
    ["-sprod preview", { words: ["preview"], stack: "prod" }],
    ["up --policy-pack a --policy-pack b -m words", { words: ["up"] }],
    ["config set a b --config-file f.yaml", { words: ["config", "set", "a", "b"], configFile: "f.yaml" }],
    ["config set -- a -b", { words: ["config", "set", "a", "-b"] }],
    ["stack select -c dev", { words: ["stack", "select", "dev"] }],
    ["up -c a=b", { words: ["up"] }],
    ["stack rm -ysprod", { words: ["stack", "rm"], stack: "prod" }],
    ["stack rm -yfs prod", { words: ["stack", "rm"], stack: "prod" }],
    ["import -fs.json", { words: ["import"] }],
    ["stack init -Cdir dev --copy-config-from prod", { words: ["stack", "init", "dev"], cwd: "dir" }],
  ])("%s", (line, expected) => {
    const { words, stack, cwd, configFile } = readCommandLine(line.split(" "));
    expect({ words, stack, cwd, configFile }).toEqual({
      stack: undefined,
      cwd: undefined,
      configFile: undefined,
      ...expected,
    });
  });

  it.each([
    ["stack init dev -Cdir", "stack init dev"],
    ["-C=dir stack init dev", "stack init dev"],
    ["--cwd=dir stack init dev", "stack init dev"],
    ["-C dir stack init dev -y", "stack init dev -y"],
    ["stack init -yCdir -- dev", "stack init -y -- dev"],
    ["stack init dev -- -Cdir", "stack init dev -- -Cdir"],
  ])("%s without its folder", (line, expected) => {
    expect(without(line.split(" "), "cwd").join(" ")).toBe(expected);
  });

  it.each([
    ["stack rm prod", true],
    ["stack remove prod", true],
    ["stack rename b", true],
    ["stack change-secrets-provider passphrase", true],
    ["stack init dev", true],
    ["stack new dev", true],
    ["stack select -c dev", true],
    ["stack select --create dev", true],
    ["stack some-later-verb", true],
    ["stack select dev", false],
    ["stack", false],
    ["stack output --json", false],
    ["stack rm --help", false],
    ["up", false],
  ])("C005 %s writes stack files: %s", (line, expected) => {
    expect(writesStackFiles(readCommandLine(line.split(" ")))).toBe(expected);
  });
});

describe("a copy of a stack file", () => {
  let folder: string;
  let directory: Directory;
  const project = () => {
    const found = projectAt(join(folder, "mine"));
    if (!found) throw new Error("no project");
    return found;
  };
  const write = (text: string) => writeFileSync(userFile(project(), "dev"), text);
  const copied = () => {
    const { copy, unreadable } = prepareCopy(directory, project(), "dev", userFile(project(), "dev"));
    return { ...(parse(readFileSync(copy, "utf8")) as { encryptionsalt?: string; config: object }), unreadable, copy };
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "shim "));
    directory = openDirectory(join(folder, "sandbox"));
    mkdirSync(join(folder, "mine"));
    writeFileSync(join(folder, "mine", "Pulumi.yaml"), "name: mine\nruntime: nodejs\n");
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("takes plain values, follows their changes, and leaves salt and secrets of the real stack behind", () => {
    write("encryptionsalt: v1:real\nconfig:\n  mine:a: 1\n  mine:secret: { secure: v1:x }\n");
    expect(copied()).toMatchObject({ config: { "mine:a": 1 }, unreadable: ["mine:secret"] });
    expect(copied().encryptionsalt).toBeUndefined();
    write("config:\n  mine:a: 2\n");
    expect(copied().config).toEqual({ "mine:a": 2 });
  });

  it("keeps the sandbox's salt and what was set inside", () => {
    write("config:\n  mine:a: 1\n");
    const made = copied().copy;
    writeFileSync(made, `encryptionsalt: v1:ours\n${readFileSync(made, "utf8")}`);
    const { copy } = copied();
    writeFileSync(copy, readFileSync(copy, "utf8").replace("mine:a: 1", "mine:a: 1\n  mine:b: inside"));
    write("config:\n  mine:a: 3\n");
    expect(copied()).toMatchObject({ encryptionsalt: "v1:ours", config: { "mine:a": 3, "mine:b": "inside" } });
  });

  it("C005 is the only one written: whatever a command did to the user's files is undone and kept aside", async () => {
    write("config:\n  mine:a: 1\n");
    const prod = userFile(project(), "prod");
    writeFileSync(prod, "by hand\n");
    const notes: string[] = [];
    const code = await keepingStackFiles(
      directory,
      project(),
      (words) => notes.push(words),
      async () => {
        write("overwritten\n");
        rmSync(prod);
        writeFileSync(userFile(project(), "new"), "left behind\n");
        return 3;
      },
    );
    expect(code).toBe(3);
    expect(readdirSync(project().stacks).sort()).toEqual(["Pulumi.dev.yaml", "Pulumi.prod.yaml", "Pulumi.yaml"]);
    expect(readFileSync(prod, "utf8")).toBe("by hand\n");
    expect(readFileSync(userFile(project(), "dev"), "utf8")).toBe("config:\n  mine:a: 1\n");
    expect(notes).toHaveLength(2);
    const aside = join(directory.config, "mine", "put-back", "Pulumi.dev.yaml");
    expect(readFileSync(aside, "utf8")).toBe("overwritten\n");
  });

  it("works without a stack file of the user's", () => {
    expect(copied().config).toEqual({});
  });
});

describe("locks in the sandbox's state", () => {
  it("go when their owner is dead, and stay when it lives or is elsewhere", () => {
    const folder = mkdtempSync(join(tmpdir(), "locks "));
    const directory = openDirectory(join(folder, "sandbox"));
    const at = join(directory.state, ".pulumi", "locks", "organization", "mine", "dev");
    mkdirSync(at, { recursive: true });
    const lock = (name: string, pid: number, host: string) =>
      writeFileSync(join(at, `${name}.json`), JSON.stringify({ pid, hostname: host, username: "x" }));
    lock("alive", process.pid, hostname());
    lock("dead", 2 ** 22 + 1, hostname());
    lock("elsewhere", 2 ** 22 + 1, `not-${hostname()}`);
    expect(breakDeadLocks(directory)).toHaveLength(1);
    expect(["alive", "dead", "elsewhere"].map((name) => existsSync(join(at, `${name}.json`)))).toEqual([
      true,
      false,
      true,
    ]);
    rmSync(folder, { recursive: true, force: true });
  });
});
