/** What can go wrong on the way to an API, as a user orders it. */
export const events = {
  throttled: "429 with Retry-After: too many requests",
  "error-500": "500: nothing was done",
  "error-500-after": "500, although the work was done",
  "error-502": "502 with an HTML page from a proxy: nothing was done",
  "error-503": "503: nothing was done",
  "error-504": "504 from a proxy, although the work is done",
  "reset-before": "the connection breaks before the request arrives",
  "reset-after": "the connection breaks when the work is done: the answer is lost",
  timeout: "no answer within the client's time-out, although the work is done",
  truncated: "an answer that ends in the middle of its JSON, when the work is done",
  "missing-after-create": "what was made a moment ago answers 404",
  missing: "a read answers 404, although the thing exists",
  "stale-list": "a lookup does not show what was made lately",
  failed: "the resource is accepted, and ends in an error state",
  slow: "everything takes longer",
} as const;

export type FaultEvent = keyof typeof events;

/** Operations at which an event can happen; the others never meet it. */
export const operationsOf: Partial<Record<FaultEvent, readonly string[]>> = {
  "missing-after-create": ["create"],
  missing: ["read"],
  "stale-list": ["lookup"],
  failed: ["create"],
};
