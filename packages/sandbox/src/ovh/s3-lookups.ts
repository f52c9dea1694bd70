import type { Call, Lookup } from "../model.ts";
import type { Entry } from "../store.ts";
import { refuse, text } from "../text.ts";
import { projectOf } from "./project.ts";
import { s3CredentialToken } from "./s3-credential.ts";
import { policySteps } from "./s3-policy.ts";
import { userAt } from "./user.ts";

/** The secret of a user's key. */
export const getUserS3Credential: Lookup = {
  token: "ovh:CloudProject/getUserS3Credential:getUserS3Credential",
  call(call) {
    const accessKeyId = text(call.inputs, "accessKeyId");
    const found = keysOf(call).find(({ id }) => id === accessKeyId);
    if (!found) refuse(404, "Client::NotFound", `key ${accessKeyId} does not exist`);
    return { ...call.inputs, id: projectOf(call), secretAccessKey: found.outputs["secretAccessKey"] };
  },
};

/** The keys of a user. */
export const getUserS3Credentials: Lookup = {
  token: "ovh:CloudProject/getUserS3Credentials:getUserS3Credentials",
  call(call) {
    const id = `${projectOf(call)}/${text(call.inputs, "userId")}`;
    return { ...call.inputs, id, accessKeyIds: keysOf(call).map((entry) => entry.id) };
  },
};

/** The policy of a user as it was last set, in force or not; an empty one where there never was any. */
export const getUserS3Policy: Lookup = {
  token: "ovh:CloudProject/getUserS3Policy:getUserS3Policy",
  call(call) {
    const userId = text(call.inputs, "userId");
    userAt(call.store, projectOf(call), userId);
    const policy = policySteps(call.store, userId).at(-1)?.policy ?? '{"Statement":[]}';
    return { ...call.inputs, id: `${projectOf(call)}/${userId}`, policy };
  },
};

function keysOf(call: Call): Entry[] {
  const userId = text(call.inputs, "userId");
  userAt(call.store, projectOf(call), userId);
  return call.store.entries(s3CredentialToken).filter(({ inputs }) => inputs["userId"] === userId);
}
