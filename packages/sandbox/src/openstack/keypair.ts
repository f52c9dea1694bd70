import { CloudError, type Model } from "../model.ts";
import { md5, newId } from "../random.ts";
import { text } from "../text.ts";
import { regionOf, tenantOf } from "./keystone.ts";

export const keypairToken = "openstack:compute/keypair:Keypair";

/** An SSH key of a user in a region. Without a public key the real service would make a private one; refused here. */
export const keypair: Model = {
  token: keypairToken,
  create(call) {
    const tenant = tenantOf(call);
    const name = text(call.inputs, "name");
    const key = text(call.inputs, "publicKey");
    const [kind = "", body = ""] = key.split(/\s+/);
    if (!/^(ssh-(ed25519|rsa)|ecdsa-sha2-nistp\d+|sk-\S+)$/.test(kind) || !/^[A-Za-z0-9+/]+=*$/.test(body)) {
      throw new CloudError(400, "Keypair data is invalid: failed to generate fingerprint");
    }
    if (call.store.find(keypairToken, tenant, name)) throw new CloudError(409, `Key pair '${name}' already exists.`);
    const fingerprint = (md5(Buffer.from(body, "base64").toString("binary")).match(/../g) ?? []).join(":");
    return { id: name, outputs: { fingerprint, region: regionOf(call), userId: newId.hex32() } };
  },
};
