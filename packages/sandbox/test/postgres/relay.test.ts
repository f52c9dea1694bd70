import { describe, expect, it } from "vitest";
import { admits } from "../../src/postgres/relay.ts";

describe("the ranges of a database", () => {
  it.each([
    [[], "10.0.0.2", false],
    [["10.0.0.0/24"], "10.0.0.2", true],
    [["10.0.0.0/24"], "10.0.1.2", false],
    [["192.0.2.1/32", "10.0.0.0/8"], "10.255.0.1", true],
    [["0.0.0.0/0"], "203.0.113.9", true],
    [["0.0.0.0/0"], "2001:db8::1", false],
    [["2001:db8::/32"], "2001:db8::1", true],
    [["10.0.0.0/24"], "::ffff:10.0.0.2", true],
    [["not a range", "10.0.0.0/24"], "10.0.0.2", true],
    [["not a range"], "10.0.0.2", false],
    [["0.0.0.0/0"], "", false],
    [["0.0.0.0/0"], "example.com", false],
  ])("%j against %s: %s (ovh-facts 1.6)", (allowed, address, expected) => {
    expect(admits(allowed, address)).toBe(expected);
  });
});
