/** A bootstrap that is killed while the cloud makes things, and one that another machine has overtaken. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { seeded } from "@accoreboot/sandbox";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Ended, type Machine, variables, type World, world } from "./drive.ts";

let clouds: World;
beforeAll(async () => {
  clouds = await world();
});
afterAll(() => clouds.close());

const local = (machine: Machine) => join(machine.folder, ".bootstrap");
const buckets = (name: string) =>
  clouds.sandbox.entries().filter((entry) => entry.token.endsWith(":Storage") && entry.inputs["name"] === name);

/** Users and keys: of these a kill can leave a second one. */
const lasting = () => clouds.sandbox.entries().filter(({ token }) => /:(User|S3Credential)$/.test(token));

async function expectEnded(machine: Machine, last: Ended): Promise<void> {
  expect(last.code, last.stderr).toBe(0);
  expect(existsSync(local(machine))).toBe(false);
  expect(buckets(machine.bucket)).toHaveLength(1);
  const env = variables(last.stdout);
  expect((await machine.pulumi(["preview", "--expect-no-changes"], { env })).code).toBe(0);
  expect(machine.commands().filter((line) => line.includes(seeded.projectId))).toEqual([]);
}

it("C061 killed at every create it tells of, it goes on, takes its bucket in, and names what may be left over", async () => {
  const machine = clouds.machine("creating-tfstate-test");
  const before = lasting().length;
  const killedAt: string[] = [];
  let told = "";
  let last: Ended;
  do {
    const fresh = (line: string) => /^ {2}create/.test(line) && !killedAt.includes(line) && killedAt.push(line) > 0;
    last = await machine.bootstrap(["--print-environment"], { kill: fresh });
    told += last.stderr;
  } while (last.code === null && killedAt.length < 20);
  expect(killedAt.join(), told).toMatch(/user:User.*S3Credential key/);
  const named = [...told.matchAll(/killed while it made (ovh.*): what/g)].flatMap(([, names = ""]) =>
    names.split(", "),
  );
  expect(named.length, told).toBeGreaterThanOrEqual(lasting().length - before - 3);
  expect(told).not.toContain(seeded.projectId);
  await expectEnded(machine, last);
}, 400_000);

it("C061 killed while the cloud makes the bucket, it reads the bucket in", async () => {
  const machine = clouds.machine("busy-tfstate-test");
  const end = new AbortController();
  const running = machine.bootstrap(["--print-environment"], { signal: end.signal });
  await expect.poll(() => buckets(machine.bucket).length, { timeout: 60_000, interval: 1 }).toBe(1);
  end.abort();
  expect((await running).code).toBeNull();
  const last = await machine.bootstrap();
  expect(last.stderr).toContain("reading whether it is there");
  await expectEnded(machine, last);
}, 200_000);

it("C061 C078 overtaken by another machine, it finds that one's state by its key, and names what is left here", async () => {
  const winner = clouds.machine("race-tfstate-test");
  const loser = winner.clone();
  const early = await loser.bootstrap([], { env: { BUCKET: "somebody-elses" } });
  expect([early.code, early.stderr]).toEqual([1, expect.stringContaining("409")]);
  const won = await winner.bootstrap();
  expect(won.code, won.stderr).toBe(0);
  const without = await loser.bootstrap([]);
  expect([without.code, without.stderr]).toEqual([1, expect.stringContaining("If another bootstrap has made it, set")]);
  const before = clouds.sandbox.journal().length;
  const found = await loser.bootstrap(["--print-environment"], { env: variables(won.stdout) });
  expect(found.code, found.stderr).toBe(0);
  expect(variables(found.stdout)).toEqual(variables(won.stdout));
  expect(found.stderr).toMatch(/no use to it: .*ovh:CloudProject\/user:User (owner|state)/);
  expect(found.stderr).toContain(join(local(loser), "test"));
  expect([existsSync(local(loser)), clouds.sandbox.journal().length]).toEqual([true, before]);
}, 200_000);
