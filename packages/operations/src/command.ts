import { parseArgs } from "node:util";
import { ArgumentError, label } from "@accoreboot/core";
import { bootstrapState } from "./bootstrap.ts";
import { OperationError, refused } from "./error.ts";
import { exportLines, type Login } from "./login.ts";
import { redact, secretsIn } from "./redact.ts";

const help = `ovh-operations: what no provider does

  ovh-operations bootstrap --cwd state --stack test --app acme --print-environment > test.env
      makes the bucket for Pulumi's state and moves into it the state of the program that made it; once per environment

  --cwd <folder>         folder of that program (default: this one)
  --stack <name>         its stack
  --app <name>           the bucket is called <app>-tfstate-<stack>
  --bucket <name>        or it is called that
  --region <region>      in lower case (default: eu-west-par)
  --endpoint <url>       address of the S3 service (default: https://s3.<region>.io.cloud.ovh.net)
  --wait <seconds>       how long to wait for the bucket to take its key (default: 120)
  --print-environment    the bucket's login as export lines on standard output: for eval, a file or a vault
  --show-secrets         on a terminal too

Reads PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE, and AWS_ACCESS_KEY_ID with AWS_SECRET_ACCESS_KEY once
the bucket is there. Progress goes to standard error.
Exit codes: 0 done, or there was nothing to do; 1 stopped on the way, the same command goes on; 2 refused, nothing was
made; 3 the state is in the bucket, and the local one stays until its key is taken by --print-environment.
`;

const options = {
  cwd: { type: "string" },
  stack: { type: "string" },
  app: { type: "string" },
  bucket: { type: "string" },
  region: { type: "string" },
  endpoint: { type: "string" },
  wait: { type: "string" },
  "print-environment": { type: "boolean" },
  "show-secrets": { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

/** Where a command prints. */
export interface Terminal {
  /** Standard output; settles when it is written. */
  print(text: string): Promise<void>;
  /** Standard error, one line. */
  say(line: string): void;
  /** Whether a person reads standard output. */
  readonly isTerminal: boolean;
}

/** Runs a command line and gives its exit code. */
export async function main(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    return await run(args, terminal);
  } catch (error) {
    if (error instanceof OperationError) {
      terminal.say(error.message);
      return error.stop === "refused" ? 2 : 1;
    }
    if (error instanceof ArgumentError) {
      terminal.say(error.message);
      return 2;
    }
    terminal.say(redact(error instanceof Error ? error.message : String(error), secretsIn(process.env)));
    return 1;
  }
}

async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parsed(args);
  const [verb, ...rest] = positionals;
  if (values.help || verb === undefined) {
    await terminal.print(help);
    return 0;
  }
  if (verb !== "bootstrap" || rest.length > 0)
    throw refused(`there is no command "${positionals.join(" ")}": ovh-operations --help`);
  return bootstrap(values, terminal);
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    throw refused(`${(error as Error).message.split(". ")[0]}: ovh-operations --help`);
  }
}

type Values = ReturnType<typeof parsed>["values"];

async function bootstrap(values: Values, terminal: Terminal): Promise<number> {
  const { cwd = ".", stack, region, endpoint, wait } = values;
  if (stack === undefined) throw refused("which stack? Give --stack, such as --stack test");
  const printing = values["print-environment"] === true;
  if (printing && terminal.isTerminal && !values["show-secrets"])
    throw refused(
      "--print-environment prints a secret and standard output is a terminal. Send it elsewhere, or add --show-secrets",
    );
  const { outcome, url, localState } = await bootstrapState({
    folder: cwd,
    stack,
    bucket: bucketOf(values, stack),
    ...(region === undefined ? {} : { region }),
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(wait === undefined ? {} : { waitSeconds: Number(wait || Number.NaN) }),
    say: terminal.say,
    keep: async (login) => {
      if (printing) await terminal.print(exportLines(login));
      return printing || isSet(login, process.env);
    },
  });
  if (outcome === "moved" && localState === "kept") {
    terminal.say(
      `the state of stack ${stack} is in ${url}. The local one stays, because only it shows the key: run the same with --print-environment, which ends the bootstrap`,
    );
    return 3;
  }
  terminal.say(`done: the state of stack ${stack} is in ${url}`);
  terminal.say(`next, with the printed variables set: pulumi preview --cwd '${cwd}' --stack ${stack}`);
  return 0;
}

function bucketOf({ app, bucket }: Values, stack: string): string {
  if ((app === undefined) === (bucket === undefined))
    throw refused("which bucket? Give one of --app, for <app>-tfstate-<stack>, and --bucket");
  return bucket ?? label.bucket(String(app), "tfstate", stack);
}

/** Whether whoever runs this has that key already. */
const isSet = (login: Login, environment: NodeJS.ProcessEnv): boolean =>
  (["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"] as const).every((name) => environment[name] === login[name]);
