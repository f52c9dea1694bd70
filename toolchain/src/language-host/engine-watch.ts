import { fstatSync } from "node:fs";
import { grpc } from "./stubs.ts";

/** How long the state of the connection is awaited before asking again. Gives nothing up: changes are reported at once. */
const WATCH_MS = 3_600_000;

/**
 * Calls `gone` once when the engine that started us has ended: the pipe it holds as our standard input is closed, or its
 * address, once reached, can no longer be reached.
 */
export function watchEngine(address: string, gone: () => void): void {
  const stdin = fstatSync(0);
  if (stdin.isFIFO() || stdin.isSocket()) process.stdin.once("end", gone).once("error", gone).resume();

  const channel = new grpc.Client(address, grpc.credentials.createInsecure()).getChannel();
  const { READY, TRANSIENT_FAILURE, SHUTDOWN } = grpc.connectivityState;
  let reached = false;
  const look = () => {
    const state = channel.getConnectivityState(true);
    if (state === READY) reached = true;
    if (state === SHUTDOWN || (reached && state === TRANSIENT_FAILURE)) return gone();
    channel.watchConnectivityState(state, Date.now() + WATCH_MS, look);
  };
  look();
}
