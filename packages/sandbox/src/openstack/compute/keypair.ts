import { createPrivateKey, createPublicKey } from "node:crypto";
import type { Call, Model } from "../../model.ts";
import { md5, newId } from "../../random.ts";
import type { Entry } from "../../store.ts";
import { text } from "../../text.ts";
import { keystoneId } from "../credentials.ts";
import { loginOf } from "../keystone.ts";
import { forbidden, refuse } from "../refusal.ts";
import { here, projectQuota, regionalId, resource } from "../resource.ts";
import { tokens } from "../tokens.ts";

/**
 * An SSH key of a user in one region. Without a public key a pair is made: an Ed25519 one here, where Nova makes RSA.
 * Its id is its name.
 */
export const keypair: Model = resource({
  token: tokens.keypair,
  service: "compute",
  immediate: "a record in Nova's database, there when the call answers",
  unlimited: projectQuota,
  judge(call) {
    const { inputs } = call;
    const user = text(inputs, "userId");
    if (user !== "" && user !== keystoneId(loginOf(call).user)) forbidden("os_compute_api:os-keypairs:create");
    const key = text(inputs, "publicKey");
    const [kind = "", body = ""] = key.trim().split(/\s+/);
    const right = /^(ssh-(ed25519|rsa)|ecdsa-sha2-nistp\d+|sk-\S+)$/.test(kind) && /^[A-Za-z0-9+/]+=*$/.test(body);
    if (key !== "" && !right) refuse(400, "Keypair data is invalid: failed to generate fingerprint");
    const name = text(inputs, "name");
    if (keypairAt(call, name)) refuse(409, `Key pair '${name}' already exists.`);
  },
  id: (call) => regionalId(call, tokens.keypair, text(call.inputs, "name")),
  shown(call, before) {
    const given = text(call.inputs, "publicKey");
    const { publicKey, privateKey } = given === "" ? pair() : { publicKey: given, privateKey: "" };
    const body = publicKey.trim().split(/\s+/)[1] ?? "";
    return {
      publicKey,
      privateKey: before?.outputs["privateKey"] ?? privateKey,
      fingerprint: (md5(Buffer.from(body, "base64").toString("binary")).match(/../g) ?? []).join(":"),
      userId: text(call.inputs, "userId"),
    };
  },
});

/** The key pair of that name in the call's region. */
export const keypairAt = (call: Call, name: string): Entry | undefined =>
  here(call, tokens.keypair).find(({ id, inputs }) => inputs["name"] === name || id === name);

/** What stands before the 32 bytes of an Ed25519 private key in PKCS 8. */
const prefix = "302e020100300506032b657004220420";

/** A new key pair that follows from the sandbox's seed, where it has one. */
function pair(): { publicKey: string; privateKey: string } {
  const bytes = Buffer.from(prefix + newId.hex32() + newId.hex32(), "hex");
  const key = createPrivateKey({ key: bytes, format: "der", type: "pkcs8" });
  const raw = createPublicKey(key).export({ format: "der", type: "spki" }).subarray(-32);
  const framed = [Buffer.from("ssh-ed25519"), raw].flatMap((part) => [length(part), part]);
  return {
    publicKey: `ssh-ed25519 ${Buffer.concat(framed).toString("base64")} Generated-by-Nova`,
    privateKey: String(key.export({ format: "pem", type: "pkcs8" })),
  };
}

function length(part: Buffer): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(part.length);
  return size;
}
