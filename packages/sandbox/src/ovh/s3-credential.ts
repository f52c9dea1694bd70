import type { Model } from "../model.ts";
import { newId } from "../random.ts";
import { text } from "../text.ts";
import { projectOf } from "./project.ts";
import { userAt } from "./user.ts";

export const s3CredentialToken = "ovh:CloudProject/s3Credential:S3Credential";

/** A key pair of a project user. */
export const s3Credential: Model = {
  token: s3CredentialToken,
  importId: "serviceName/userId/id",
  immediate: "less than a second, measured by a user (ovh-facts 5)",
  unlimited: "how many keys a user may have is documented nowhere (ovh-facts 4.3)",
  create(call) {
    const userId = text(call.inputs, "userId");
    userAt(call.store, projectOf(call), userId);
    const accessKeyId = newId.hex32();
    return {
      id: accessKeyId,
      outputs: { accessKeyId, secretAccessKey: newId.hex32(), internalUserId: userId },
    };
  },
};
