/**
 * Export and import of a stack's state, secrets encrypted. Pulumi's Automation API does not serve for these two: its
 * `exportStack` asks for the secrets in clear, and its `importStack` writes them to a file.
 */
import { spawn } from "node:child_process";

/** A command of Pulumi's that ended with an error; `output` may hold anything and is never shown as it is. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly output: string;
}

/** Where to run a command. */
export interface Place {
  readonly folder: string;
  readonly stack: string;
  /** Laid over the environment. */
  readonly variables: Readonly<Record<string, string>>;
}

/** Writes the state to standard output. */
export const exportState = (place: Place): Promise<Ended> => run(place, ["stack", "export"], "");

/** Reads the state from standard input: it is on no disk and in no argument. */
export const importState = (place: Place, state: string): Promise<Ended> => run(place, ["stack", "import"], state);

function run({ folder, stack, variables }: Place, words: readonly string[], input: string): Promise<Ended> {
  const args = [...words, "--stack", stack, "--non-interactive", "--color", "never"];
  return new Promise((resolve, reject) => {
    const child = spawn("pulumi", args, { cwd: folder, env: { ...process.env, ...variables } });
    let [stdout, stderr] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      stdout += chunk;
    });
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
      stderr += chunk;
    });
    child.stdin.on("error", () => {}).end(input);
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, stdout, output: stderr }));
  });
}
