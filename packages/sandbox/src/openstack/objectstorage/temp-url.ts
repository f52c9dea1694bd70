import { createHmac } from "node:crypto";
import type { Call, Model } from "../../model.ts";
import type { Properties } from "../../properties.ts";
import { md5 } from "../../random.ts";
import { object, text } from "../../text.ts";
import { refuse } from "../refusal.ts";
import { resource } from "../resource.ts";
import { accountUrl, containerAt, samePlace, storageRegionOf } from "./place.ts";

/** A signed address of one object, for a while. Nothing answers there. */
export const tempUrl: Model = resource({
  token: "openstack:objectstorage/tempUrl:TempUrl",
  service: "object-store",
  region: storageRegionOf,
  samePlace,
  immediate: "the provider computes it",
  unlimited: "it is kept nowhere",
  judge(call) {
    const name = text(call.inputs, "container");
    if (!containerAt(call, name)) refuse(404, `Container ${name} could not be found.`);
  },
  id: (_call, outputs) => md5(text(outputs, "url")),
  shown(call) {
    const { inputs } = call;
    const path = new URL(`${accountUrl(call)}/${text(inputs, "container")}/${text(inputs, "object")}`);
    const expires = Math.floor(call.now / 1000) + Number(inputs["ttl"]);
    const method = (text(inputs, "method") || "get").toUpperCase();
    const signed = createHmac("sha1", keyOf(call)).update(`${method}\n${expires}\n${path.pathname}`).digest("hex");
    return {
      method: text(inputs, "method") || "get",
      regenerate: inputs["regenerate"] ?? false,
      url: `${path.href}?temp_url_sig=${signed}&temp_url_expires=${expires}`,
    };
  },
});

/** The key that signs: of the container's metadata, else one of the account's. */
function keyOf(call: Call): string {
  const found = containerAt(call, text(call.inputs, "container"));
  const metadata: Properties = object(found?.inputs ?? {}, "metadata");
  return text(metadata, "Temp-URL-Key") || md5(`key of ${accountUrl(call)}`);
}
