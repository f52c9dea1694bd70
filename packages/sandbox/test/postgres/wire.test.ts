import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quoteName, quoteText } from "../../src/postgres/client.ts";
import { errorOf, Frames, fatal, frame, rowOf, startup, startupParameters } from "../../src/postgres/wire.ts";

describe("PostgreSQL's wire protocol", () => {
  it("gives the same messages however they arrive", () => {
    const messages = fc.array(fc.tuple(fc.constantFrom("R", "D", "Z", "E"), fc.uint8Array({ maxLength: 300 })), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(messages, fc.array(fc.nat(400)), (sent, cuts) => {
        const bytes = Buffer.concat(sent.map(([kind, body]) => frame(kind, Buffer.from(body))));
        const frames = new Frames();
        const ends = [...new Set(cuts), bytes.length].sort((a, b) => a - b);
        const got = ends.flatMap((end, i) => frames.push(bytes.subarray(ends[i - 1] ?? 0, end)));
        expect(got.map(({ kind, body }) => [kind, [...body]])).toEqual(sent.map(([kind, body]) => [kind, [...body]]));
      }),
    );
  });

  it("reads back what it says", () => {
    const parameters = { user: "app", database: "dätabase" };
    const first = startup(parameters);
    expect(first.readUInt32BE(0)).toBe(first.length);
    expect(startupParameters(first.subarray(8))).toEqual(parameters);
    const [error] = new Frames().push(fatal("28000", "not here"));
    expect(error && errorOf(error.body)).toEqual({ code: "28000", message: "not here" });
    expect(rowOf(Buffer.from("00030000000141ffffffff00000000", "hex"))).toEqual(["A", null, ""]);
  });

  it("quotes what would end a name or a text", () => {
    expect(quoteName('a"; DROP TABLE x; --')).toBe('"a""; DROP TABLE x; --"');
    expect(quoteText("it's \\' it")).toBe("'it''s \\'' it'");
  });
});
