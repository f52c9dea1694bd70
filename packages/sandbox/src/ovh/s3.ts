import { s3Actions } from "@accoreboot/catalogue";
import type { Model } from "../model.ts";
import { equal, type Properties } from "../properties.ts";
import { newId } from "../random.ts";
import { refuse, text } from "../text.ts";
import { projectOf } from "./project.ts";
import { userAt } from "./user.ts";

const policyToken = "ovh:CloudProject/s3Policy:S3Policy";

/** A key pair of a project user. */
export const s3Credential: Model = {
  token: "ovh:CloudProject/s3Credential:S3Credential",
  create(call) {
    const userId = text(call.inputs, "userId");
    userAt(call.store, projectOf(call), userId);
    const accessKeyId = newId.hex32();
    return { id: accessKeyId, outputs: { accessKeyId, secretAccessKey: newId.hex32(), internalUserId: userId } };
  },
};

/** The one policy document of a user; setting it replaces all that was there. */
export const s3Policy: Model = {
  token: policyToken,
  same: { policy: (a, b) => equal(parsed(a), parsed(b)) },
  create(call) {
    const userId = text(call.inputs, "userId");
    userAt(call.store, projectOf(call), userId);
    if (call.store.entries(policyToken).some(({ inputs }) => inputs["userId"] === userId)) {
      refuse(409, "Client::Conflict", `user ${userId} already has a policy; a second one would replace it`);
    }
    judge(text(call.inputs, "policy"));
    return { id: `${text(call.inputs, "serviceName")}/${userId}`, outputs: {} };
  },
  update({ inputs }, entry) {
    judge(text(inputs, "policy"));
    return { ...entry.outputs, ...inputs };
  },
};

function parsed(document: unknown): unknown {
  try {
    return JSON.parse(String(document));
  } catch {
    return document;
  }
}

function judge(document: string): void {
  const policy = parsed(document) as Properties;
  const statements = typeof policy === "object" && policy !== null ? policy["Statement"] : undefined;
  if (!Array.isArray(statements)) refuse(400, "Client::BadRequest", "policy is not a document with a Statement list");
  for (const statement of statements as Properties[]) {
    if (statement["Effect"] !== "Allow" && statement["Effect"] !== "Deny") {
      refuse(400, "Client::BadRequest", "policy statement without an Effect");
    }
    const actions = [statement["Action"]].flat().map(String);
    const foreign = actions.find((action) => action !== "s3:*" && !s3Actions.some((known) => known === action));
    if (foreign) refuse(400, "Client::BadRequest", `policy names an unknown action ${foreign}`);
  }
}
