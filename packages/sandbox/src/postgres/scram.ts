import { createHash, createHmac, pbkdf2Sync, randomBytes, timingSafeEqual } from "node:crypto";

const iterations = 4096;

/**
 * What PostgreSQL stores for a password (RFC 5803 as its manual shows it: `SCRAM-SHA-256$4096:salt$stored:server`).
 * Made here, so that no statement, and no log, ever holds the password itself.
 */
export function scramVerifier(password: string, salt = randomBytes(16), rounds = iterations): string {
  const salted = pbkdf2Sync(password.normalize("NFKC"), salt, rounds, 32, "sha256");
  const keyOf = (words: string) => createHmac("sha256", salted).update(words).digest();
  const stored = createHash("sha256").update(keyOf("Client Key")).digest("base64");
  return `SCRAM-SHA-256$${rounds}:${salt.toString("base64")}$${stored}:${keyOf("Server Key").toString("base64")}`;
}

/** True when the verifier was made from that password. */
export function scramMatches(verifier: string, password: string): boolean {
  const [, rounds, salt] = /^SCRAM-SHA-256\$(\d+):([^$]+)\$/.exec(verifier) ?? [];
  if (rounds === undefined || salt === undefined) return false;
  const again = scramVerifier(password, Buffer.from(salt, "base64"), Number(rounds));
  return again.length === verifier.length && timingSafeEqual(Buffer.from(again), Buffer.from(verifier));
}
