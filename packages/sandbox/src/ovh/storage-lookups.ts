import type { Lookup } from "../model.ts";
import type { Properties } from "../properties.ts";
import type { Entry } from "../store.ts";
import { objects, refuse, text } from "../text.ts";
import { bucketAt, bucketsOf } from "./buckets.ts";
import { projectOf } from "./project.ts";

/** A bucket by its name. */
export const getStorage: Lookup = {
  token: "ovh:CloudProject/getStorage:getStorage",
  call(call) {
    const { inputs } = call;
    const found = bucketAt(call, text(inputs, "regionName"), text(inputs, "name"));
    return {
      ...details(found, inputs["hideObjects"] === true),
      limit: 1000,
      marker: "",
      prefix: "",
      ...inputs,
      id: found.id,
    };
  },
};

/** Every bucket of a region. */
export const getStorages: Lookup = {
  token: "ovh:CloudProject/getStorages:getStorages",
  call(call) {
    const region = text(call.inputs, "regionName");
    const containers = bucketsOf(call, region).map((entry) => details(entry, false));
    return { ...call.inputs, id: `${projectOf(call)}/${region}`, containers };
  },
};

/** The objects of a bucket that are known here. */
export const getStorageObjects: Lookup = {
  token: "ovh:CloudProject/getStorageObjects:getStorageObjects",
  call(call) {
    const { inputs } = call;
    const found = bucketAt(call, text(inputs, "regionName"), text(inputs, "name"));
    const prefix = text(inputs, "prefix");
    const matching = objects(found.outputs, "objects").filter((item) => text(item, "key").startsWith(prefix));
    return { ...inputs, id: found.id, objects: matching.slice(0, Number(inputs["limit"] ?? 1000)) };
  },
};

/** One object of a bucket. */
export const getStorageObject: Lookup = {
  token: "ovh:CloudProject/getStorageObject:getStorageObject",
  call(call) {
    const { inputs } = call;
    const found = bucketAt(call, text(inputs, "regionName"), text(inputs, "name"));
    const object = objects(found.outputs, "objects").find((item) => item["key"] === inputs["key"]);
    if (!object) refuse(404, "Client::NotFound", `object ${text(inputs, "key")} does not exist in ${found.id}`);
    return { ...inputs, ...object, id: `${found.id}/${text(inputs, "key")}` };
  },
};

const shownNames = [
  "createdAt",
  "encryption",
  "name",
  "objectsCount",
  "objectsSize",
  "ownerId",
  "region",
  "replication",
  "tags",
  "versioning",
  "virtualHost",
];

const details = ({ outputs }: Entry, hidden: boolean): Properties => ({
  ...Object.fromEntries(shownNames.map((name) => [name, outputs[name]])),
  objects: hidden ? [] : outputs["objects"],
});
