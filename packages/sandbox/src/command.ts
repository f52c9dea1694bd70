import { parseArgs } from "node:util";
import { coverageCommand } from "./commands/coverage.ts";
import { clockCommand, faultCommand, habitCommand, quotaCommand } from "./commands/moods.ts";
import { runCommand, startCommand, statusCommand } from "./commands/serving.ts";
import { driftCommand, dumpCommand, journalCommand, listCommand, seedCommand, showCommand } from "./commands/things.ts";
import { SandboxError } from "./directory.ts";
import { events } from "./faults/events.ts";
import { resetSandbox } from "./sandbox.ts";
import { seeded } from "./seed.ts";

const help = `ovh-sandbox: an offline OVHcloud, OpenStack and Cloudflare for the real Pulumi engine

  ovh-sandbox run -- pulumi up          run a command against the sandbox: one word in front
  ovh-sandbox start                     keep it running for other terminals, until interrupted
  ovh-sandbox status                    what runs, on which ports, at what time, with which faults
  ovh-sandbox ls [word]                 what exists in it
  ovh-sandbox show <id or name>         one thing with its properties; secrets are masked without --show-secrets
  ovh-sandbox drift <id> <path> <json>  change a property behind the engine's back; without a value, take it away
  ovh-sandbox drift <id> --delete       take the thing away
  ovh-sandbox fault <event> [--on <type>] [--operation create] [--nth 1] [--times 1] [--seconds 30]
                                        order trouble; also --probability 0.1 --seed x. Without an event: list it
  ovh-sandbox fault --cancel <n>|all    call it off
  ovh-sandbox habit [off|on <name>]     the bad habits of the real thing
  ovh-sandbox clock [--advance 90s|5m|2h|3d] [--speed 60|instant]
  ovh-sandbox quota <type> <limit>      how many of a type a project may have
  ovh-sandbox journal                   every call the engine made, without values
  ovh-sandbox dump [--out file]         the whole cloud as JSON, with passwords in clear
  ovh-sandbox seed <file>               put a dump's things into it
  ovh-sandbox coverage [--markdown]     what it can simulate, for which SDK versions
  ovh-sandbox reset                     forget everything

  --dir <folder>                        where the sandbox lives (default: .ovh-sandbox, or OVH_SANDBOX_DIR)
  --no-servers                          with run and start: no real S3 and PostgreSQL, even where they are installed

It holds a project to adopt (${seeded.projectId}) and a DNS zone (${seeded.zoneId}, ${seeded.zoneName}).
Events: ${Object.keys(events).join(", ")}.
Nothing here is a real cloud: no machine boots; buckets and databases answer only where versitygw and the embedded
PostgreSQL packages are installed ("ovh-sandbox status" says so). It listens on 127.0.0.1 alone.
Variables of real accounts do not pass: OVH_*, OVHCLOUD_*, OS_*, OPENSTACK_*, AWS_*, CLOUDFLARE_*, CF_*, GOOGLE_*,
AZURE_*, ARM_*, VAULT_*, TF_VAR_*, and PULUMI_* with the one exception of PULUMI_NODEJS_*.
`;

const options = {
  dir: { type: "string" },
  help: { type: "boolean", short: "h" },
  "no-servers": { type: "boolean" },
  "show-secrets": { type: "boolean" },
  delete: { type: "boolean" },
  on: { type: "string" },
  operation: { type: "string" },
  nth: { type: "string" },
  times: { type: "string" },
  probability: { type: "string" },
  seed: { type: "string" },
  seconds: { type: "string" },
  cancel: { type: "string" },
  advance: { type: "string" },
  speed: { type: "string" },
  out: { type: "string" },
  markdown: { type: "boolean" },
} as const;

/** A command line without the command's own name. */
export interface Line {
  /** Folder of the sandbox. */
  readonly path: string;
  readonly words: readonly string[];
  readonly flags: Readonly<Partial<Record<keyof typeof options, string | boolean>>>;
  /** What stands behind `--`. */
  readonly inner: readonly string[];
}

/** A command: gives what it prints, or the exit code of what it ran. */
export type Command = (line: Line) => Promise<string | number> | string | number;

const commands: Readonly<Record<string, Command>> = {
  run: runCommand,
  start: startCommand,
  status: statusCommand,
  ls: listCommand,
  show: showCommand,
  drift: driftCommand,
  fault: faultCommand,
  habit: habitCommand,
  clock: clockCommand,
  quota: quotaCommand,
  journal: journalCommand,
  dump: dumpCommand,
  seed: seedCommand,
  coverage: coverageCommand,
  reset: async ({ path }) => {
    await resetSandbox(path);
    return `forgot ${path}\n`;
  },
};

/** Most words behind a command; none where it is not listed. */
const wanted: Readonly<Record<string, number>> = { ls: 1, show: 1, drift: 3, fault: 1, habit: 2, quota: 2, seed: 1 };

const tooMuch = (name: string, word: string) =>
  name === "run"
    ? `put -- before the command: ovh-sandbox run -- ${word} ...`
    : `ovh-sandbox ${name} takes no "${word}": ovh-sandbox --help`;

function parsed(args: string[]) {
  try {
    return parseArgs({ args, allowPositionals: true, options });
  } catch (error) {
    const [first] = (error as Error).message.split(". ");
    throw new SandboxError(
      args[0] === "run"
        ? `${first}. Put -- before the command: ovh-sandbox run -- pulumi up`
        : `${first}: ovh-sandbox --help`,
    );
  }
}

/** Runs a command line and gives its exit code. */
export async function main(
  args: readonly string[],
  say = (text: string) => void process.stdout.write(text),
): Promise<number> {
  const print = (text: string) => {
    say(text);
    return 0;
  };
  const split = args.indexOf("--");
  const own = args.slice(0, split < 0 ? undefined : split);
  const inner = split < 0 ? [] : args.slice(split + 1);
  const { values, positionals } = parsed(own);
  const [name = "", ...words] = positionals;
  if (values.help || name === "") return print(help);
  const command = commands[name];
  if (!command)
    throw new SandboxError(
      `unknown command "${name}". There are ${Object.keys(commands).join(", ")}: ovh-sandbox --help`,
    );
  const surplus = words[wanted[name] ?? 0];
  if (surplus !== undefined) throw new SandboxError(tooMuch(name, surplus));
  const path = values.dir ?? process.env["OVH_SANDBOX_DIR"] ?? ".ovh-sandbox";
  const said = await command({ path, words, flags: values, inner });
  return typeof said === "number" ? said : print(said);
}
