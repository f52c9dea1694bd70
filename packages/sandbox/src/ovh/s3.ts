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
  judge: ({ inputs }) => judgeDocument(text(inputs, "policy")),
  create(call) {
    const userId = text(call.inputs, "userId");
    userAt(call.store, projectOf(call), userId);
    if (call.store.entries(policyToken).some(({ inputs }) => inputs["userId"] === userId)) {
      refuse(409, "Client::Conflict", `user ${userId} already has a policy; a second one would replace it`);
    }
    return { id: `${text(call.inputs, "serviceName")}/${userId}`, outputs: {} };
  },
};

function parsed(document: unknown): unknown {
  try {
    return JSON.parse(String(document));
  } catch {
    return document;
  }
}

const documentKeys = ["Statement", "Version", "Id"];
const statementKeys = ["Sid", "Effect", "Action", "Resource"];
const versions = ["2012-10-17", "2008-10-17"];

function judgeDocument(document: string): void {
  const policy = parsed(document);
  const statements = isObject(policy) ? policy["Statement"] : undefined;
  if (!isObject(policy) || !Array.isArray(statements)) bad("policy is not a document with a Statement list");
  knownKeys("policy", policy, documentKeys);
  const version = policy["Version"];
  if (version !== undefined && !versions.includes(String(version))) bad(`unknown policy Version ${String(version)}`);
  for (const statement of statements as unknown[]) {
    if (!isObject(statement)) bad("policy statement is not an object");
    knownKeys("policy statement", statement, statementKeys);
    if (statement["Effect"] !== "Allow" && statement["Effect"] !== "Deny") bad("policy statement without an Effect");
    const actions = [statement["Action"]].flat().map(String);
    const foreign = actions.find((action) => action !== "s3:*" && !s3Actions.some((known) => known === action));
    if (foreign) bad(`policy names an unknown action ${foreign}`);
  }
}

function knownKeys(what: string, value: Properties, allowed: readonly string[]): void {
  const foreign = Object.keys(value).find((key) => !allowed.includes(key));
  if (foreign !== undefined) bad(`${what} has an unknown key ${foreign}`);
}

const isObject = (value: unknown): value is Properties =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function bad(words: string): never {
  return refuse(400, "Client::BadRequest", words);
}
