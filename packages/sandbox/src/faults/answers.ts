import type { Attempt } from "../cloud.ts";
import type { FaultEvent } from "./events.ts";
import type { Outcome } from "./outcome.ts";
import { type Client, clients } from "./providers.ts";

/** Virtual seconds that an event takes where the user gives none. */
const usual: Partial<Record<FaultEvent, number>> = { throttled: 30, "stale-list": 60, slow: 60 };

const statuses: Partial<Record<FaultEvent, number>> = {
  throttled: 429,
  "error-500": 500,
  "error-500-after": 500,
  "error-502": 502,
  "error-503": 503,
  "error-504": 504,
};

/** Events after which the work stands, whatever the client is told. */
const worked: ReadonlySet<FaultEvent> = new Set([
  "error-500-after",
  "error-504",
  "reset-after",
  "timeout",
  "truncated",
  "missing-after-create",
  "failed",
]);

/** What one event makes of a call, before the client tries again by itself. */
export function answerTo(event: FaultEvent, attempt: Attempt, seconds = usual[event] ?? 0): Outcome {
  const client = clients[attempt.package];
  switch (event) {
    case "slow":
      return { event, works: true, delay: seconds };
    case "stale-list":
      return { event, works: true, staleSeconds: seconds };
    case "missing":
      return { event, works: true, missing: true };
    case "failed":
      return { event, works: true, keepsId: true, error: { status: 500, words: "unexpected state 'ERROR'" } };
    case "timeout":
      return { event, works: true, delay: client.patience ?? 600, error: { status: 504, words: timedOut } };
    default:
      return { event, works: worked.has(event), error: errorOf(event, attempt, client) };
  }
}

const timedOut = "context deadline exceeded (Client.Timeout exceeded while awaiting headers)";

function errorOf(event: FaultEvent, { operation, token }: Attempt, client: Client): { status: number; words: string } {
  const status = statuses[event];
  if (status !== undefined) {
    return { status, words: event === "error-502" ? client.page(status) : client.refusal(status) };
  }
  if (event === "missing-after-create")
    return { status: 404, words: `expected non-empty ID for new state during Create of ${token}` };
  if (event === "truncated") return { status: 502, words: "unexpected end of JSON input" };
  const verb = { create: "Post", update: "Put", delete: "Delete" }[operation] ?? "Get";
  return { status: 502, words: `${verb} "${token}": read: connection reset by peer` };
}

/** Whether the provider's client tries again by itself, and after how many virtual seconds. */
export function retryAfter(event: FaultEvent, attempt: Attempt, nth: number, seconds?: number): number | undefined {
  const { retries, retried, afterBreak } = clients[attempt.package];
  const status = statuses[event];
  const tries = nth < Math.max(retries, attempt.retries ?? 0);
  if (!tries || !(status === undefined ? afterBreak && event.startsWith("reset") : retried.includes(status)))
    return undefined;
  const asked = event === "throttled" ? (seconds ?? usual[event] ?? 0) : 0;
  return asked > 0 && asked < 60 ? asked : Math.min(8, 0.5 * 2 ** nth);
}
