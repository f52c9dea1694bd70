import type { Model } from "../../model.ts";
import { md5, newId } from "../../random.ts";
import { text } from "../../text.ts";
import { tenantOf } from "../keystone.ts";
import { refuse, unsent } from "../refusal.ts";
import { projectQuota, resource, sameMembers, tagsOf } from "../resource.ts";
import { moment } from "../times.ts";
import { tokens } from "../tokens.ts";
import { imagesOf, membersOf } from "./known-images.ts";

/** Size of every uploaded image here, as nothing is read. */
const sizeBytes = 2 * 1024 ** 3;

/** An image of the tenant's own. Neither file nor address is read: size and checksum are made up from their names. */
export const image: Model = resource({
  token: tokens.image,
  service: "image",
  life: {
    output: "status",
    making: [
      ["queued", 5],
      ["saving", 55],
    ],
    ready: "active",
    patience: { create: 30 },
    source: "states and 30 minutes from the provider's source (1.54); durations assumed",
  },
  unlimited: projectQuota,
  same: { tags: sameMembers },
  judge(call, entry) {
    const { inputs } = call;
    const [file, url] = [text(inputs, "localFilePath"), text(inputs, "imageSourceUrl")];
    if (file === "" && url === "") unsent("Error in config. no file specified");
    if (inputs["webDownload"] === true && url === "")
      unsent('"web_download": all of `image_source_url,web_download` must be specified');
    if (url !== "" && !/^https?:\/\/\S+$/.test(url))
      unsent(`Error downloading image from "${url}": unsupported protocol scheme`);
    if (text(inputs, "visibility") === "public")
      refuse(403, "You are not authorized to complete publicize_image action.");
    const id = text(inputs, "imageId");
    if (id !== "" && !entry && imagesOf(call).some((one) => one.id === id))
      refuse(409, `Image ID ${id} already exists!`);
  },
  id: (_call, outputs) => text(outputs, "imageId"),
  shown(call, before) {
    const { inputs } = call;
    const imageId = text(before?.outputs ?? {}, "imageId") || text(inputs, "imageId") || newId.uuid();
    const now = moment(call);
    return {
      checksum: md5(text(inputs, "localFilePath") || text(inputs, "imageSourceUrl")),
      createdAt: before?.outputs["createdAt"] ?? now,
      file: `/v2/images/${imageId}/file`,
      hidden: inputs["hidden"] ?? false,
      imageCachePath: inputs["imageCachePath"] ?? "",
      imageId,
      metadata: {},
      minDiskGb: Number(inputs["minDiskGb"] ?? 0),
      minRamMb: Number(inputs["minRamMb"] ?? 0),
      owner: tenantOf(call),
      properties: inputs["properties"] ?? {},
      protected: inputs["protected"] ?? false,
      schema: "/v2/schemas/image",
      sizeBytes,
      status: "active",
      tags: tagsOf(inputs),
      updateAt: now,
      updatedAt: now,
      visibility: text(inputs, "visibility") || "private",
    };
  },
  remove(call, entry) {
    if (entry.outputs["protected"] === true) refuse(403, `Image ${entry.id} is protected and cannot be deleted.`);
    for (const member of membersOf(call, entry.id))
      call.store.remove(tokens.imageAccess, entry.scope, `${entry.id}/${member}`);
  },
});
