/** What the sandbox needs to know of a `pulumi` command line. */
export interface CommandLine {
  /** Command words in front of the first flag or argument: `["stack", "init"]`, `["up"]`. */
  readonly words: readonly string[];
  readonly stack: string | undefined;
  readonly cwd: string | undefined;
  readonly configFile: string | undefined;
}

const valued: Readonly<Record<string, "stack" | "cwd" | "configFile">> = {
  "-s": "stack",
  "--stack": "stack",
  "-C": "cwd",
  "--cwd": "cwd",
  "--config-file": "configFile",
};

/** Other flags that take the next word as their value, so that it is not mistaken for a command word. */
const takesValue = new Set([
  "--color",
  "--logtostderr",
  "-v",
  "--verbose",
  "--profiling",
  "--tracing",
  "--secrets-provider",
  "--copy-config-from",
  "--policy-pack",
  "--policy-pack-config",
  "-m",
  "--message",
  "-p",
  "--parallel",
  "-c",
  "--config",
  "--target",
  "-t",
  "--replace",
  "--diff-width",
  "--output",
  "--otel-traces",
]);

/** Reads a command line the way the engine would, as far as it matters here. */
export function readCommandLine(args: readonly string[]): CommandLine {
  const words: string[] = [];
  const found: { stack?: string; cwd?: string; configFile?: string } = {};
  for (let i = 0; i < args.length; i++) {
    const [flag = "", inline] = splitFlag(args[i] ?? "");
    const key = valued[flag];
    if (key) found[key] = inline ?? args[++i] ?? "";
    else if (takesValue.has(flag) && inline === undefined) i++;
    else if (!flag.startsWith("-")) words.push(flag);
    else if (flag === "--") break;
  }
  return { words, stack: found.stack, cwd: found.cwd, configFile: found.configFile };
}

function splitFlag(word: string): [string, string?] {
  if (/^-[sC]./.test(word) && !word.startsWith("--")) return [word.slice(0, 2), word.slice(2).replace(/^=/, "")];
  const at = word.startsWith("--") ? word.indexOf("=") : -1;
  return at < 0 ? [word] : [word.slice(0, at), word.slice(at + 1)];
}
