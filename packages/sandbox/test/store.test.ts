import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { settled } from "../src/life.ts";
import { type Entry, Store } from "../src/store.ts";

const writer = fileURLToPath(new URL("fixtures/writer.ts", import.meta.url));
const entry = (id: string, more: Partial<Entry> = {}): Entry => ({
  token: "t",
  scope: "",
  id,
  urn: "u",
  inputs: {},
  outputs: {},
  timeline: settled,
  seeded: false,
  ...more,
});

describe("the store", () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "store "));
    file = join(folder, "cloud.sqlite");
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("keeps entries apart by token and scope, and remembers what is gone", () => {
    const store = new Store(file);
    store.put(entry("a"));
    store.put(entry("a", { scope: "tenant" }));
    store.remove("t", "", "a");
    expect(store.find("t", "", "a")).toBeUndefined();
    expect(store.knew("t", "", "a")).toBe(true);
    expect(store.knew("t", "", "b")).toBe(false);
    expect(store.entries()).toEqual([entry("a", { scope: "tenant" })]);
    store.close();
  });

  it("takes back everything when a transaction fails half-way", () => {
    const store = new Store(file);
    expect(() =>
      store.transaction(() => {
        store.put(entry("a"));
        throw new Error("half-way");
      }),
    ).toThrow("half-way");
    expect(store.entries()).toEqual([]);
    store.close();
  });

  it("loses nothing it acknowledged to kill -9, and keeps nothing half-made", async () => {
    let acknowledged = 0;
    for (let round = 0; round < 6; round++) {
      acknowledged = Math.max(acknowledged, await writeAndKill(file, acknowledged + 1, 5 + 17 * round));
      const store = new Store(file);
      const ids = store.entries("t").map(({ id }) => id);
      expect(ids.length).toBeGreaterThanOrEqual(acknowledged);
      expect(store.entries("pair").map(({ id }) => id)).toEqual(ids);
      for (const { inputs, outputs } of store.entries("t")) expect(outputs["twice"]).toBe(2 * Number(inputs["i"]));
      acknowledged = ids.length;
      store.close();
    }
    expect(acknowledged).toBeGreaterThan(6);
  });
});

/** Starts the writer, kills it after so many acknowledgements, and gives the last one. */
async function writeAndKill(file: string, start: number, after: number): Promise<number> {
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", writer, file, String(start)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let last = 0;
  let count = 0;
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    for (const line of chunk.split("\n").filter(Boolean)) {
      last = Number(line);
      count++;
    }
    if (count >= after) child.kill("SIGKILL");
  });
  await once(child, "close");
  return last;
}
