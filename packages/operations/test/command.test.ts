/** The command line up to where the engine would be needed, and the options by themselves. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { main } from "../src/command.ts";
import { localState } from "../src/local-state.ts";
import { type BootstrapOptions, planned } from "../src/options.ts";
import { requireOwnBackend } from "../src/prerequisites.ts";

const cli = fileURLToPath(new URL("../src/cli.ts", import.meta.url));
const bins = mkdtempSync(join(tmpdir(), "programs "));
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "a program "));
  writeFileSync(join(folder, "Pulumi.yaml"), "name: state\nruntime: nodejs\n");
});
afterAll(() => {
  for (const made of [folder, bins]) rmSync(made, { recursive: true, force: true });
});

describe("C077 options", () => {
  const with_ = (more: Partial<BootstrapOptions> = {}) =>
    planned({ folder, stack: "test", bucket: "acme-tfstate-test", ...more });

  it("the default endpoint is that of eu-west-par; a region brings its own, and it can be overridden", () => {
    expect(with_().endpoint).toBe("https://s3.eu-west-par.io.cloud.ovh.net");
    expect(with_({ region: "gra" }).endpoint).toBe("https://s3.gra.io.cloud.ovh.net");
    expect(with_({ endpoint: "https://s3.eu-west-par.io.cloud.ovh.net/" }).endpoint).toBe(with_().endpoint);
    expect(with_({ endpoint: "http://127.0.0.1:9000" }).url).toBe(
      "s3://acme-tfstate-test?region=eu-west-par&endpoint=http://127.0.0.1:9000&s3ForcePathStyle=true",
    );
    expect(with_({ region: "new-region-1", endpoint: "https://s3.example.net" }).region).toBe("new-region-1");
  });

  it.each([
    ["bucket", { bucket: "Acme" }],
    ["bucket", { bucket: "ab" }],
    ["bucket", { bucket: "a".repeat(64) }],
    ["bucket", { bucket: "acme.state" }],
    ["bucket", { bucket: "acme?region=x" }],
    ["stack", { stack: "org/project/test" }],
    ["stack", { stack: "--help" }],
    ["stack", { stack: "../up" }],
    ["region", { region: "GRA" }],
    ["region", { region: "nowhere-1" }],
    ["region", { region: "a&b", endpoint: "https://s3.example.net" }],
    ["endpoint", { endpoint: "http://s3.gra.io.cloud.ovh.net" }],
    ["endpoint", { endpoint: "https://s3.gra.io.cloud.ovh.net/path" }],
    ["endpoint", { endpoint: "https://user:word@s3.gra.io.cloud.ovh.net" }],
    ["endpoint", { endpoint: "https://s3.gra.io.cloud.ovh.net?a=b" }],
    ["endpoint", { endpoint: "ftp://s3.gra.io.cloud.ovh.net" }],
    ["endpoint", { endpoint: "s3.gra.io.cloud.ovh.net" }],
    ["waitSeconds", { waitSeconds: Number.NaN }],
    ["waitSeconds", { waitSeconds: -1 }],
    ["waitSeconds", { waitSeconds: null }],
    ["region", { region: null }],
    ["endpoint", { endpoint: null }],
    ["folder", { folder: tmpdir() }],
    ["folder", { folder: null }],
    ["keep", { keep: true }],
    ["keep", { keep: null }],
    ["say", { say: "loud" }],
    ["say", { say: null }],
    ["clock", { clock: {} }],
    ["clock", { clock: null }],
    ["clock", { clock: { now: 1, sleep: 2 } }],
    ["buckets", { buckets: ["a"] }],
  ])("refuses a wrong %s: %j", (path, wrong) => {
    expect(() => with_(wrong as Partial<BootstrapOptions>)).toThrow(new RegExp(`^ {2}${path}: `, "m"));
  });
});

describe("the command line", () => {
  const told: string[] = [];
  const run = (args: readonly string[], isTerminal = false) => {
    told.length = 0;
    const print = async (text: string) => void told.push(text);
    return main(args, { print, say: (line) => void told.push(line), isTerminal });
  };
  const bootstrap = ["bootstrap", "--stack", "test"];

  it.each([
    ["no stack", ["bootstrap", "--app", "acme"], "Give --stack"],
    ["no bucket", bootstrap, "Give one of --app"],
    ["two buckets", [...bootstrap, "--app", "acme", "--bucket", "acme-state"], "Give one of --app"],
    ["an unknown flag", [...bootstrap, "--frobnicate"], "ovh-operations --help"],
    ["another command", ["destroy"], 'no command "destroy"'],
    ["too much", ["bootstrap", "test"], 'no command "bootstrap test"'],
    ["a wait that is no number", [...bootstrap, "--app", "acme", "--wait", ""], "waitSeconds"],
  ])("refuses %s", async (_, args, words) => {
    expect(await run(args)).toBe(2);
    expect(told.join("\n")).toContain(words);
  });

  it("C078 prints no secret on a terminal unless it is told to", async () => {
    const args = [...bootstrap, "--app", "acme", "--cwd", tmpdir(), "--print-environment"];
    expect([await run(args, true), told.join()]).toEqual([2, expect.stringContaining("--show-secrets")]);
    expect([await run([...args, "--show-secrets"], true), told.join()]).toEqual([
      2,
      expect.stringContaining("Pulumi.yaml"),
    ]);
  });

  it("--app names the bucket by the label law", async () => {
    expect(await run([...bootstrap, "--app", "ACME", "--cwd", folder])).toBe(2);
    expect(told.join()).toContain('"ACME-tfstate-test" is not a bucket name');
  });

  it("says how to use it", async () => {
    expect([await run([]), told.join()]).toEqual([0, expect.stringContaining("--print-environment")]);
  });
});

describe("C061 what is asked for before anything is made", () => {
  const start = (env: NodeJS.ProcessEnv) => {
    const args = [
      cli,
      "bootstrap",
      "--cwd",
      folder,
      "--stack",
      "test",
      "--app",
      "acme",
      "--endpoint",
      "http://127.0.0.1:1",
    ];
    const { status, stderr } = spawnSync(process.execPath, args, { env, encoding: "utf8" });
    return { status, stderr, left: readdirSync(folder) };
  };
  const pulumi = (words: string) => {
    const bin = mkdtempSync(join(bins, "bin "));
    writeFileSync(join(bin, "pulumi"), `#!/bin/sh\n${words}\n`, { mode: 0o755 });
    return bin;
  };
  const PULUMI_CONFIG_PASSPHRASE = "words";

  it.each([
    ["a passphrase", {}, "there is no passphrase"],
    ["a passphrase that is not empty", { PULUMI_CONFIG_PASSPHRASE: "" }, "there is no passphrase"],
    ["a file that is there", { PULUMI_CONFIG_PASSPHRASE_FILE: "/nonexistent" }, "names no file with a passphrase"],
    ["a pulumi", { PULUMI_CONFIG_PASSPHRASE, PATH: "/nonexistent" }, "pulumi is not on PATH. Install it"],
    [
      "a pulumi that is recent",
      { PULUMI_CONFIG_PASSPHRASE, PATH: `${pulumi("echo v3.200.1")}:/bin` },
      "pulumi 3.200.1 is older than 3.253",
    ],
    [
      "a pulumi that knows its version",
      { PULUMI_CONFIG_PASSPHRASE, PATH: `${pulumi("echo what")}:/bin` },
      "of an unknown version",
    ],
    [
      "an endpoint that answers",
      { PULUMI_CONFIG_PASSPHRASE, PATH: `${pulumi("echo v3.253.0")}:/bin` },
      "does not say whether the bucket is there (bad port)",
    ],
  ])("%s", (_, env, words) => {
    const { status, stderr, left } = start(env);
    expect([status, stderr, left]).toEqual([2, expect.stringContaining(words), ["Pulumi.yaml"]]);
  });

  it("a pulumi that keeps its state where it is told", async () => {
    const { PATH } = process.env;
    const own =
      'case "$1" in version) echo v3.253.0;; *) echo "{\\"user\\":\\"x\\",\\"url\\":\\"file:///own\\"}";; esac';
    process.env["PATH"] = `${pulumi(own)}:/bin`;
    try {
      await expect(requireOwnBackend(folder)).rejects.toThrow(
        "keeps state in file:///own, whatever PULUMI_BACKEND_URL",
      );
    } finally {
      process.env["PATH"] = PATH;
    }
  });

  it("a stack whose secrets a passphrase encrypts", () => {
    const file = join(folder, "Pulumi.test.yaml");
    writeFileSync(file, "secretsprovider: awskms://alias/key\n");
    const { status, stderr } = start({ PULUMI_CONFIG_PASSPHRASE, PATH: `${pulumi("echo v3.253.0")}:/bin` });
    rmSync(file);
    expect([status, stderr]).toEqual([2, expect.stringContaining("names the secrets provider awskms://alias/key")]);
  });
});

describe("C075 the folder of the local state", () => {
  it("is hidden from git, and goes whole, with its parent when it was the last", () => {
    const [test, prod] = [localState(folder, "test"), localState(folder, "prod")];
    test.prepare();
    prod.prepare();
    expect(readdirSync(join(folder, ".bootstrap")).sort()).toEqual([".gitignore", "prod", "test"]);
    expect(test.begun()).toBe(false);
    mkdirSync(join(test.path, ".pulumi"));
    expect([test.begun(), prod.begun()]).toEqual([true, false]);
    test.remove();
    expect(readdirSync(join(folder, ".bootstrap")).sort()).toEqual([".gitignore", "prod"]);
    prod.remove();
    expect(existsSync(join(folder, ".bootstrap"))).toBe(false);
  });

  it("what a removal left half done goes with the next run, and is never taken for a state", () => {
    const test = localState(folder, "test");
    test.prepare();
    mkdirSync(join(folder, ".bootstrap", ".test.moved", ".pulumi"), { recursive: true });
    expect(test.begun()).toBe(false);
    test.sweep();
    expect(readdirSync(join(folder, ".bootstrap")).sort()).toEqual([".gitignore", "test"]);
    test.remove();
  });
});
