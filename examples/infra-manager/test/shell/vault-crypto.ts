/**
 * The part of Bitwarden's published cryptography (security whitepaper, "Encryption key") that one account with a vault
 * item needs: PBKDF2-SHA256, HKDF-Expand, AES-256-CBC with HMAC-SHA256 ("type 2").
 */
import { createCipheriv, createHmac, generateKeyPairSync, pbkdf2Sync, randomBytes } from "node:crypto";

/** An account's keys as its server keeps them: wrapped, useless without the master password. */
export interface AccountKeys {
  /** Rounds of PBKDF2. */
  iterations: number;
  /** The user's key, wrapped by the master password. */
  wrappedUserKey: string;
  /** The user's RSA key, wrapped by the user's key. */
  wrappedPrivateKey: string;
  /** Its public half, DER in base64. */
  publicKey: string;
  /** Wraps a text of the vault. */
  wrap(text: string): string;
}

export function accountKeys(email: string, password: string, iterations: number): AccountKeys {
  const masterKey = pbkdf2Sync(password, email, iterations, 32, "sha256");
  const stretched = Buffer.concat([expand(masterKey, "enc"), expand(masterKey, "mac")]);
  const userKey = randomBytes(64);
  const { publicKey, privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "der" },
    privateKeyEncoding: { type: "pkcs8", format: "der" },
  });
  return {
    iterations,
    wrappedUserKey: encrypted(userKey, stretched),
    wrappedPrivateKey: encrypted(privateKey, userKey),
    publicKey: publicKey.toString("base64"),
    wrap: (text) => encrypted(Buffer.from(text), userKey),
  };
}

/** HKDF-Expand for one block of 32 bytes. */
function expand(key: Buffer, info: string): Buffer {
  return createHmac("sha256", key).update(info).update(Buffer.of(1)).digest();
}

/** `2.<iv>|<ciphertext>|<mac>`, under 32 bytes of cipher key and 32 bytes of MAC key. */
function encrypted(data: Buffer, key: Buffer): string {
  const iv = randomBytes(16);
  const cipher = createCipheriv("aes-256-cbc", key.subarray(0, 32), iv);
  const text = Buffer.concat([cipher.update(data), cipher.final()]);
  const mac = createHmac("sha256", key.subarray(32)).update(iv).update(text).digest();
  return `2.${[iv, text, mac].map((part) => part.toString("base64")).join("|")}`;
}
