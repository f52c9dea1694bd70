import type { Call } from "../model.ts";

/** The time of a call as the provider writes most times: `2026-11-21T09:00:00Z`. */
export const moment = ({ now }: Pick<Call, "now">): string => new Date(now).toISOString().replace(/\.\d+Z$/, "Z");

/** A time as the provider prints a server's: `2026-11-21 09:00:00 +0000 UTC`. */
export const goTime = (call: Pick<Call, "now">): string => moment(call).replace("T", " ").replace("Z", " +0000 UTC");

/** Whether text is a time with a zone, as RFC 3339 has it. */
export const isTime = (value: string): boolean =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(value) && !Number.isNaN(Date.parse(value));
