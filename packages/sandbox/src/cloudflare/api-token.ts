import { parseCidr } from "@accoreboot/core";
import type { Model } from "../model.ts";
import { equal, type Properties } from "../properties.ts";
import { newId } from "../random.ts";
import type { Things } from "../store.ts";
import { list, object, objects, stamp, text } from "../text.ts";
import { refused } from "./refusals.ts";
import { zoneToken } from "./zone.ts";

/** A secret with which the API is called. It opens nothing in the sandbox. Shown once, when it is made. */
export const apiToken: Model = {
  token: "cloudflare:index/apiToken:ApiToken",
  immediate: "the provider waits for nothing after its call (source of Terraform provider 5)",
  unlimited: "50 tokens of a user (Cloudflare's documentation), raised on request",
  same: { policies: (a, b) => equal(parsed(a), parsed(b)) },
  judge({ store, inputs, now }) {
    if (!/^.{1,120}$/.test(text(inputs, "name"))) refused(400, 1001, "name must have 1 to 120 characters");
    const [from, until] = ["notBefore", "expiresOn"].map((name) => text(inputs, name)) as [string, string];
    if (until !== "" && Date.parse(until) <= now) refused(400, 1001, "expires_on must be in the future");
    if (from !== "" && until !== "" && from >= until) refused(400, 1001, "not_before must be before expires_on");
    if (list(inputs, "policies").length === 0) refused(400, 1001, "a token needs a policy");
    for (const policy of objects(inputs, "policies")) judgePolicy(store, policy);
    const addresses = object(object(inputs, "condition"), "requestIp");
    const foreign = [...list(addresses, "ins"), ...list(addresses, "notIns")]
      .map(String)
      .find((block) => !parseCidr(block));
    if (foreign !== undefined) refused(400, 1001, `${foreign} is not a valid CIDR block`);
  },
  create(call) {
    const now = stamp(call);
    return {
      id: newId.hex32(),
      outputs: {
        creatorEmailAtCreation: "owner@sandbox.example",
        issuedOn: now,
        modifiedOn: now,
        status: call.inputs["status"] ?? "active",
        value: newId.hex40(),
      },
    };
  },
  update: (call, { outputs }) => ({ ...outputs, status: "active", ...call.inputs, modifiedOn: stamp(call) }),
};

/** Policies with their resources, which are JSON text, as values. */
function parsed(policies: unknown): unknown {
  const list = Array.isArray(policies) ? (policies as Properties[]) : [];
  return list.map((policy) => ({ ...policy, resources: resourcesOf(policy) }));
}

function resourcesOf(policy: Properties): unknown {
  try {
    return JSON.parse(text(policy, "resources")) as unknown;
  } catch {
    return text(policy, "resources");
  }
}

/** What a token may do with what. Groups that are not in the catalogue pass: it holds a part of them. */
function judgePolicy(store: Things, policy: Properties): void {
  const groups = objects(policy, "permissionGroups");
  const foreign = groups.find((group) => !/^[\da-f]{32}$/.test(text(group, "id")));
  if (groups.length === 0 || foreign)
    refused(400, 1001, `Permission group ${foreign ? text(foreign, "id") : ""} is not valid`);
  const resources = resourcesOf(policy);
  if (
    typeof resources !== "object" ||
    resources === null ||
    Array.isArray(resources) ||
    Object.keys(resources).length === 0
  )
    refused(400, 1001, "resources is not a JSON object of resources");
  for (const name of Object.keys(resources as object)) {
    if (!/^com\.cloudflare\.(api\.(account|user)|edge\.r2\.bucket)\b/.test(name))
      refused(400, 1001, `Resource ${name} is not valid`);
    const zone = /^com\.cloudflare\.api\.account\.zone\.([\da-f]{32})$/.exec(name)?.[1];
    if (zone && !store.find(zoneToken, "", zone)) refused(400, 1001, `Resource ${name} does not exist`);
  }
}
