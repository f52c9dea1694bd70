import { formatAddress, privateBlocks } from "@accoreboot/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judge } from "../../src/index.ts";

const said = (inputs: object) =>
  judge("cloudflare:index/dnsRecord:DnsRecord", { zoneId: "023e", name: "x.example.com", ttl: 300, ...inputs })
    .filter(({ rule }) => rule.id === "CF006")
    .map(({ outcome, path }) => [outcome, path]);

describe("CF006 private-address-in-dns", () => {
  it.each(["internal", "intranet", "private", "corp", "home", "lan", "local", "localhost", "home.arpa"])(
    "takes %s, and what is beneath it, for a name of the private network",
    (name) => {
      for (const content of [name, `db.${name}`, `DB.${name.toUpperCase()}.`]) {
        expect([content, said({ type: "CNAME", content })]).toEqual([content, [["FAIL", "content"]]]);
      }
      for (const content of [`my${name}`, `${name}.example.com`]) expect(said({ type: "CNAME", content })).toEqual([]);
    },
  );

  it.each(["CNAME", "MX", "NS", "PTR", "SRV", "HTTPS", "SVCB", "URI"])(
    "reads the names in records of type %s",
    (type) => {
      expect(said({ type, content: "1 db.internal" })).toEqual([["FAIL", "content"]]);
    },
  );

  it("finds every private address, in plain form and in IPv6", () => {
    const address = fc
      .constantFrom(...privateBlocks)
      .chain(({ family, first, last }) => fc.tuple(fc.constant(family), fc.bigInt({ min: first, max: last })));
    fc.assert(
      fc.property(address, ([family, value]) => {
        const plain = formatAddress(family, value);
        const spellings = family === 4 ? [plain, `::ffff:${plain}`, `64:ff9b::${plain}`] : [plain, plain.toUpperCase()];
        for (const content of spellings) expect(said({ type: "AAAA", content })).toEqual([["FAIL", "content"]]);
      }),
    );
  });
});
