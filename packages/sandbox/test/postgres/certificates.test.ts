import { X509Certificate } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { certificatesIn, loadForge } from "../../src/postgres/certificates.ts";

it("makes an authority and a server certificate once, and keeps no key that could sign another", async () => {
  const library = await loadForge();
  if (!library) throw new Error("node-forge is a development dependency");
  const folder = mkdtempSync(join(tmpdir(), "tls "));
  const file = join(folder, "tls.json");
  const made = await certificatesIn(file, library);
  const [authority, server] = [new X509Certificate(made.authority), new X509Certificate(made.certificate)];
  expect([authority.ca, server.ca]).toEqual([true, false]);
  expect(authority.verify(authority.publicKey)).toBe(true);
  expect([server.checkIssued(authority), server.verify(authority.publicKey)]).toEqual([true, true]);
  expect(server.checkHost("localhost")).toBe("localhost");
  expect([server.checkIP("127.0.0.1"), server.checkIP("::1")]).toEqual(["127.0.0.1", "::1"]);
  expect(server.checkHost("postgresql-1-gra-o2.database.cloud.ovh.net")).toBeDefined();
  expect(server.checkHost("example.com")).toBeUndefined();
  expect(Date.parse(server.validTo) - Date.now()).toBeGreaterThan(9 * 365 * 86_400_000);

  expect(await certificatesIn(file, library)).toEqual(made);
  const kept = readFileSync(file, "utf8");
  expect(kept.match(/PRIVATE KEY/g)).toHaveLength(2);
  expect(statSync(file).mode & 0o077).toBe(0);
  rmSync(folder, { recursive: true, force: true });
});
