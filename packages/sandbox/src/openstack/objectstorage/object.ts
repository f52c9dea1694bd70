import { createHash } from "node:crypto";
import type { Call, Model } from "../../model.ts";
import type { Properties } from "../../properties.ts";
import { newId } from "../../random.ts";
import type { Entry } from "../../store.ts";
import { text } from "../../text.ts";
import { tenantOf } from "../keystone.ts";
import { refuse, unsent } from "../refusal.ts";
import { resource } from "../resource.ts";
import { isTime, moment } from "../times.ts";
import { tokens } from "../tokens.ts";
import { containerAt, objectsIn, placeOf, samePlace, storageRegionOf } from "./place.ts";

/** Where an object's bytes come from. */
const sources = ["source", "content", "copyFrom", "objectManifest"] as const;

/** An object of Swift. Files are not read: the bytes of `source` are its path here. */
export const containerObject: Model = resource({
  token: tokens.containerObject,
  service: "object-store",
  region: storageRegionOf,
  samePlace,
  immediate: "Swift answers when the object is there",
  unlimited: "Swift limits neither number nor size of a container's objects in a documented way",
  judge(call) {
    const { inputs } = call;
    if (sources.every((name) => text(inputs, name) === ""))
      unsent('Must specify "source", "content", "copy_from" or "object_manifest" field');
    const at = text(inputs, "deleteAt");
    if (at !== "" && !isTime(at)) unsent(`Error Parsing Swift Object Lifecycle Expiration Date: ${at}`);
    const name = text(inputs, "containerName");
    if (!containerAt(call, name)) refuse(404, `Container ${name} could not be found.`);
    const etag = text(inputs, "etag");
    if (etag !== "" && etag !== etagOf(inputs))
      refuse(422, "Unprocessable Entity: the etag is not that of the content.");
    if (text(inputs, "copyFrom") !== "" && !original(call))
      refuse(404, `Object ${text(inputs, "copyFrom")} could not be found.`);
  },
  id(call) {
    const id = `${text(call.inputs, "containerName")}/${text(call.inputs, "name")}`;
    const rival = call.store.find(tokens.containerObject, tenantOf(call), id);
    const place = placeOf(storageRegionOf(call));
    return rival && placeOf(text(rival.outputs, "region")) !== place ? `${place}/${id}` : id;
  },
  shown(call) {
    const { inputs } = call;
    const now = moment(call);
    const from = original(call)?.outputs;
    const after = Number(inputs["deleteAfter"] ?? 0);
    return {
      contentDisposition: text(inputs, "contentDisposition"),
      contentEncoding: text(inputs, "contentEncoding"),
      contentLength: from?.["contentLength"] ?? Buffer.byteLength(bytesOf(inputs)),
      contentType: text(inputs, "contentType") || typeOf(text(inputs, "name")),
      date: now,
      deleteAt: after > 0 ? moment({ now: call.now + after * 1000 }) : text(inputs, "deleteAt"),
      etag: from?.["etag"] ?? etagOf(inputs),
      lastModified: now,
      objectManifest: text(inputs, "objectManifest"),
      transId: `tx${newId.hex32().slice(0, 21)}-${Math.floor(call.now / 1000)
        .toString(16)
        .padStart(10, "0")}`,
    };
  },
});

const bytesOf = (inputs: Properties): string => text(inputs, "content") || text(inputs, "source");
const etagOf = (inputs: Properties): string => createHash("md5").update(bytesOf(inputs)).digest("hex");

/** The object that is to be copied: `container/name`. */
function original(call: Call): Entry | undefined {
  const [, from = "", name = ""] = /^\/?([^/]+)\/(.*)$/.exec(text(call.inputs, "copyFrom")) ?? [];
  const container = from === "" ? undefined : containerAt(call, from);
  return container && objectsIn(call, container).find(({ inputs }) => inputs["name"] === name);
}

const types: Readonly<Record<string, string>> = {
  css: "text/css",
  html: "text/html",
  jpg: "image/jpeg",
  js: "application/javascript",
  json: "application/json",
  png: "image/png",
  txt: "text/plain",
};

/** What Swift guesses from a name. */
const typeOf = (name: string): string => types[name.split(".").at(-1) ?? ""] ?? "application/octet-stream";
