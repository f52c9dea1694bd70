import { startChild } from "./children.ts";
import { Refusal } from "./errors.ts";
import { runtimeOptions } from "./options.ts";
import { sdkEntry } from "./sdk.ts";
import { grpc, language, type RunPluginRequest, type RunPluginResponse, type ServerWritableStream } from "./stubs.ts";

type Call = ServerWritableStream<RunPluginRequest, RunPluginResponse>;

/**
 * How a plugin written for Node.js is to be started. A policy pack runs in its own folder, everything else in the
 * program's, as the engine asks.
 */
export function pluginCommand(request: RunPluginRequest) {
  const info = request.getInfo();
  const folder = info?.getProgramDirectory() || request.getProgram();
  const args = request.getArgsList();
  const { nodeArgs, typescript } = runtimeOptions(info);
  const env = Object.fromEntries(
    request.getEnvList().map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
  );
  const variables = { ...env, PULUMI_NODEJS_TYPESCRIPT: String(typescript) };
  if (request.getKind() === "analyzer") {
    const start = sdkEntry("cmd/run-policy-pack", folder);
    return { args: [...nodeArgs, start, ...args, "."], cwd: folder, env: variables };
  }
  return {
    args: [...nodeArgs, sdkEntry("cmd/run-plugin", folder), folder, ...args],
    cwd: request.getPwd(),
    env: variables,
  };
}

/** Runs a plugin and streams what it prints, then its exit code. Stops it when the engine drops the call. */
export async function runPlugin(call: Call): Promise<void> {
  if (call.request.getAttachDebugger()) {
    throw new Refusal(grpc.status.UNIMPLEMENTED, "this Node.js language host cannot attach a debugger");
  }
  const { args, cwd, env } = pluginCommand(call.request);
  const {
    process: child,
    ending,
    stop,
  } = startChild(process.execPath, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  call.on("cancelled", stop);
  const send = (fill: (response: RunPluginResponse) => void) => {
    const response = new language.RunPluginResponse();
    fill(response);
    if (!call.cancelled) call.write(response);
  };
  child.stdout?.on("data", (chunk: Buffer) => send((response) => response.setStdout(chunk)));
  child.stderr?.on("data", (chunk: Buffer) => send((response) => response.setStderr(chunk)));
  const { code, problem } = await ending;
  if (problem) send((response) => response.setStderr(Buffer.from(`${problem}\n`)));
  send((response) => response.setExitcode(code ?? 1));
}
