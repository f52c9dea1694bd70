import type { Call } from "../../model.ts";
import { objects, text } from "../../text.ts";
import { absent, bad, oneOf } from "../refusals.ts";
import { apiV2 } from "./envelope.ts";
import { referenceTo } from "./key-manager-secret.ts";
import { life } from "./lives.ts";
import { inPlace, locationOf } from "./places.ts";
import { v2Tokens } from "./tokens.ts";

/** Names of secrets that Barbican takes in a container of that type; any in one of another type. */
const places: { readonly [type: string]: readonly string[] } = {
  CERTIFICATE: ["certificate", "private_key", "private_key_passphrase", "intermediates"],
  RSA: ["public_key", "private_key", "private_key_passphrase"],
};

/** A container of secrets, such as a certificate with its key. Its state shows none that is deleted since. */
export const keyManagerContainer = apiV2({
  token: v2Tokens.container,
  importId: "serviceName/id",
  heldBy: [v2Tokens.containerConsumer],
  life: life({ making: 3 }, 20),
  need: () => ({ service: "keyManager", items: { containers: 1 } }),
  judge(call) {
    inPlace(call);
    oneOf("type", call.inputs["type"], ["CERTIFICATE", "GENERIC", "RSA"]);
    judgeSecrets(call);
  },
  current: ({ store }, { id, target }) => ({
    name: text(target, "name"),
    type: text(target, "type"),
    containerRef: referenceTo(target, "containers", id),
    status: "ACTIVE",
    location: locationOf(target),
    secretRefs: objects(target, "secretRefs").filter((ref) => store.find(v2Tokens.secret, "", text(ref, "secretId"))),
  }),
});

function judgeSecrets({ store, inputs }: Call): void {
  const type = text(inputs, "type");
  const refs = objects(inputs, "secretRefs");
  for (const { name, secretId } of refs) {
    const secret = store.find(v2Tokens.secret, "", String(secretId));
    if (!secret || ["serviceName", "region"].some((key) => secret.inputs[key] !== inputs[key]))
      absent(`Secret ${String(secretId)} could not be found in region ${text(inputs, "region")}`);
    if (places[type] && !places[type].includes(String(name)))
      bad(`Provided object does not match schema 'Container': a ${type} container has no place for ${String(name)}`);
  }
  const names = refs.map(({ name }) => String(name));
  if (new Set(names).size < names.length) bad("secretRefs has two entries of the same name");
  if (type === "CERTIFICATE" && names.length > 0 && !names.includes("certificate"))
    bad("Provided object does not match schema 'Container': a CERTIFICATE container needs certificate");
}
