import type { Spans } from "./spans.ts";

/** A set of ports, 0 to 65535. What can be done with it is in `spans`: includes, overlaps, covers, union. */
export type PortSet = Spans<number>;

const highest = 65_535;

/** Every port. */
export const everyPort: PortSet = [{ first: 0, last: highest }];

/**
 * The ports from `min` to `max` inclusive. When one end is omitted it is the other end; when both are, every port, as in
 * the rules of an OpenStack security group. Undefined when an end is no whole number from 0 to 65535, or `min` is
 * above `max`.
 */
export function portSet(min?: number, max?: number): PortSet | undefined {
  const first = min ?? max ?? 0;
  const last = max ?? min ?? highest;
  return isPort(first) && isPort(last) && first <= last ? [{ first, last }] : undefined;
}

const isPort = (value: number) => Number.isInteger(value) && value >= 0 && value <= highest;
