import { bucketName, regions, s3Endpoint } from "@accoreboot/catalogue";
import type { Model } from "../model.ts";
import type { Properties } from "../properties.ts";
import { refuse, text } from "../text.ts";
import { projectOf } from "./project.ts";
import { userAt } from "./user.ts";

export const storageToken = "ovh:CloudProject/storage:Storage";

/** An S3 bucket. Here it has no objects: it cannot be read or written over S3. */
export const storage: Model = {
  token: storageToken,
  judge({ inputs }) {
    if (inputs["replication"] !== undefined) refuse(501, "Sandbox::NotModelled", "replication is not modelled");
    oneOf(["enabled", "disabled", "suspended"], inputs, "versioning", "status");
    oneOf(["AES256", "plaintext"], inputs, "encryption", "sseAlgorithm");
  },
  create(call) {
    const { store, inputs } = call;
    const serviceName = projectOf(call);
    const name = text(inputs, "name");
    const region = text(inputs, "regionName");
    if (!Object.values(regions).some(({ storage: known }) => known === region)) {
      refuse(404, "Client::NotFound", `unknown storage region ${region}`);
    }
    const fits = name.length >= bucketName.min && name.length <= bucketName.max;
    if (!fits || !/^[a-z0-9]([a-z0-9.-]*[a-z0-9])$/.test(name) || /[.-]{2}/.test(name)) {
      refuse(400, "Client::BadRequest", `invalid container name ${name}`);
    }
    if (store.find(storageToken, "", name)) refuse(409, "Client::Conflict", `container ${name} already exists`);
    if (inputs["ownerId"] !== undefined) userAt(store, serviceName, String(inputs["ownerId"]));
    return {
      id: name,
      outputs: {
        region,
        createdAt: new Date().toISOString(),
        virtualHost: `${s3Endpoint(region).replace("https://", `https://${name}.`)}/`,
        encryption: inputs["encryption"] ?? { sseAlgorithm: "plaintext" },
        versioning: inputs["versioning"] ?? { status: "disabled" },
        objectsCount: 0,
        objectsSize: 0,
        objects: [],
      },
    };
  },
};

function oneOf(allowed: readonly string[], inputs: Properties, block: string, field: string): void {
  const value = (inputs[block] as Properties | undefined)?.[field];
  if (value !== undefined && !allowed.includes(String(value))) {
    refuse(400, "Client::BadRequest", `${block}.${field} ${String(value)} is not one of ${allowed.join(", ")}`);
  }
}
