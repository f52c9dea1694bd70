/** Runs a command to its end and says what it took. */
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { python } from "./tools.ts";

const run = promisify(execFile);

export interface Taken {
  readonly stdout: string;
  /** From start to end, in seconds. */
  readonly seconds: number;
  /** Processor time of the run and of all it started, in seconds: steadier than the clock on a shared machine. */
  readonly processor: number;
  /** Largest memory of any one process of the run, in MB, as the kernel counts it. */
  readonly megabytes: number;
}

/** Times the command from inside a parent that starts nothing else, so that the kernel's figure is the command's. */
const script = `
import resource, subprocess, sys, time
began = time.monotonic()
code = subprocess.call(sys.argv[2:])
taken = time.monotonic() - began
with open(sys.argv[1], "w") as file:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(taken, used.ru_utime + used.ru_stime, used.ru_maxrss, file=file)
sys.exit(code)
`;

/**
 * Runs it without a way to the network: an environment of its own whose proxy is a closed port of this machine.
 *
 * @param exits Codes that are no failure; scanners end with 1 when they find something.
 */
export async function measured(
  command: string,
  args: readonly string[],
  exits: readonly number[] = [0, 1],
): Promise<Taken> {
  const home = mkdtempSync(join(tmpdir(), "accoreboot bench "));
  const closed = "http://127.0.0.1:9";
  const env = { PATH: process.env["PATH"], HOME: home, HTTP_PROXY: closed, HTTPS_PROXY: closed, ALL_PROXY: closed };
  const figures = join(home, "figures");
  try {
    const { stdout } = await run(python(), ["-c", script, figures, command, ...args], {
      env,
      maxBuffer: 1 << 28,
    }).catch((error: { code?: unknown; stdout: string; stderr: string }) => {
      if (exits.includes(Number(error.code))) return error;
      throw new Error(`${command} ended with ${error.code}:\n${error.stderr || error.stdout}`);
    });
    const [seconds = 0, processor = 0, kilobytes = 0] = readFileSync(figures, "utf8").trim().split(" ").map(Number);
    return { stdout, seconds, processor, megabytes: kilobytes / 1024 };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
