import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { withLock } from "../src/lock.mjs";
import { temporaryFolder } from "./support.ts";

const holderScript = fileURLToPath(new URL("./lock-holder.mjs", import.meta.url));

/** Starts a process that takes the lock, says `held`, and keeps it until its standard input ends. */
async function holder(file: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [holderScript, file], { stdio: ["pipe", "pipe", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  await once(child.stdout ?? child, "data");
  return child;
}

function listening() {
  const said: string[] = [];
  let heard = () => {};
  const first = new Promise<void>((resolve) => {
    heard = resolve;
  });
  const line = (text: string) => {
    said.push(text);
    heard();
  };
  return { said, first, say: { line, progress: () => ({ detail() {}, seconds: () => 0, end() {} }) } };
}

test("the second process waits for the first, says for whom, and goes on when it is done", async () => {
  const file = path.join(temporaryFolder(), "locks", "engine");
  const other = await holder(file);
  const { said, first, say } = listening();
  let entered = false;
  const work = withLock(file, "testing", () => (entered = true), { say, pollMs: 10 });
  await first;
  expect(said[0]).toMatch(new RegExp(`^Waiting for process ${other.pid} on \\S+, which is holding on\\.$`));
  expect(entered).toBe(false);
  other.stdin?.end();
  await work;
  expect(entered).toBe(true);
  expect(existsSync(file)).toBe(false);
});

test("the lock of a killed process is broken at once", async () => {
  const file = path.join(temporaryFolder(), "engine");
  const other = await holder(file);
  other.kill("SIGKILL");
  await once(other, "exit");
  expect(existsSync(file)).toBe(true);
  const { said, say } = listening();
  expect(await withLock(file, "testing", () => "done", { say })).toBe("done");
  expect(said[0]).toBe("The process that was holding on is gone; taking over.");
});

test("a process that is told to end gives its lock back", async () => {
  const file = path.join(temporaryFolder(), "engine");
  const other = await holder(file);
  other.kill("SIGTERM");
  const [code] = await once(other, "exit");
  expect(code).toBe(143);
  expect(existsSync(file)).toBe(false);
});

test("a lock of another host is broken only when it is not renewed while one watches", async () => {
  const file = path.join(temporaryFolder(), "engine");
  writeFileSync(file, JSON.stringify({ pid: process.pid, host: "elsewhere", token: "t", what: "building" }));
  const renewing = setInterval(() => utimesSync(file, new Date(), new Date()), 20);
  const { say, first } = listening();
  let entered = false;
  const work = withLock(file, "testing", () => (entered = true), { say, pollMs: 10, silentMs: 300 });
  await first;
  expect(entered).toBe(false);
  clearInterval(renewing);
  await work;
  expect(entered).toBe(true);
});

test("six at once in one process take turns", async () => {
  const file = path.join(temporaryFolder(), "engine");
  const { say } = listening();
  let inside = 0;
  let most = 0;
  await Promise.all(
    Array.from({ length: 6 }, () =>
      withLock(
        file,
        "testing",
        async () => {
          most = Math.max(most, ++inside);
          await new Promise(setImmediate);
          inside--;
        },
        { say, pollMs: 5 },
      ),
    ),
  );
  expect(most).toBe(1);
  expect(() => readFileSync(file)).toThrow();
});
