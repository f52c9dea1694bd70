/** From a local state into the bucket, and the data stack kept there: the real engine, a real S3 server. */
import { execFile } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createSandbox, type Sandbox, seeded } from "@accoreboot/sandbox";
import { ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hitsIn } from "./canaries.ts";
import { place, shell } from "./shell/place.ts";
import { fields, LOGIN, VARIABLES, vault } from "./shell/vaults.ts";

const repository = fileURLToPath(new URL("../../..", import.meta.url));
const passphrase = "a passphrase/with+signs";
/** What the vault item may set. */
const allowed = /^(OVH_|PULUMI_|AWS_(ACCESS|SECRET))/;

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

describe("the state's own bucket", () => {
  const scratch = mkdtempSync(join(tmpdir(), "infra-manager "));
  const copy = join(scratch, "infra-manager");
  let sandbox: Sandbox;
  let base: NodeJS.ProcessEnv;
  let endpoint: string;
  let backend: Record<string, string> = {};

  /** Runs a command in a folder of the example, which knows the clouds by their ports alone. */
  const run = (
    folder: string,
    program: string,
    args: readonly string[],
    env: NodeJS.ProcessEnv = {},
    input?: string,
  ): Promise<Ended> =>
    new Promise((resolve) => {
      const options = { cwd: join(copy, folder), env: { ...base, ...env }, maxBuffer: 1 << 26 };
      const child = execFile(program, args, options, (error, stdout, stderr) => {
        resolve({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr });
      });
      child.stderr?.on("data", (chunk: string) => {
        if (chunk.includes("waiting for bucket")) sandbox.clock.advance(60_000);
      });
      child.stdin?.end(input);
    });
  const pulumi = (folder: string, words: readonly string[], env: NodeJS.ProcessEnv = {}, input?: string) =>
    run(folder, "pulumi", [...words, "--stack", "test", "--non-interactive"], env, input);
  const bootstrap = (env: NodeJS.ProcessEnv = {}) =>
    run(
      "state",
      process.execPath,
      [
        join(repository, "packages/operations/dist/cli.js"),
        "bootstrap",
        "--stack",
        "test",
        "--app",
        "infra-manager",
        "--endpoint",
        endpoint,
        "--print-environment",
      ],
      env,
    );
  const good = (ended: Ended) => expect(ended.code, ended.stdout + ended.stderr).toBe(0);

  beforeAll(async () => {
    const origin = fileURLToPath(new URL("..", import.meta.url));
    cpSync(origin, copy, {
      recursive: true,
      filter: (path) => !/^test$|node_modules/.test(path.slice(origin.length)),
    });
    symlinkSync(join(repository, "node_modules"), join(copy, "node_modules"));
    sandbox = await createSandbox(join(scratch, "sandbox"), { servers: true });
    // An S3 server stands in a region once a bucket is in it.
    await sandbox.make("ovh:CloudProject/storage:Storage", {
      serviceName: seeded.projectId,
      regionName: "EU-WEST-PAR",
      name: "first",
    });
    endpoint = sandbox.s3()["eu-west-par"] ?? "";
    base = {
      PATH: process.env["PATH"],
      HOME: scratch,
      PULUMI_HOME: join(scratch, "home"),
      PULUMI_DEBUG_PROVIDERS: sandbox.environment()["PULUMI_DEBUG_PROVIDERS"],
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_NODEJS_TRANSPILE_ONLY: "true",
      PULUMI_CONFIG_PASSPHRASE: passphrase,
    };
    // As the README says: the stack and its configuration first, on a local backend.
    const local = { PULUMI_BACKEND_URL: `file://${scratch}` };
    good(await pulumi("state", ["stack", "init"], local));
    good(await pulumi("state", ["config", "set", "--secret", "project_id"], local, seeded.projectId));
    good(await pulumi("state", ["config", "set", "endpoint", endpoint], local));
  });
  afterAll(async () => {
    await sandbox.close();
    rmSync(scratch, { recursive: true, force: true });
  });

  it("C061 C074 C076 bootstrap makes the bucket alone, encrypted, and moves the state into it", async () => {
    const done = await bootstrap();
    good(done);
    backend = Object.fromEntries(
      [...done.stdout.matchAll(/^export (\w+)='(.*)'$/gm)].map(([, name, value]) => [name, value]),
    );
    expect(backend["PULUMI_BACKEND_URL"]).toBe(
      `s3://infra-manager-tfstate-test?region=eu-west-par&endpoint=${endpoint}&s3ForcePathStyle=true`,
    );
    expect(existsSync(join(copy, "state", ".bootstrap"))).toBe(false);
    const made = sandbox
      .entries()
      .filter(({ token, id }) => token === "ovh:CloudProject/storage:Storage" && id !== "first");
    expect(made.map(({ id, inputs }) => [id, inputs["encryption"]])).toEqual([
      ["infra-manager-tfstate-test", { sseAlgorithm: "AES256" }],
    ]);
  });

  it("C061 a second bootstrap changes nothing, and an update from the bucket neither", async () => {
    const before = sandbox.journal().length;
    good(await bootstrap(backend));
    expect(sandbox.journal().length).toBe(before);
    good(await pulumi("state", ["up", "--yes", "--skip-preview", "--expect-no-changes"], backend));
  });

  it("C075 C078 the data stack keeps its state in the bucket, by AWS_* variables alone", async () => {
    const { AWS_ACCESS_KEY_ID: _id, AWS_SECRET_ACCESS_KEY: _key, ...withoutKeys } = backend;
    const refused = await pulumi("data_stack", ["stack", "init"], withoutKeys);
    expect(refused.code).not.toBe(0);
    expect(refused.stderr).toMatch(/credential|AccessDenied/i);

    good(await pulumi("data_stack", ["stack", "init"], backend));
    good(await pulumi("data_stack", ["config", "set", "--secret", "project_id"], backend, seeded.projectId));
    good(await pulumi("data_stack", ["up", "--yes", "--skip-preview"], backend));
    const stacks = JSON.parse(
      (await run("data_stack", "pulumi", ["stack", "ls", "--all", "--json"], backend)).stdout,
    ) as { name: string }[];
    expect(stacks.map(({ name }) => name).toSorted()).toEqual(["organization/state/test", "test"]);
    expect(readdirSync(join(scratch, "home")).filter((file) => file === "stacks")).toEqual([]);
  });

  it("C018 C022 the shell finds the bucket by the vault's item, and Pulumi is logged in to it without a manual login", async () => {
    const item = fields({ ...VARIABLES, ...backend, PULUMI_CONFIG_PASSPHRASE: passphrase }).filter(({ name }) =>
      allowed.test(String(name)),
    );
    const at = place(vault({ items: [{ id: "aaaaaaaa-1", name: "infra-manager", fields: item }] }), {
      real: ["pulumi"],
    });
    try {
      const inside = [
        "export PULUMI_SKIP_UPDATE_CHECK=true",
        "pulumi stack ls --all --json",
        "echo ---",
        "unset PULUMI_BACKEND_URL",
        "pulumi whoami --verbose --json",
      ];
      const { code, stdout, stderr } = await shell(at, LOGIN, "bash", [". ./shell/enter.sh", ...inside].join(" && "));
      expect(code, stderr).toBe(0);
      const [stacks = "", whoami = ""] = stdout.split("\n---\n");
      expect((JSON.parse(stacks) as unknown[]).length).toBe(2);
      expect((JSON.parse(whoami) as { url: string }).url).toBe(backend["PULUMI_BACKEND_URL"]);
    } finally {
      at.remove();
    }
  });

  it("C075 a second update beside the first is refused by the lock, and the first comes through", async () => {
    const hold = join(scratch, "hold");
    writeFileSync(hold, "");
    const waiting = `const fs = require("node:fs"); while (fs.existsSync(${JSON.stringify(hold)})) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);`;
    writeFileSync(join(scratch, "hold.cjs"), waiting);
    const first = pulumi("data_stack", ["refresh", "--yes", "--skip-preview", "--run-program"], {
      ...backend,
      NODE_OPTIONS: `--require "${join(scratch, "hold.cjs")}"`,
    });
    const request = { Bucket: "infra-manager-tfstate-test", Prefix: ".pulumi/locks/" };
    const locks = async () => (await client().send(new ListObjectsV2Command(request))).KeyCount;
    await expect.poll(locks, { timeout: 60_000 }).toBeGreaterThan(0);
    const second = await pulumi("data_stack", ["up", "--yes", "--skip-preview"], backend);
    rmSync(hold);
    expect(second.code).not.toBe(0);
    expect(second.stdout + second.stderr).toMatch(/locked by 1 lock/);
    good(await first);
  });

  const client = () =>
    new S3Client({
      endpoint,
      region: "eu-west-par",
      forcePathStyle: true,
      credentials: {
        accessKeyId: backend["AWS_ACCESS_KEY_ID"] ?? "",
        secretAccessKey: backend["AWS_SECRET_ACCESS_KEY"] ?? "",
      },
    });

  it("C012 C075 no version of any object in the bucket holds a secret in any form", async () => {
    const kept = join(sandbox.path, "s3"); // what the server keeps, every version
    const texts = new Map<string, string>();
    for (const file of readdirSync(kept, { recursive: true, withFileTypes: true })) {
      const path = join(file.parentPath, file.name);
      if (!file.isFile() || !path.includes(".pulumi")) continue;
      // Ids of resources, which the provider makes up of the project's and the engine keeps in clear.
      const text = readFileSync(path, "latin1").replaceAll(new RegExp(`${seeded.projectId}/[\\w/-]+`, "g"), "<id>");
      texts.set(path.slice(kept.length), text);
    }
    expect(texts.size).toBeGreaterThan(20);
    expect([...texts.values()].filter((text) => text.includes("ciphertext")).length).toBeGreaterThan(3);
    const outputs = sandbox
      .entries()
      .flatMap(({ id, outputs: { password, secretAccessKey } }) =>
        [password, secretAccessKey]
          .filter((value) => typeof value === "string" && value !== "")
          .map((value) => [`secret of ${id}`, String(value)] as const),
      );
    expect(outputs.length).toBeGreaterThan(8);
    expect(hitsIn(texts, new Map([...outputs, ["passphrase", passphrase], ["project_id", seeded.projectId]]))).toEqual(
      [],
    );
  });

  it("C078 no file of the example holds a key", () => {
    const files = readdirSync(copy, { recursive: true, withFileTypes: true }).filter(
      (file) => file.isFile() && !file.parentPath.includes("node_modules"),
    );
    const texts = new Map(
      files.map((file) => [join(file.parentPath, file.name), readFileSync(join(file.parentPath, file.name), "utf8")]),
    );
    expect([...texts.keys()].some((path) => path.endsWith("Pulumi.test.yaml"))).toBe(true);
    const keys = new Map([
      ["id", backend["AWS_ACCESS_KEY_ID"] ?? ""],
      ["key", backend["AWS_SECRET_ACCESS_KEY"] ?? ""],
      ["passphrase", passphrase],
    ]);
    expect(hitsIn(texts, keys)).toEqual([]);
  });
});
