import { startChild } from "./children.ts";
import { missing, Refusal } from "./errors.ts";
import { type RuntimeOptions, runtimeOptions } from "./options.ts";
import { sdkEntry } from "./sdk.ts";
import { grpc, language, type RunRequest } from "./stubs.ts";

/** With this exit code a program says that it has told the user everything (see `@pulumi/pulumi/cmd/run`). */
const TOLD_EVERYTHING = 32;

/** Longest value of one environment variable on Linux (MAX_ARG_STRLEN: 32 pages of 4 KiB, name and end included). */
const LONGEST_VARIABLE = 131_072;

/** How `@pulumi/pulumi/cmd/run` is to be started for a request. */
export function runCommand(request: RunRequest, engine: string, tracing: string | undefined, options: RuntimeOptions) {
  const info = request.getInfo();
  const folder = info?.getProgramDirectory() || request.getPwd();
  const flags: Record<string, string | undefined> = {
    monitor: request.getMonitorAddress(),
    engine,
    organization: request.getOrganization(),
    project: request.getProject(),
    "root-directory": info?.getRootDirectory(),
    stack: request.getStack(),
    pwd: request.getPwd() || folder,
    "dry-run": request.getDryrun() ? "true" : undefined,
    parallel: String(request.getParallel()),
    tracing,
  };
  const given = Object.entries(flags).flatMap(([name, value]) => (value ? [`--${name}=${value}`] : []));
  const entry = info?.getEntryPoint() || request.getProgram() || ".";
  const args = [...options.nodeArgs, sdkEntry("cmd/run", folder), ...given, entry, ...request.getArgsList()];
  const variables: Record<string, string> = {
    PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().getEntryList())),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
    PULUMI_NODEJS_TYPESCRIPT: String(options.typescript),
    ...(options.tsconfig ? { PULUMI_NODEJS_TSCONFIG_PATH: options.tsconfig } : {}),
  };
  return { args, folder, variables };
}

/** Runs a program to its end. Its output goes where ours goes: to the engine, which shows it line by line. */
export async function run(
  request: RunRequest,
  engine: string,
  tracing: string | undefined,
  onCancel: (stop: () => void) => void,
) {
  if (request.getAttachDebugger()) {
    throw new Refusal(grpc.status.UNIMPLEMENTED, "this Node.js language host cannot attach a debugger");
  }
  const { args, folder, variables } = runCommand(request, engine, tracing, runtimeOptions(request.getInfo()));
  for (const [name, value] of Object.entries(variables)) {
    const length = Buffer.byteLength(`${name}=${value}`) + 1;
    if (length > LONGEST_VARIABLE) {
      throw missing(
        `the stack's configuration takes ${length} bytes in ${name}; the longest a program can be given is ${LONGEST_VARIABLE}`,
      );
    }
  }
  const child = startChild(process.execPath, args, {
    cwd: folder,
    env: { ...process.env, ...variables },
    stdio: ["ignore", "inherit", "inherit"],
  });
  onCancel(child.stop);
  const { code, signal, stopped, problem } = await child.ending;

  const response = new language.RunResponse();
  if (code === TOLD_EVERYTHING || stopped) response.setBail(true);
  else if (problem) response.setError(`the program could not be started: ${problem}`);
  else if (signal) response.setError(`the program was ended by ${signal}`);
  else if (code !== 0) response.setError(`the program ended with exit code ${code}`);
  return response;
}
