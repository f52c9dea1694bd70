/** Secrets within bytes: archives, programs, keys. */
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { secretIn } from "../../src/rules/secrets/detect.ts";

const key = "a password or key";

const pem = `-----BEGIN ${"PRIVATE"} KEY-----\n${"MIIEvQIBADANBgkq".repeat(4)}\n-----END ${"PRIVATE"} KEY-----\n`;
const assigned = "export DB_PASSWORD=correct-horse\n";
const base64 = (bytes: string | Uint8Array) => Buffer.from(bytes).toString("base64");

/** As in an archive: names and sizes, and zeros up to the next block. */
const archive = (...contents: readonly Buffer[]) =>
  Buffer.concat(
    contents.flatMap((content) => [
      Buffer.from("etc/backend.key").subarray(0, 15),
      Buffer.alloc(497),
      content,
      Buffer.alloc(512 - (content.length % 512)),
    ]),
  );
/** Bytes of which few can be printed. */
const program = Buffer.from(Array.from({ length: 4000 }, (_, index) => 128 + ((index * 37) % 128)));
const der = (...start: readonly number[]) => base64(Buffer.concat([Buffer.from(start), program.subarray(0, 100)]));

describe("a secret in bytes", () => {
  it.each([
    ["an archive", base64(archive(Buffer.from(pem)))],
    ["a compressed archive", base64(gzipSync(archive(Buffer.from(pem))))],
    ["an archive with a program", base64(gzipSync(archive(program, Buffer.from(pem))))],
    ["hexadecimal digits", Buffer.from(pem).toString("hex")],
    ["hexadecimal digits in lines", Buffer.from(pem).toString("hex").replace(/.{60}/g, "$&\n")],
    ["a key of RSA", der(0x30, 0x82, 4, 0xa3, 2, 1, 0, 2, 0x82, 1, 1, 0)],
    ["a key of PKCS 8", der(0x30, 0x82, 4, 0xbd, 2, 1, 0, 0x30, 13, 6, 9)],
    ["a short key of PKCS 8", der(0x30, 0x81, 0x87, 2, 1, 0, 0x30, 19, 6, 7)],
    ["a key of Ed25519", der(0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3)],
    ["a key of an elliptic curve", der(0x30, 0x77, 2, 1, 1, 4, 32)],
  ])("C076 is found: a private key in %s", (_title, text) => {
    expect(secretIn(`data: ${text}`)).toBe("a private key");
  });

  it.each([
    ["text of two bytes a character", Buffer.from(`$env:${assigned.slice(7)}`, "utf16le").toString("base64")],
    ["an archive", base64(archive(Buffer.from(assigned)))],
    ["hexadecimal digits", Buffer.from(`# ${"far ".repeat(10)}\n${assigned}`).toString("hex")],
    ["quoted pieces", base64(assigned).replace(/.{1,12}/g, '"$&" ')],
    ["quoted pieces of a list", `[${base64(assigned).replace(/.{1,12}/g, "'$&',\n")}]`],
  ])("C076 is found: a password in %s", (_title, text) => {
    expect(secretIn(`data: ${text}`)).toBe(key);
  });

  it.each([
    ["a certificate", der(0x30, 0x82, 4, 0xa3, 0x30, 0x82, 3, 0x8b)],
    ["a public key", der(0x30, 0x82, 1, 0x22, 0x30, 13, 6, 9)],
    ["a store of certificates", der(0x30, 0x82, 4, 0xa3, 2, 1, 3, 0x30, 0x82)],
    ["a message of another kind", der(0x30, 0x29, 2, 1, 0, 4, 6)],
    ["a program", base64(program)],
    ["an archive of a program", base64(gzipSync(archive(program)))],
    ["digests", "0a1b2c3d".repeat(8)],
    ["quoted words", JSON.stringify(["nginx", "curl", "docker.io", "postgresql", "fail2ban", "unattended-upgrades"])],
  ])("C076 is not found in %s", (_title, text) => {
    expect(secretIn(`data: ${text}`)).toBe(undefined);
  });

  it("C076 is found whatever is said of quoted-printable, which ends", () => {
    const mail = "Content-Transfer-Encoding: quoted-printable\n\n";
    expect(secretIn(`${mail}systemctl start docker\n`)).toBe(undefined);
    expect(secretIn(`${mail}systemctl start=20docker=\n\n`)).toBe(undefined);
    expect(secretIn(`${mail}export PASS=3Dcorrect\n`)).toBe(key);
  });
});
