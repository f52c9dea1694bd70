/** Kills the demo at many moments and runs it again. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../../..", import.meta.url));

interface Run {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  output(): string;
  /** Resolves when the output holds the text, or the run has ended. */
  until(text: string): Promise<void>;
}

function start(...args: string[]): Run {
  const program = join(root, "tools", "demo", "main.ts");
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", program, ...args], {
    cwd: root,
    detached: true,
  });
  let text = "";
  const watchers = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
      for (const watcher of watchers) watcher();
    });
  }
  const ended = once(child, "close").then(([code]) => code as number | null);
  const until = (wanted: string) =>
    Promise.race([
      ended.then(() => {}),
      new Promise<void>((resolve) => {
        const look = () => {
          if (text.includes(wanted)) resolve();
        };
        watchers.add(look);
        look();
      }),
    ]);
  return { child, ended, output: () => text, until };
}

/** Moments of the demo, by what has just been printed. */
const moments = [
  "[1/7]",
  "[2/7]",
  "Project test-project creating",
  "Database postgresql-database creating",
  "Instance backend-instance creating",
  "[4/7]",
  "DB001",
  "[6/7]",
  "Project test-project deleting",
];

describe("the demo, killed", () => {
  it.each(moments.flatMap((moment) => (["SIGKILL", "SIGINT"] as const).map((signal) => [moment, signal] as const)))(
    "at %j by %s leaves nothing that the next run minds",
    async (moment, signal) => {
      const run = start("demo");
      await run.until(moment);
      process.kill(signal === "SIGINT" ? -(run.child.pid ?? 0) : (run.child.pid ?? 0), signal);
      expect(await run.ended).not.toBe(0);
      const next = start("demo");
      await next.until("[2/7]");
      expect(next.output()).toContain("to create");
      process.kill(-(next.child.pid ?? 0), "SIGTERM");
      await next.ended;
    },
  );

  it("runs through afterwards, and takes with it what the dead ones left", async () => {
    const run = start("demo");
    expect(await run.ended, run.output()).toBe(0);
    expect(run.output()).toContain("0 left.");
    expect(readdirSync(join(root, ".sandbox")).filter((name) => name.startsWith("demo-"))).toEqual([]);
  });

  it("left standing and killed half-way, comes up again after the one command it prints", async () => {
    await start("down", "test").ended;
    const run = start("up", "test");
    await run.until("Database postgresql-database creating");
    process.kill(-(run.child.pid ?? 0), "SIGKILL");
    await run.ended;
    const again = start("up", "test");
    if ((await again.ended) !== 0) {
      expect(again.output()).toContain("next: make demo-down ENV=test");
      expect(await start("down", "test").ended).toBe(0);
      expect(await start("up", "test").ended).toBe(0);
    }
    expect(await start("down", "test").ended).toBe(0);
  });

  it("takes prod down, protection and all, and leaves test standing beside it", async () => {
    expect(await start("up", "test").ended).toBe(0);
    expect(await start("up", "prod").ended).toBe(0);
    const down = start("down", "prod");
    expect(await down.ended, down.output()).toBe(0);
    expect(down.output()).toContain("lifting that first");
    expect(down.output()).toMatch(/prod is down; \d+ resources of other environments stand/);
    expect(await start("down", "test").ended).toBe(0);
  });
});
