import { createHash } from "node:crypto";
import { s3Endpoint } from "@accoreboot/catalogue";
import type { Call, Model } from "../model.ts";
import { newId } from "../random.ts";
import { refuse, text } from "../text.ts";
import { bucketAt, isReplicated } from "./buckets.ts";
import { projectOf } from "./project.ts";

/** Copies what a bucket held before its replication rules. It cannot be read back or stopped once it was asked for. */
export const storageReplicationJob: Model = {
  token: "ovh:index/cloudProjectStorageReplicationJob:CloudProjectStorageReplicationJob",
  immediate: "the provider asks for the job and does not wait for it (code of the Terraform provider 2.19)",
  unlimited: "no limit is documented",
  create(call) {
    const { inputs } = call;
    const bucket = bucketAt(call, text(inputs, "regionName"), text(inputs, "containerName"));
    if (!isReplicated(bucket)) refuse(400, "Client::BadRequest", `container ${bucket.id} has no replication rule`);
    return { id: newId.uuid(), outputs: { serviceName: projectOf(call) } };
  },
};

const presignToken = "ovh:CloudProject/regionStoragePresign:RegionStoragePresign";
const weekSeconds = 604_800;

/** A link that lets anybody get or put one object for a while. Its signature is made up here: no S3 server takes it. */
export const storagePresign: Model = {
  token: presignToken,
  immediate: "synchronous call (code of the Terraform provider 2.19)",
  unlimited: "nothing is kept at the service",
  create(call) {
    const { inputs } = call;
    const { id: bucket } = bucketAt(call, text(inputs, "regionName").toUpperCase(), text(inputs, "name"));
    const expire = Number(inputs["expire"]);
    if (!(expire >= 1 && expire <= weekSeconds))
      refuse(400, "Client::BadRequest", `expire ${expire} is not between 1 and ${weekSeconds} seconds`);
    const host = `${bucket}.${s3Endpoint(text(inputs, "regionName")).slice("https://".length)}`;
    return { id: freeSecond(call), outputs: { url: link(call, host), signedHeaders: { host } } };
  },
};

/** The provider takes the second of the clock as id; where it is taken already, the next one. */
function freeSecond({ store, now }: Call): string {
  let second = Math.floor(now / 1000);
  while (store.find(presignToken, "", String(second))) second++;
  return String(second);
}

function link({ inputs, now }: Call, host: string): string {
  const date = `${new Date(now).toISOString().replace(/[-:]|\.\d+/g, "")}`;
  const scope = `${date.slice(0, 8)}/${text(inputs, "regionName").toLowerCase()}/s3/aws4_request`;
  const path = text(inputs, "object").split("/").map(encodeURIComponent).join("/");
  const query = new URLSearchParams({
    "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
    "X-Amz-Credential": `${newId.hex32()}/${scope}`,
    "X-Amz-Date": date,
    "X-Amz-Expires": text(inputs, "expire"),
    "X-Amz-SignedHeaders": "host",
    ...(inputs["versionId"] === undefined ? {} : { versionId: text(inputs, "versionId") }),
  });
  query.set("X-Amz-Signature", createHash("sha256").update(`${host}/${path}?${query}`).digest("hex"));
  return `https://${host}/${path}?${query}`;
}
