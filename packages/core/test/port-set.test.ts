import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { everyPort, type PortSet, portSet, spans } from "../src/pure.ts";

const port = fc.oneof(fc.integer({ min: 0, max: 65_535 }), fc.constantFrom(0, 1, 22, 65_534, 65_535));
const ports = (min?: number, max?: number): PortSet => {
  const set = portSet(min, max);
  if (!set) throw new Error("not a range of ports");
  return set;
};

describe("sets of ports", () => {
  it("C031 without an end are every port, with one end that port", () => {
    expect(portSet()).toEqual(everyPort);
    expect(portSet(undefined, undefined)).toEqual(everyPort);
    expect(everyPort).toEqual([{ first: 0, last: 65_535 }]);
    fc.assert(
      fc.property(port, (end) => {
        expect(portSet(end)).toEqual([{ first: end, last: end }]);
        expect(portSet(undefined, end)).toEqual([{ first: end, last: end }]);
      }),
    );
  });

  it("C031 hold the ports from one end to the other, and no range that is turned round", () => {
    fc.assert(
      fc.property(port, port, port, (min, max, probe) => {
        const set = portSet(min, max);
        expect(set !== undefined).toBe(min <= max);
        if (!set) return;
        expect(spans.includes(set, probe)).toBe(min <= probe && probe <= max);
        expect(spans.size(set)).toBe(BigInt(max - min + 1));
        expect(spans.covers(everyPort, set)).toBe(true);
      }),
    );
  });

  it.each([[-1], [65_536], [22.5], [Number.NaN], [Number.POSITIVE_INFINITY], [Number.NEGATIVE_INFINITY], [2 ** 53]])(
    "C031 refuse %s as an end",
    (end) => {
      expect(portSet(end)).toBeUndefined();
      expect(portSet(undefined, end)).toBeUndefined();
      expect(portSet(end, 65_535)).toBeUndefined();
      expect(portSet(0, end)).toBeUndefined();
    },
  );

  it("C031 are united, compared and searched as spans", () => {
    expect(spans.union(ports(22), ports(23, 80))).toEqual(ports(22, 80));
    expect(spans.overlaps(ports(1, 21), ports(22))).toBe(false);
    expect(spans.overlaps(ports(1, 22), ports(22, 23))).toBe(true);
    expect(spans.covers(ports(), ports(1, 65_535))).toBe(true);
    expect(spans.covers(ports(1, 65_535), ports())).toBe(false);
    expect(spans.includes(ports(0, 1), 0)).toBe(true);
  });
});
