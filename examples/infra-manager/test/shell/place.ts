/** A user's machine for one test: a copy of the example, a home, a folder for temporary files, tools on PATH. */
import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { installStubs, type Vault } from "./stubs.ts";

export const EXAMPLE = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");

export interface Place {
  example: string;
  home: string;
  temporary: string;
  /** Stubs and their notes. */
  tools: string;
  /** Environment of a user who has set nothing. */
  env: Record<string, string>;
  remove(): void;
}

export interface PlaceOptions {
  /** Tools that are not stubbed but found on PATH. */
  real?: readonly string[];
  /** Name of the example's folder; by default one with what a careless script trips over. */
  folder?: string;
}

export function place(vault: Vault, { real = [], folder = "it's an example" }: PlaceOptions = {}): Place {
  const root = mkdtempSync(path.join(tmpdir(), "infra-manager-"));
  const at = (name: string) => {
    mkdirSync(path.join(root, name));
    return path.join(root, name);
  };
  const [example, home, temporary, tools] = [at(folder), at("home"), at("temporary"), at("tools")];
  cpSync(path.join(EXAMPLE, "shell"), path.join(example, "shell"), { recursive: true });
  writeFileSync(path.join(example, "package.json"), '{"name":"infra-manager"}\n');
  writeFileSync(path.join(example, "package-lock.json"), '{"lockfileVersion":3,"packages":{}}\n');
  installStubs(tools, vault, real);
  return {
    example,
    home,
    temporary,
    tools,
    env: {
      HOME: home,
      TMPDIR: temporary,
      PATH: [tools, path.dirname(process.execPath), process.env["PATH"]].join(path.delimiter),
      LANG: "C.UTF-8",
    },
    remove: () => rmSync(root, { recursive: true }),
  };
}

export interface Ran {
  code: number | null;
  /** What came before the report of the environment. */
  stdout: string;
  stderr: string;
  /** The environment after the entry, `STATUS` being what `. shell/enter.sh` returned. */
  after: Record<string, string>;
}

const MARK = "=====environment=====";
const REPORT = `printf '%s' '${MARK}'; STATUS=$entered node -e 'process.stdout.write(JSON.stringify(process.env))'`;

/** Script that enters as a person does, and reports the environment. */
export const ENTER = `. ./shell/enter.sh; entered=$?; ${REPORT}`;

/** Runs a script in a shell with standard input closed. */
export function shell(at: Place, env: Record<string, string>, program = "bash", script = ENTER): Promise<Ran> {
  return ran(
    spawn(program, ["-c", script], { cwd: at.example, env: { ...at.env, ...env }, stdio: ["ignore", "pipe", "pipe"] }),
  );
}

const IN_TERMINAL = "import os,pty,sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))";

/**
 * Enters with a terminal, typing one answer as each question appears. Standard input is the terminal, or closed.
 *
 * @returns what the terminal showed is in `stdout`
 */
export function terminal(
  at: Place,
  env: Record<string, string>,
  answers: Record<string, string>,
  script = ENTER,
): Promise<Ran> {
  const child = spawn("python3", ["-c", IN_TERMINAL, "bash", "-c", script], {
    cwd: at.example,
    env: { ...at.env, ...env },
    stdio: ["pipe", "pipe", "pipe"],
  });
  const open = new Map(Object.entries(answers));
  let shown = "";
  child.stdout.on("data", (chunk) => {
    shown += chunk;
    for (const [question, answer] of open) {
      if (!shown.includes(question)) continue;
      open.delete(question);
      child.stdin.write(`${answer}\r`);
    }
  });
  return ran(child);
}

function ran(child: ReturnType<typeof spawn>): Promise<Ran> {
  let [stdout, stderr] = ["", ""];
  child.stdout?.setEncoding("utf8").on("data", (text) => {
    stdout += text;
  });
  child.stderr?.setEncoding("utf8").on("data", (text) => {
    stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      const [before = "", report] = stdout.split(MARK);
      resolve({ code, stdout: before, stderr, after: report ? JSON.parse(report) : {} });
    });
  });
}
