/** What the sandbox needs to know of a `pulumi` command line. */
export interface CommandLine {
  /** Command words and arguments, without flags: `["stack", "init", "dev"]`, `["up"]`. */
  readonly words: readonly string[];
  readonly stack: string | undefined;
  readonly cwd: string | undefined;
  readonly configFile: string | undefined;
  readonly copyConfigFrom: string | undefined;
  /** Flags that were given, by the name they were given with: `--yes`, `-c`. */
  readonly flags: ReadonlySet<string>;
}

type Named = "stack" | "cwd" | "configFile" | "copyConfigFrom";

const named: Readonly<Record<string, Named>> = {
  "-s": "stack",
  "--stack": "stack",
  "-C": "cwd",
  "--cwd": "cwd",
  "--config-file": "configFile",
  "--copy-config-from": "copyConfigFrom",
};

/** Other flags that take the next word as their value, so that it is not mistaken for a command word. */
const takesValue = new Set([
  "--color",
  "--logtostderr",
  "-v",
  "--verbose",
  "--memprofilerate",
  "--profiling",
  "--tracing",
  "--secrets-provider",
  "--teams",
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

/** One-letter flags without a value, which may stand together: `-yf`. */
const switches = /^[aefghijruyQ]$/;

/** A flag with its value, or a word; `raw` is how it is passed on. */
interface Piece {
  readonly raw: readonly string[];
  readonly flag?: string;
  readonly value?: string;
  readonly word?: string;
}

/** Reads a command line the way the engine would, as far as it matters here. */
export function readCommandLine(args: readonly string[]): CommandLine {
  const words: string[] = [];
  const flags = new Set<string>();
  const found: { [name in Named]?: string } = {};
  for (const { flag, value, word } of pieces(args)) {
    if (word !== undefined) words.push(word);
    if (flag === undefined) continue;
    if (value !== "false") flags.add(flag);
    if (named[flag]) found[named[flag]] = value ?? "";
  }
  const { stack, cwd, configFile, copyConfigFrom } = found;
  return { words, stack, cwd, configFile, copyConfigFrom, flags };
}

/** The command line without a flag, however it was written: `--cwd x`, `--cwd=x`, `-C x`, `-Cx`. */
export function without(args: readonly string[], name: Named): string[] {
  return [...pieces(args)].filter(({ flag = "" }) => named[flag] !== name).flatMap(({ raw }) => raw);
}

/** Puts flags in front of what stands behind `--`. */
export function withFlag(args: readonly string[], ...flag: string[]): string[] {
  const end = args.includes("--") ? args.indexOf("--") : args.length;
  return [...args.slice(0, end), ...flag, ...args.slice(end)];
}

function* pieces(args: readonly string[]): Generator<Piece> {
  let command: string | undefined;
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? "";
    if (arg === "--") {
      yield { raw: [arg] };
      for (const word of args.slice(i + 1)) yield { raw: [word], word };
      return;
    }
    if (!arg.startsWith("-")) {
      command ??= arg;
      yield { raw: [arg], word: arg };
      continue;
    }
    for (const [flag, inline] of split(arg, command)) {
      if (!valued(flag, command) || inline !== undefined) {
        yield { raw: [joined(flag, inline)], flag, ...(inline === undefined ? {} : { value: inline }) };
      } else if (i + 1 < args.length) {
        const value = args[++i] ?? "";
        yield { raw: [flag, value], flag, value };
      } else yield { raw: [flag], flag };
    }
  }
}

/** `-c` is `--config` of an update, and the switch `--create` of `stack select`. */
const valued = (flag: string, command: string | undefined) =>
  flag in named || (takesValue.has(flag) && !(flag === "-c" && command === "stack"));

const joined = (flag: string, inline: string | undefined) => (inline === undefined ? flag : `${flag}=${inline}`);

/** One word into its flags: `--stack=prod`, `-sprod`, `-ysprod`. */
function split(word: string, command: string | undefined): [flag: string, inline?: string][] {
  if (word.startsWith("--")) {
    const at = word.indexOf("=");
    return at < 0 ? [[word]] : [[word.slice(0, at), word.slice(at + 1)]];
  }
  const flags: [string, string?][] = [];
  for (let at = 1; at < word.length; at++) {
    const flag = `-${word[at]}`;
    const rest = word.slice(at + 1);
    if (valued(flag, command)) return [...flags, rest === "" ? [flag] : [flag, rest.replace(/^=/, "")]];
    const isSwitch = switches.test(flag.slice(1)) && !(command === "import" && flag === "-f");
    if (rest !== "" && !isSwitch && flag !== "-c") return [[word]];
    if (rest.startsWith("=")) return [...flags, [flag, rest.slice(1)]];
    flags.push([flag]);
  }
  return flags.length > 0 ? flags : [[word]];
}
