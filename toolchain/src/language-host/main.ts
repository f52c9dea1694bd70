/**
 * The Node.js language host: started by the engine as `pulumi-language-nodejs [flags] <engine address>`, prints the port
 * it serves `pulumirpc.LanguageRuntime` on, and ends with the engine.
 */
import { parseArgs } from "node:util";
import { stopChildren } from "./children.ts";
import { watchEngine } from "./engine-watch.ts";
import { languageRuntime } from "./service.ts";
import { grpc, LanguageRuntimeService } from "./stubs.ts";

/** Configurations and outputs travel in one message; the engine's own limit is 400 MiB. */
const LONGEST_MESSAGE = 400 * 1024 * 1024;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  strict: false,
  options: {
    tracing: { type: "string" },
    logtostderr: { type: "boolean" },
    v: { type: "string", short: "v" },
  },
});
const engine = positionals.at(-1);
if (!engine) {
  process.stderr.write("usage: pulumi-language-nodejs [--tracing <address>] <engine address>; the engine starts it\n");
  process.exit(2);
}

const server = new grpc.Server({
  "grpc.max_receive_message_length": LONGEST_MESSAGE,
  "grpc.max_send_message_length": LONGEST_MESSAGE,
});
server.addService(
  LanguageRuntimeService,
  languageRuntime({ engine, tracing: typeof values.tracing === "string" ? values.tracing : undefined }),
);
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) {
    process.stderr.write(`the Node.js language host cannot listen: ${error.message}\n`);
    process.exit(1);
  }
  process.stdout.write(`${port}\n`);
});

let ending = false;
async function end() {
  if (ending) return;
  ending = true;
  await stopChildren();
  server.forceShutdown();
  process.exit(0);
}
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, end);
watchEngine(engine, end);
