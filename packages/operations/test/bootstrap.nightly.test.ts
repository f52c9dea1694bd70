/** What takes longer: a bootstrap that is killed at every step, and one that finds what others have left. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Ended, forms, type Machine, variables, type World, world } from "./drive.ts";

let clouds: World;
beforeAll(async () => {
  clouds = await world();
});
afterAll(() => clouds.close());

const changed = () =>
  clouds.sandbox.journal().filter(({ operation }) => ["create", "update", "delete"].includes(operation)).length;
const clearOf = (text: string, secret: string) => forms(secret).every((form) => !text.includes(form));
const local = (machine: Machine) => join(machine.folder, ".bootstrap");

it("C061 killed at every step it tells of, it goes on and makes everything once", async () => {
  const machine = clouds.machine("killed-tfstate-test");
  const before = changed();
  const killedAt: string[] = [];
  let env: Record<string, string> = {};
  let last: Ended;
  do {
    const step = (line: string) => line.replace(/[\d(/].*/, "");
    const fresh = (line: string) =>
      !line.startsWith("  ") && !killedAt.includes(step(line)) && killedAt.push(step(line)) > 0;
    last = await machine.bootstrap(["--print-environment"], { env, kill: fresh });
    env = { ...env, ...variables(last.stdout) };
  } while (last.code === null && killedAt.length < 20);
  expect(last.code, last.stderr).toBe(0);
  expect(killedAt.map((line) => line.split(" ")[0])).toEqual(
    expect.arrayContaining(["pulumi", "asking", "opening", "making", "moving", "comparing", "previewing", "removing"]),
  );
  expect(changed() - before).toBe(5);
  expect(existsSync(local(machine))).toBe(false);
  expect((await machine.pulumi(["preview", "--expect-no-changes"], { env })).code).toBe(0);
}, 400_000);

it("C061 goes on behind a dead lock, waits behind no living one, and keeps the local state until its key is taken", async () => {
  const machine = clouds.machine("locked-tfstate-test");
  mkdirSync(join(local(machine), "test"), { recursive: true });
  const beginning = { PULUMI_BACKEND_URL: `file://${join(local(machine), "test")}` };
  expect((await machine.pulumi(["stack", "init"], { env: beginning })).code).toBe(0);
  expect((await machine.pulumi(["config", "set", "--secret", "word", "given"], { env: beginning })).code).toBe(0);

  const hold = join(machine.folder, "hold");
  writeFileSync(hold, "");
  const end = new AbortController();
  const held = machine.bootstrap([], { env: { HOLD: hold }, signal: end.signal });
  const lock = () =>
    existsSync(local(machine)) &&
    readdirSync(local(machine), { recursive: true, encoding: "utf8" }).some((name) => /locks.*\.json$/.test(name));
  await expect.poll(lock, { timeout: 30_000 }).toBe(true);
  expect(statSync(join(local(machine), "test")).mode & 0o777).toBe(0o700);
  const beside = await machine.bootstrap();
  expect([beside.code, beside.stderr]).toEqual([1, expect.stringMatching(/locked by .*\(pid \d+\)/)]);
  end.abort();
  await held;
  rmSync(hold);

  const unnamed = await machine.bootstrap([], { env: { WITHOUT: "backendUrl" } });
  expect([unnamed.code, unnamed.stderr]).toEqual([1, expect.stringContaining("no output backendUrl")]);
  expect(unnamed.stderr).toContain("removing the lock of a process that is gone");
  expect(unnamed.stderr).not.toContain("opening bucket");

  const untaken = await machine.bootstrap([]);
  expect([untaken.code, untaken.stdout]).toEqual([3, ""]);
  const unsettled = await machine.bootstrap([], { env: { DESCRIPTION: "another" } });
  expect([unsettled.code, unsettled.stderr]).toEqual([1, expect.stringContaining("no changes were expected")]);
  const unheard = await machine.bootstrap(["--print-environment"], { deaf: true });
  expect([unheard.code, unheard.stderr]).toEqual([1, expect.stringContaining("EPIPE")]);
  const copy = `${machine.folder} copy`;
  cpSync(local(machine), copy, { recursive: true });

  const before = changed();
  const taken = await machine.bootstrap();
  expect([taken.code, existsSync(local(machine))]).toEqual([0, false]);
  const env = variables(taken.stdout);
  const files = readdirSync(copy, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const texts = files.map((file) => readFileSync(join(file.parentPath, file.name), "utf8"));
  expect(texts.filter((text) => !clearOf(text, env["AWS_SECRET_ACCESS_KEY"] ?? ""))).toEqual([]);

  expect((await machine.pulumi(["config", "get", "word"], { env })).stdout).toBe("given\n");

  cpSync(copy, local(machine), { recursive: true });
  const left = await machine.bootstrap();
  expect([left.code, existsSync(local(machine))]).toEqual([0, false]);
  expect(left.stderr).not.toContain("pulumi up");
  expect(changed()).toBe(before);

  const up = await machine.pulumi(["up", "--yes", "--skip-preview"], { env: { ...env, WITHOUT: "region" } });
  expect(up.code, up.stdout).toBe(0);
  cpSync(copy, local(machine), { recursive: true });
  const two = await machine.bootstrap();
  expect([two.code, two.stderr]).toEqual([2, expect.stringContaining("two states of stack test differ")]);
  expect(two.stderr).toContain(join(local(machine), "test"));
  expect(changed()).toBe(before);
}, 400_000);
