import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Package } from "../src/connection.ts";
import { resourceContract } from "../src/contract/index.ts";
import type { Properties } from "../src/properties.ts";
import { openSandbox } from "../src/sandbox.ts";
import { seeded } from "../src/seed.ts";
import { type Client, connectTo } from "./client.ts";

const program = fileURLToPath(new URL("fixtures/serve.ts", import.meta.url));
const user = "ovh:CloudProject/user:User";
const network = "ovh:CloudProject/networkPrivate:NetworkPrivate";
const workers = 16;
const kills = 100;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "kills "));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the clients were told. */
interface Told {
  /** Id to the description that was acknowledged last. */
  readonly there: Map<string, string>;
  readonly gone: Set<string>;
  /** Ids with a change under way when the process died: either side of it is right. */
  readonly unsure: Set<string>;
  calls: number;
}

async function started(path = join(folder, "cloud")): Promise<{ child: ChildProcess; ports: Record<Package, number> }> {
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", program, path], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const line = once(createInterface({ input: child.stdout as NodeJS.ReadableStream }), "line");
  const ended = once(child, "close").then(([code]) => Promise.reject(new Error(`the sandbox ended with ${code}`)));
  ended.catch(() => {});
  const [text] = await Promise.race([line, ended]);
  return { child, ports: JSON.parse(String(text)) };
}

/** Makes, changes and removes until the process is gone. */
async function work(client: Client, worker: number, told: Told): Promise<void> {
  for (let n = 0; ; n++) {
    const description = `${worker}-${n}-${told.calls}`;
    const inputs = { serviceName: seeded.projectId, description, roleNames: ["objectstore_operator"] };
    try {
      const { id } = await client.create(user, inputs);
      told.there.set(id, description);
      told.unsure.add(id);
      await client.update(user, id, { ...inputs, description: `${description} again` });
      told.there.set(id, `${description} again`);
      if (n % 2 === 0) {
        await client.delete(user, id);
        told.there.delete(id);
        told.gone.add(id);
      }
      told.unsure.delete(id);
      told.calls += 3;
    } catch {
      return;
    }
  }
}

it(`after each of ${kills} kills under load nothing acknowledged is missing, and nothing is half-made`, async () => {
  const told: Told = { there: new Map(), gone: new Set(), unsure: new Set(), calls: 0 };
  let unknownToAll = 0;
  const before = await openSandbox(join(folder, "cloud"), {}, false);
  before.quota(user, 1_000_000);
  await before.close();
  for (let round = 0; round < kills; round++) {
    const { child, ports } = await started();
    const clients = Array.from({ length: workers }, () => connectTo(ports, "ovh"));
    const working = clients.map((client, worker) => work(client, worker, told));
    const enough = told.calls + 1 + ((round * 7919) % 211);
    await Promise.race([
      expect.poll(() => told.calls, { timeout: 60_000, interval: 1 }).toBeGreaterThan(enough),
      once(child, "close"),
    ]);
    child.kill("SIGKILL");
    await once(child, "close");
    await Promise.all(working);
    for (const client of clients) client.close();
    const sandbox = await openSandbox(join(folder, "cloud"), {}, false);
    const found = new Map(sandbox.entries().map((entry) => [entry.id, entry]));
    for (const [id, description] of told.there) {
      if (told.unsure.has(id)) continue;
      expect(found.get(id)?.inputs["description"], `acknowledged ${id}`).toBe(description);
    }
    for (const id of told.gone) expect(found.has(id), `deleted ${id}`).toBe(false);
    const outputs = Object.keys(resourceContract(user)?.outputs ?? {}).filter(
      (name) => name in (found.values().next().value?.outputs ?? {}),
    );
    for (const entry of found.values()) {
      expect(Object.keys(entry.outputs as Properties), `whole ${entry.id}`).toEqual(expect.arrayContaining(outputs));
    }
    const extra = [...found.keys()].filter((id) => !told.there.has(id)).length;
    expect(extra - unknownToAll, "lost answers of this round").toBeLessThanOrEqual(workers);
    unknownToAll = extra;
    for (const id of told.unsure) {
      const entry = found.get(id);
      if (entry) told.there.set(id, String(entry.inputs["description"]));
      else told.there.delete(id);
    }
    told.unsure.clear();
    await sandbox.close();
  }
  expect(told.calls).toBeGreaterThan(kills * 20);
});

it("a network that was being built when the process died is built when it is back", async () => {
  const path = join(folder, "slow");
  const before = await openSandbox(path, {}, false);
  before.clock.set({ scale: 1, skips: false });
  const { child, ports } = await started(path);
  const client = connectTo(ports, "ovh");
  const making = client.create(network, { serviceName: seeded.projectId, name: "n", regions: ["GRA11"], vlanId: 5 });
  const lost = making.then(
    () => "answered",
    () => "lost",
  );
  await expect.poll(() => before.entries().length).toBe(1);
  child.kill("SIGKILL");
  await once(child, "close");
  expect(await lost).toBe("lost");
  client.close();
  before.clock.set({ scale: 1, skips: true });
  before.clock.advance(600_000);
  expect(before.entries().map(({ timeline }) => timeline.settles <= before.clock.now())).toEqual([true]);
  await before.close();
});
