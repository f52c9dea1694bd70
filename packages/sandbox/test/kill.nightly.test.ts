import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { Store } from "../src/store.ts";

const writer = fileURLToPath(new URL("fixtures/writer.ts", import.meta.url));

it("loses nothing it acknowledged at 100 kills", async () => {
  const folder = mkdtempSync(join(tmpdir(), "store "));
  const file = join(folder, "cloud.sqlite");
  try {
    let next = 1;
    for (let round = 0; round < 100; round++) {
      const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", writer, file, String(next)]);
      let last = next - 1;
      let seen = 0;
      child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
        const ids = chunk.split("\n").filter(Boolean);
        seen += ids.length;
        last = Number(ids.at(-1) ?? last);
        if (seen > (round * 7919) % 97) child.kill("SIGKILL");
      });
      await once(child, "close");
      const store = new Store(file);
      const ids = store.entries("t").map(({ id }) => id);
      expect(ids.length).toBeGreaterThanOrEqual(last);
      expect(store.entries("pair").map(({ id }) => id)).toEqual(ids);
      next = ids.length + 1;
      store.close();
    }
    expect(next).toBeGreaterThan(1000);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
