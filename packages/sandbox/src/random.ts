import { createHash, randomBytes, randomInt, randomUUID } from "node:crypto";

/** Identifiers in the shapes OVHcloud, OpenStack and Cloudflare give them. */
export const newId = {
  uuid: () => randomUUID(),
  hex32: () => randomBytes(16).toString("hex"),
  hex40: () => randomBytes(20).toString("hex"),
  /** In the block that OpenStack gives its ports. */
  mac: () => ["fa", "16", "3e", ...(randomBytes(3).toString("hex").match(/../g) ?? [])].join(":"),
  number: (digits: number) => String(randomInt(10 ** (digits - 1), 10 ** digits)),
  /** 32 letters and digits, as OVHcloud's generated passwords have. */
  password: () => randomBytes(24).toString("base64url"),
  letters: (length: number) => Array.from({ length }, () => "abcdefghijkmnpqrstuvwxyz23456789"[randomInt(32)]).join(""),
} as const;

export const sha1 = (text: string) => createHash("sha1").update(text).digest("hex");
export const md5 = (text: string) => createHash("md5").update(text).digest("hex");
