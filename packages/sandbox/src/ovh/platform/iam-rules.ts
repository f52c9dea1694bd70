import { iamResourceTypes } from "@accoreboot/catalogue";
import type { Properties } from "../../properties.ts";
import type { Things } from "../../store.ts";
import { list, object, objects, refuse, text } from "../../text.ts";
import { projectToken } from "../project.ts";
import { identityUrn } from "./account.ts";
import { resourceGroupToken } from "./iam-names.ts";
import { groupToken, oauth2Token, userToken } from "./identity-names.ts";
import { absent, bad } from "./refusals.ts";

const identityForm = "expected urn:v1:region:identity:(account|user|group|credential):name";

/** Refuses what is no identity, and one of the account itself that does not exist. An empty place in the list is none. */
export function judgeIdentity(store: Things, given: unknown, index: number): void {
  const path = `identities[${index}]`;
  if (given === undefined || given === null || given === "")
    refuse(400, "Client::BadRequest::INVALID_IDENTITY_URN", `"${path}" has no value, ${identityForm}`);
  const urn = String(given);
  const [, kind = "", name] = /^urn:v1:\w+:identity:(account|user|group|credential):(.+)$/.exec(urn) ?? [];
  if (!name) {
    refuse(400, "Client::BadRequest::INVALID_IDENTITY_URN", `urn "${path}" is malformed, ${identityForm}`);
  }
  const there = (token: string, output: string) => store.entries(token).some(({ outputs }) => outputs[output] === urn);
  const mine = urn.startsWith(identityUrn(kind as "user", ""));
  const known = there(userToken, "UserURN") || there(groupToken, "GroupURN") || there(oauth2Token, "identity");
  const always = kind === "group" && /\/(ADMIN|DEFAULT|UNPRIVILEGED)$/.test(urn);
  if (mine && !known && !always) absent(`identity ${urn} not found ("${path}")`);
}

/** Refuses what is no resource, and a project or group that does not exist; of other resources the sandbox knows nothing. */
export function judgeResource(store: Things, urn: string, index: number): void {
  const [, kind, type = "", name = ""] =
    /^urn:v1:(?:\w+|\*):(resource|resourceGroup):([\w/*-]+)(?::(.+))?$/.exec(urn) ?? [];
  const known = kind === "resourceGroup" || type === "*" || iamResourceTypes.includes(type);
  if (!kind || !known) {
    const expected = "urn:v1:region:(resource|resourceGroup):(*|group_id|resource_type):(*|resource_name)";
    const words = `urn "resources[${index}].urn" is malformed, expected ${expected}`;
    refuse(400, "Client::BadRequest::INVALID_RESOURCE_URN", words);
  }
  if (kind === "resourceGroup" && !store.find(resourceGroupToken, "", type)) absent(`resource group ${type} not found`);
  const project = type === "publicCloudProject" && !name.includes("*") && !name.includes("/");
  if (project && !store.find(projectToken, "", name)) absent(`resource ${urn} not found`);
}

/** Actions as `product:api:thing/verb`, with wildcards. */
export function judgeActions(inputs: Properties): void {
  for (const name of ["allows", "excepts", "denies"]) {
    const foreign = list(inputs, name)
      .map(String)
      .find((action) => !/^(\*[\w/]*|[\w/*]+:[\w*]+:[\w/*{}.-]+)$/.test(action));
    if (foreign !== undefined) refuse(400, "Client::BadRequest::INVALID_ACTION", `action ${foreign} is malformed`);
  }
}

/** A MATCH compares values and ends the branch; AND, OR and NOT hold further conditions. */
export function judgeCondition(condition: Properties): void {
  const operator = text(condition, "operator");
  const inner = objects(condition, "conditions");
  if (!["AND", "OR", "NOT", "MATCH"].includes(operator))
    bad(`"conditions.operator" ${operator} is not one of AND, OR, NOT, MATCH`);
  if (operator === "MATCH" && inner.length > 0) bad('"conditions": a MATCH cannot have conditions');
  if (operator === "MATCH" && Object.keys(object(condition, "values")).length === 0)
    bad('"conditions": a MATCH needs values');
  if (operator !== "MATCH" && inner.length === 0) bad(`"conditions": ${operator} needs conditions`);
  for (const next of inner) judgeCondition(next);
}
