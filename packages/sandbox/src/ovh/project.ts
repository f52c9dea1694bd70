import { subsidiaries } from "@accoreboot/catalogue";
import { habit } from "../habit.ts";
import type { Call, Model } from "../model.ts";
import type { Properties } from "../properties.ts";
import { newId, sha1 } from "../random.ts";
import type { Entry, Things } from "../store.ts";
import { object, refuse, stamp, text } from "../text.ts";

export const projectToken = "ovh:CloudProject/project:Project";

/** Projects of an account that is not new; a new one may have 3. */
const accountLimit = 10;
const daysSuspended = 7;

const wantsConfirmation = habit(
  "project.delete-wants-confirmation",
  "the provider waits up to 30 minutes for an e-mail with the token that confirms the deletion of a Project",
  "ovh-facts 2",
);
const deletedCounts = habit(
  "project.deleted-keeps-quota",
  "a deleted Project counts for the account's quota for 7 more days",
  "ovh-facts 2",
);
const expired = habit(
  "service.expired-460",
  "everything in a Project whose status is expired or suspended answers 460",
  "ovh-facts 5",
);

/**
 * Orders a Public Cloud project. A payment method is taken for granted; a real order needs one.
 *
 * Setting `project termination mail` to `lost` lets the e-mail that confirms a deletion never arrive.
 */
export const project: Model = {
  token: projectToken,
  habits: [wantsConfirmation, deletedCounts, expired],
  quota: {
    limit: accountLimit,
    per: "project",
    source: "per account: 3 for a new one (ovh-facts 2); for an older one assumed",
  },
  life: {
    output: "status",
    making: [["creating", 240]],
    ready: "ok",
    leaving: [["deleting", 120]],
    patience: { create: 30, delete: 30 },
    idAfterWait: true,
    source: '"minutes"; the provider waits 30 for the order and 10 for the project (ovh-facts 5)',
  },
  judge(call, entry) {
    if (entry) return refuseExpired(call, entry.id);
    judgePlan(call.inputs);
    if (!call.has(deletedCounts)) return;
    const used = call.store.entries(projectToken).length + suspended(call).length;
    const limit = Number(call.store.setting(`quota ${projectToken}`) ?? accountLimit);
    if (used >= limit)
      refuse(403, "Client::Forbidden", `the account's ${limit} projects are used up; deleted ones count for 7 days`);
  },
  create(call) {
    const id = newId.hex32();
    const { inputs } = call;
    return {
      id,
      outputs: {
        ...projectOutputs(id, text(inputs, "description")),
        deletionProtection: inputs["deletionProtection"] ?? false,
        orders: [order(call, id)],
      },
    };
  },
  update: ({ inputs }, entry) => ({
    ...entry.outputs,
    ...inputs,
    description: inputs["description"] ?? entry.outputs["description"],
    deletionProtection: inputs["deletionProtection"] ?? false,
  }),
  remove(call, entry) {
    const { store } = call;
    if (entry.outputs["deletionProtection"] === true) {
      const way = "Set deletion_protection to false before destroying";
      refuse(403, "Client::Forbidden", `cloud project ${entry.id} is protected from deletion. ${way}`);
    }
    const inside = store.entries().filter(({ inputs, seeded }) => inputs["serviceName"] === entry.id && !seeded);
    if (inside.length > 0) refuse(409, "Client::Conflict", `the project still holds ${inside.length} resources`);
    if (call.has(wantsConfirmation) && store.setting("project termination mail") === "lost")
      refuse(504, "Client::Timeout", "email notification not found within 30 minutes: the deletion is not confirmed");
    store.setting("projects deleted", [...suspended(call), [entry.id, call.now]]);
  },
  read(call, entry) {
    refuseExpired(call, entry.id);
    return entry.outputs;
  },
};

function judgePlan(inputs: Properties): void {
  if (!inputs["plan"]) refuse(400, "Client::BadRequest", "missing plan");
  const subsidiary = text(inputs, "ovhSubsidiary");
  if (!subsidiaries.some((known) => known === subsidiary))
    refuse(400, "Client::BadRequest", `unknown subsidiary ${subsidiary}`);
  const planCode = subsidiary === "US" ? "project" : "project.2018";
  if (object(inputs, "plan")["planCode"] !== planCode)
    refuse(400, "Client::BadRequest", `unknown plan code for ${subsidiary}`);
}

/** Projects whose deletion is less than 7 days old. */
function suspended({ store, now }: Call): (readonly [id: string, at: number])[] {
  const deleted = (store.setting("projects deleted") ?? []) as (readonly [string, number])[];
  return deleted.filter(([, at]) => now < at + daysSuspended * 86_400_000);
}

function order(call: Call, id: string): Properties {
  const line = {
    description: "Public Cloud project",
    domain: id,
    orderDetailId: Number(newId.number(9)),
    quantity: "1",
  };
  const expires = new Date(call.now + 7 * 86_400_000).toISOString();
  return { orderId: Number(newId.number(9)), date: stamp(call), expirationDate: expires, details: [line] };
}

/** What a project shows, ordered or found. */
export function projectOutputs(id: string, description: string): Properties {
  return {
    projectId: id,
    projectName: tenantName(id),
    description,
    ProjectURN: `urn:v1:eu:resource:publicCloudProject:${id}`,
    access: "full",
    status: "ok",
    deletionProtection: false,
    orders: [],
  };
}

/** Name of a project in OpenStack: 16 digits that follow from its id. */
export const tenantName = (id: string) => String(10n ** 15n + (BigInt(`0x${sha1(id)}`) % (9n * 10n ** 15n)));

/** Id of the project a resource is in; refuses one that does not exist or has expired, as the API does. */
export function projectOf(call: Call): string {
  const id = text(call.inputs, "serviceName");
  if (id === "")
    refuse(400, "Client::BadRequest", "serviceName is missing and OVH_CLOUD_PROJECT_SERVICE is not read here");
  if (!call.store.find(projectToken, "", id)) refuse(404, "Client::NotFound", "This service does not exist");
  refuseExpired(call, id);
  return id;
}

function refuseExpired({ store, has }: Pick<Call, "store" | "has">, id: string): void {
  const status = String(store.find(projectToken, "", id)?.outputs["status"] ?? "");
  if (["expired", "suspended"].includes(status) && has(expired))
    refuse(460, "Client::ServiceExpired", "This service is expired");
}

/** The model, with a project that must exist when something is made or changed, and must not have expired ever. */
export function inProject(model: Model): Model {
  const alive = (call: Call) => refuseExpired(call, text(call.inputs, "serviceName"));
  return {
    ...model,
    judge(call, entry) {
      projectOf(call);
      model.judge?.(call, entry);
    },
    remove(call, entry) {
      alive(call);
      model.remove?.(call, entry);
    },
    read(call, entry) {
      alive(call);
      return model.read?.(call, entry) ?? entry.outputs;
    },
  };
}

/** What lies in a project: the entries of that token, oldest first. */
export const entriesIn = (store: Things, token: string, serviceName: string): Entry[] =>
  store.entries(token).filter(({ inputs }) => inputs["serviceName"] === serviceName);
