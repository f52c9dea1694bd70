import { createHash, createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { scramMatches, scramVerifier } from "../../src/postgres/scram.ts";

describe("a password's verifier", () => {
  // The exchange that RFC 7677, section 3, gives as its example.
  const nonce = "rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
  const message = [
    "n=user,r=rOprNGfwEbeRWgbNEkqO",
    `r=${nonce},s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096`,
    `c=biws,r=${nonce}`,
  ].join(",");
  const [proof, signature] = [
    "dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
    "6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=",
  ];
  const verifier = scramVerifier("pencil", Buffer.from("W22ZaJ0SNY7soEsUEjb6gQ==", "base64"));

  it("lets in the client of RFC 7677 and signs as its server does", () => {
    const [, , stored = "", server = ""] = /^(.*\$.*)\$(.*):(.*)$/.exec(verifier) ?? [];
    const signed = (key: string) => createHmac("sha256", Buffer.from(key, "base64")).update(message).digest();
    expect(signed(server).toString("base64")).toBe(signature);
    const client = Buffer.from(proof, "base64").map((byte, at) => byte ^ (signed(stored)[at] ?? 0));
    expect(createHash("sha256").update(client).digest("base64")).toBe(stored);
  });

  it("is salted, matches its password, and no other", () => {
    const [one, other] = [scramVerifier("pä$:ss"), scramVerifier("pä$:ss")];
    expect(one).not.toBe(other);
    for (const each of [one, other])
      expect([scramMatches(each, "pä$:ss"), scramMatches(each, "pä$:sS")]).toEqual([true, false]);
    expect(scramMatches("", "")).toBe(false);
    expect(scramMatches("md5abc", "abc")).toBe(false);
  });
});
