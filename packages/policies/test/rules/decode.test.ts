/** Texts inside texts, and the bounds of looking for them. */
import { randomBytes } from "node:crypto";
import { deflateSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { layersOf, mostCharacters, mostLayers, runsIn } from "../../src/rules/secrets/decode.ts";
import { secretIn } from "../../src/rules/secrets/detect.ts";

const base64 = (text: string | Uint8Array) => Buffer.from(text).toString("base64");
const times = (count: number, text: string): string => (count === 0 ? text : times(count - 1, base64(text)));
const secret = "export DB_PASSWORD=correct-horse\n";
const found = "a password or key";
const tooMuch = "encoded text that is too much to look through";

describe("what is encoded", () => {
  it.each([
    ["base64", base64(secret)],
    ["as few hexadecimal digits as are looked at", Buffer.from(secret.trim().padEnd(32, "x")).toString("hex")],
    ["base64 for addresses", Buffer.from(`${secret}???>>>`).toString("base64url")],
    ["gzip", gzipSync(secret).toString("latin1")],
    ["gzip in base64", base64(gzipSync(secret))],
    ["zlib in base64", base64(deflateSync(secret))],
    ["the start of gzip in base64", base64(gzipSync(secret.repeat(40)).subarray(0, -12))],
    ["base64 in lines", base64(`# ${"far ".repeat(40)}\n${secret}`).replace(/.{76}/g, "$&\n")],
    ["base64 in lines of another system", base64(`# ${"far ".repeat(40)}\n${secret}`).replace(/.{76}/g, "$&\r\n")],
    ["base64 in indented lines", base64(`# ${"far ".repeat(40)}\n${secret}`).replace(/.{50}/g, "$& \t\n \t  ")],
    ["base64 in short lines", base64(secret).replace(/.{20}/g, "$&\n")],
    ["base64 in short lines of another system", base64(secret).replace(/.{20}/g, "$&\r\n")],
    ["base64 in short indented lines", base64(secret).replace(/.{20}/g, "$& \t\n \t  ")],
    ["base64 in short lines before something else", `${base64(secret).replace(/.{20}/g, "$&\n")}  \nowner: root`],
    ["quoted-printable", "Content-Transfer-Encoding: Quoted-Printable\n\nexport PASS=3Dcorr=\nect=2Dhorse"],
    ["quoted-printable with the other end of line", "quoted-printable\r\n\r\nDB_PASSWORD=\r\n=3dcorrect=2dhorse"],
    ["a word in a text", `run: echo ${base64(secret)} | base64 -d | sh`],
    ["the second of two", `a: ${base64("systemctl start docker")}\nb: ${base64(secret)}`],
    ["the deepest layer that is looked at", times(mostLayers, secret)],
  ])("C076 is looked through: %s", (_title, text) => {
    expect(secretIn(text)).toBe(found);
  });

  it("is found whatever stands around it and wherever its base64 starts", () => {
    const words = fc.string({ unit: fc.constantFrom(..."abc \n"), maxLength: 40 });
    fc.assert(
      fc.property(words, words, fc.boolean(), (before, after, packed) => {
        const text = `${before}\n${secret}${after}`;
        return secretIn(`a: ${base64(packed ? gzipSync(text) : text)}\nb: ${after}`) === found;
      }),
    );
  });

  it("is found wherever it stands, as by trying every place", () => {
    const whole = /[A-Za-z0-9+/_-]{16,}={0,2}(?:[ \t]*\r?\n[ \t]*[A-Za-z0-9+/_-]+={0,2}(?=[ \t]*(?:\r?\n|$)))*/g;
    const few = { unit: fc.constantFrom(..."aB9+_", "aaaaaaa", "=", "\n", "\r\n", " ", "\t", ":", "é"), maxLength: 60 };
    fc.assert(
      fc.property(fc.string(few), (text) => {
        expect([...runsIn(text)]).toEqual(text.match(whole) ?? []);
      }),
      { numRuns: 2000 },
    );
  });

  it("is found right behind another one", () => {
    const [one, two] = [`${"a".repeat(16)}=`, `${"b".repeat(16)}=`];
    expect([...runsIn(one + two)]).toEqual([one, two]);
  });

  it("gives every layer, outer ones first", () => {
    const inner = "systemctl start docker";
    expect(layersOf(times(2, inner))).toEqual({
      texts: [times(2, inner), base64(inner), inner],
      bytes: [],
      complete: true,
    });
    expect(layersOf("short")).toEqual({ texts: ["short"], bytes: [], complete: true });
  });

  it("ends with the line on which something else stands", () => {
    const first = base64("systemctl start docker now");
    const { texts } = layersOf(`${first}\nowner: root\n`);
    expect(texts).toEqual([`${first}\nowner: root\n`, "systemctl start docker now"]);
    expect(layersOf(`${base64("#!/bin/sh -e\n")}\nyes no\n`).texts).toContain("#!/bin/sh -e\n");
  });

  it("is text when at most a fifth of it cannot be printed", () => {
    const bytes = (strange: number, by: number) =>
      Buffer.from([...Array(15 - strange).fill(97), ...Array(strange).fill(by)]);
    for (const by of [1, 8, 11, 31, 127, 255]) {
      expect(layersOf(base64(bytes(3, by))).texts, String(by)).toHaveLength(2);
      expect(layersOf(base64(bytes(4, by))).texts, String(by)).toHaveLength(1);
    }
    for (const by of [9, 10, 13, 32, 126]) expect(layersOf(base64(bytes(15, by))).texts, String(by)).toHaveLength(2);
    expect(layersOf(base64(bytes(14, 0))).texts).toEqual([base64(bytes(14, 0)), "a"]);
    expect(layersOf(base64(bytes(15, 0)))).toEqual({
      texts: [base64(bytes(15, 0))],
      bytes: ["\0".repeat(15)],
      complete: true,
    });
  });

  it("may be broken", () => {
    const broken = gzipSync(secret);
    broken.fill(0xff, 10);
    expect(secretIn(base64(broken))).toBe(undefined);
    expect(secretIn("\x1f is a separator")).toBe(undefined);
    expect(secretIn("\x1f\x8b is none either")).toBe(undefined);
    expect(secretIn(base64("x is the first letter of this text"))).toBe(undefined);
  });
});

describe("what is too much", () => {
  it("C076 is refused: more layers than are looked at", () => {
    expect(secretIn(times(mostLayers, "systemctl start docker"))).toBe(undefined);
    expect(secretIn(times(mostLayers + 1, "systemctl start docker"))).toBe(tooMuch);
    expect(secretIn(times(mostLayers + 1, secret))).toBe(tooMuch);
  });

  it("C076 is refused: more characters than are looked at, all layers together", () => {
    expect(layersOf(" ".repeat(mostCharacters))).toMatchObject({ complete: true });
    expect(layersOf(" ".repeat(mostCharacters + 1))).toEqual({ texts: [], bytes: [], complete: false });
    const half = base64(" ".repeat(mostCharacters / 2));
    expect(layersOf(half)).toMatchObject({ complete: false });
    expect(layersOf(base64(" ".repeat(mostCharacters / 4)))).toMatchObject({ complete: true });
  });

  it("C076 is refused: a small text that unfolds into a large one", () => {
    const bomb = (length: number) => base64(gzipSync(" ".repeat(length)));
    expect(secretIn(bomb(50_000_000))).toBe(tooMuch);
    expect(secretIn(`${bomb(mostCharacters / 2)}\n: ${bomb(mostCharacters / 2)}`)).toBe(tooMuch);
    expect(secretIn(bomb(mostCharacters / 2))).toBe(undefined);
    const small = `${base64(gzipSync(randomBytes(40)))}: `;
    expect(layersOf(small.repeat(700))).toMatchObject({ complete: true });
    expect(layersOf(small.repeat(1000))).toMatchObject({ complete: false });
    const fits = mostCharacters - base64(gzipSync(" ".repeat(mostCharacters - 400))).length;
    expect(secretIn(bomb(fits))).toBe(undefined);
  });

  it("takes less than 50 ms for a megabyte of anything, once it has run", () => {
    const parts = [
      "a",
      "-",
      " ",
      "://",
      "pass",
      "password=$X ",
      "eyJaaaaaaaaa.",
      "login a ",
      "curl ",
      "--a",
      "$6$a",
      "a:1:",
    ];
    for (const part of parts) {
      const text = part.repeat(Math.ceil(1_000_000 / part.length));
      secretIn(text.slice(0, mostCharacters));
      const fastest = [1, 2, 3].map(() => {
        const start = performance.now();
        secretIn(text);
        return performance.now() - start;
      });
      expect(Math.min(...fastest), part).toBeLessThan(50);
    }
  });

  it("takes linear time for what its size lets through", () => {
    const parts = [
      "a",
      "-",
      "://",
      "pass",
      "password=$X ",
      "eyJaaaaaaaaa.",
      "login a ",
      "curl ",
      "--a",
      "a:1:",
      "| chpasswd",
      "chpasswd: ",
    ];
    for (const part of parts) {
      const text = part.repeat(Math.floor(mostCharacters / part.length));
      const start = performance.now();
      secretIn(text);
      expect(performance.now() - start, part).toBeLessThan(1000);
    }
  });
});
