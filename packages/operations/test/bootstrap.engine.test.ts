/** The real engine, a real S3 server, a simulated OVHcloud: from a local state into the bucket, on one machine and on another. */
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  client,
  contents,
  type Ended,
  forms,
  type Machine,
  passphrase,
  type Version,
  variables,
  versions,
  type World,
  world,
} from "./drive.ts";

let clouds: World;
beforeAll(async () => {
  clouds = await world();
});
afterAll(() => clouds.close());

const calls = () => clouds.sandbox.journal().length;
const clearOf = (text: string, secret: string) => forms(secret).every((form) => !text.includes(form));
const local = (machine: Machine) => join(machine.folder, ".bootstrap");

describe("one environment, from nothing", () => {
  let first: Machine;
  let done: Ended;
  let env: Record<string, string>;
  const secret = () => env["AWS_SECRET_ACCESS_KEY"] ?? "";
  const s3 = () => client(env, clouds.endpoint);

  beforeAll(async () => {
    first = clouds.machine("acme-tfstate-test");
  });

  it("C078 refuses to begin without a passphrase, with half a key, and with the secret going to nobody knows where", async () => {
    const before = calls();
    const without = await first.bootstrap([], { env: { PULUMI_CONFIG_PASSPHRASE: undefined } });
    const half = await first.bootstrap([], { env: { AWS_ACCESS_KEY_ID: "half" } });
    const wrong = await first.bootstrap(["--region", "nowhere-1", "--wait", "soon", "--bucket", "A.b"]);
    expect([without.code, half.code, wrong.code]).toEqual([2, 2, 2]);
    expect(without.stderr).toContain("PULUMI_CONFIG_PASSPHRASE_FILE");
    expect(half.stderr).toContain("AWS_SECRET_ACCESS_KEY is not");
    expect(wrong.stderr).toMatch(/bucket: .*\n(.*\n)*.*waitSeconds: /);
    expect(calls()).toBe(before);
    expect(existsSync(local(first))).toBe(false);
  });

  it("C061 C075 makes the bucket with a local state, moves that state into it, and leaves none behind", async () => {
    const elsewhere = { PULUMI_BACKEND_URL: "file:///nowhere" };
    done = await first.bootstrap(["--print-environment"], { env: elsewhere });
    env = variables(done.stdout);
    expect(done.code, done.stderr).toBe(0);
    expect(done.stderr).toMatch(/PULUMI_BACKEND_URL is not heeded[\s\S]*waiting for bucket.*AccessDenied[\s\S]*done: /);
    expect(env).toEqual({
      AWS_ACCESS_KEY_ID: expect.stringMatching(/^\w+$/),
      AWS_SECRET_ACCESS_KEY: expect.stringMatching(/^\w+$/),
      AWS_REGION: "eu-west-par",
      AWS_REQUEST_CHECKSUM_CALCULATION: "when_required",
      PULUMI_BACKEND_URL: `s3://acme-tfstate-test?region=eu-west-par&endpoint=${clouds.endpoint}&s3ForcePathStyle=true`,
    });
    expect(clearOf(done.stderr, secret())).toBe(true);
    expect(existsSync(local(first))).toBe(false);
    expect(readFileSync(join(first.folder, "Pulumi.test.yaml"), "utf8")).toMatch(/^encryptionsalt: v1:\S+\n$/);
  });

  it("C075 from then on the bucket is the state: an update from it changes nothing", async () => {
    const up = await first.pulumi(["up", "--yes", "--skip-preview", "--expect-no-changes"], { env });
    expect(up.code, up.stdout + up.stderr).toBe(0);
  });

  it("C061 a second run changes nothing, in the cloud or in the bucket", async () => {
    const before = { calls: calls(), versions: await versions(s3(), first.bucket) };
    const again = await first.bootstrap(["--print-environment"], { env });
    expect(again.code, again.stderr).toBe(0);
    expect(variables(again.stdout)).toEqual(env);
    expect({ calls: calls(), versions: await versions(s3(), first.bucket) }).toEqual(before);
    expect(before.versions.length).toBeGreaterThan(5);
  });

  it("C061 C078 another machine with the key finds it done; without, or with a wrong one, it is refused and makes nothing", async () => {
    const second = first.clone();
    const before = { calls: calls(), versions: await versions(s3(), first.bucket) };
    const without = await second.bootstrap();
    const wrong = await second.bootstrap([], { env: { ...env, AWS_SECRET_ACCESS_KEY: "another-secret" } });
    const empty = await second.bootstrap(["--bucket", "somebody-elses"], { env });
    writeFileSync(join(second.folder, "..", "passphrase"), `${passphrase}\n`);
    const inFile = { PULUMI_CONFIG_PASSPHRASE: undefined, PULUMI_CONFIG_PASSPHRASE_FILE: "passphrase" };
    const from = ["--cwd", second.folder];
    const found = await second.bootstrap(from, { env: { ...env, ...inFile }, cwd: join(second.folder, "..") });
    expect([without.code, wrong.code, empty.code, found.code], found.stderr).toEqual([2, 2, 2, 0]);
    expect(without.stderr).toMatch(
      /is there already.*AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.*--print-environment/,
    );
    expect(wrong.stderr).toContain("do not open bucket");
    expect(found.stdout).toBe("");
    expect({ calls: calls(), versions: await versions(s3(), first.bucket) }).toEqual(before);
    expect(existsSync(local(second))).toBe(false);
  });

  it("says what a wrong passphrase stopped, and nothing secret", async () => {
    const wrong = await first.bootstrap([], { env: { ...env, PULUMI_CONFIG_PASSPHRASE: "not the passphrase" } });
    expect(wrong.code).toBe(1);
    expect(wrong.stderr).toContain("incorrect passphrase");
    expect(clearOf(wrong.stderr, secret()) && clearOf(wrong.stderr, "not the passphrase")).toBe(true);
  });

  it("C075 no version of any object in the bucket holds the key or the passphrase in clear", async () => {
    const found = await versions(s3(), first.bucket);
    const texts = await contents(s3(), first.bucket, found);
    expect(texts.filter((text) => text.includes("ciphertext")).length).toBeGreaterThan(0);
    for (const word of [secret(), passphrase]) expect(texts.filter((text) => !clearOf(text, word))).toEqual([]);
  });

  it("C075 C078 the state travels encrypted, and no command was given a secret", () => {
    const commands = first.commands();
    expect(commands.filter((line) => /^stack (export|import) /.test(line)).length).toBeGreaterThan(5);
    const inClear = commands.filter((line) => line.includes("--show-secrets"));
    expect(inClear.filter((line) => !line.startsWith("stack output --json "))).toEqual([]);
    expect(commands.filter((line) => !clearOf(line, secret()) || !clearOf(line, passphrase))).toEqual([]);
  });

  it("C075 a second update at the same time is refused by the lock in the bucket", async () => {
    const hold = join(first.folder, "hold");
    writeFileSync(hold, "");
    const running = first.pulumi(["up", "--yes", "--skip-preview"], { env: { ...env, HOLD: hold } });
    await expect.poll(async () => locks(await versions(s3(), first.bucket)), { timeout: 30_000 }).toBe(1);
    const other = await first.clone().pulumi(["up", "--yes", "--skip-preview"], { env });
    rmSync(hold);
    expect(other.code).not.toBe(0);
    expect(other.stdout + other.stderr).toContain("currently locked by 1 lock");
    expect((await running).code).toBe(0);
  });

  /** Locks that were made and not deleted since. */
  const locks = (found: readonly Version[]) => {
    const lying = found.filter(({ Key }) => Key.includes("/locks/"));
    const gone = new Set(lying.filter(({ deletion }) => deletion).map(({ Key }) => Key));
    return lying.filter(({ Key }) => !gone.has(Key)).length;
  };
});
