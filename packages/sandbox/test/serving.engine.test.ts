import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { main } from "../src/command.ts";
import { createSandbox } from "../src/sandbox.ts";
import { seeded } from "../src/seed.ts";

const cli = fileURLToPath(new URL("../dist/cli.js", import.meta.url));
let folder: string;
let child: ChildProcess;
let lines: string[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "serving "));
  const words = ["--disable-warning=ExperimentalWarning", cli, "start", "--no-servers", "--dir", join(folder, "cloud")];
  child = spawn(process.execPath, words, { stdio: ["ignore", "pipe", "inherit"] });
  lines = [];
  for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
    lines.push(line);
    if (line.startsWith("It runs until")) break;
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const user = { serviceName: seeded.projectId, description: "u", roleNames: [] };

it("a sandbox that was started is used by other processes, and refuses to be started twice", async () => {
  const sandbox = await createSandbox(join(folder, "cloud"));
  expect(sandbox.served.pid).toBe(child.pid);
  await sandbox.make("ovh:CloudProject/user:User", user);
  await sandbox.close();
  let said = "";
  await main(["status", "--dir", join(folder, "cloud")], (text) => {
    said += text;
  });
  expect(said).toContain(`process ${child.pid}`);
  expect(said).toContain("things: 1");
  await expect(main(["reset", "--dir", join(folder, "cloud")])).rejects.toThrow(/serves .*end it first/);
  await expect(main(["start", "--no-servers", "--dir", join(folder, "cloud")])).rejects.toThrow(/serves .* already/);
  expect(child.exitCode).toBeNull();
});

it("listens on 127.0.0.1 alone, and ends when it is told to", async () => {
  expect(lines.join("\n")).toMatch(/providers ovh 127\.0\.0\.1:\d+, openstack 127\.0\.0\.1:\d+/);
  child.kill("SIGTERM");
  expect(await once(child, "close")).toEqual([0, null]);
  const sandbox = await createSandbox(join(folder, "cloud"));
  expect(sandbox.served.pid).toBe(process.pid);
  expect(sandbox.entries()).toHaveLength(1);
  await sandbox.close();
});
