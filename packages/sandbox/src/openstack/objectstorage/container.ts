import type { Call, Model } from "../../model.ts";
import { text } from "../../text.ts";
import { tenantOf } from "../keystone.ts";
import { refuse } from "../refusal.ts";
import { projectQuota, resource } from "../resource.ts";
import { tokens } from "../tokens.ts";
import { containerAt, objectsIn, placeOf, samePlace, storageRegionOf } from "./place.ts";

/** A container of Swift, OVHcloud's older object storage; an S3 bucket is another product. Its id is its name. */
export const container: Model = resource({
  token: tokens.container,
  service: "object-store",
  region: storageRegionOf,
  samePlace,
  immediate: "Swift answers when the container is there",
  unlimited: projectQuota,
  judge(call, entry) {
    const name = text(call.inputs, "name");
    if (name.includes("/") || name.length > 256)
      refuse(400, `Bad container name ${name}: it has no slash and at most 256 characters.`);
    if (!entry && containerAt(call, name))
      refuse(409, `Container ${name} exists already: Swift would update it, and two resources would share it.`);
  },
  id: (call) => idOfName(call, text(call.inputs, "name")),
  shown: ({ inputs }) => ({
    storagePolicy: text(inputs, "storagePolicy") || "PCS",
    versioning: inputs["versioning"] ?? false,
  }),
  remove(call, entry) {
    const objects = objectsIn(call, entry);
    if (objects.length > 0 && entry.inputs["forceDestroy"] !== true)
      refuse(409, "There was a conflict when trying to complete your request: the container is not empty.");
    for (const { token, scope, id } of objects) call.store.remove(token, scope, id);
  },
});

function idOfName(call: Call, name: string): string {
  const rival = call.store.find(tokens.container, tenantOf(call), name);
  const place = placeOf(storageRegionOf(call));
  return rival && placeOf(text(rival.outputs, "region")) !== place ? `${place}/${name}` : name;
}
