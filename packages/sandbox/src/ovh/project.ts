import { subsidiaries } from "@accoreboot/catalogue";
import type { Call, Model } from "../model.ts";
import type { Properties } from "../properties.ts";
import { newId } from "../random.ts";
import { refuse, text } from "../text.ts";

export const projectToken = "ovh:CloudProject/project:Project";

/** Orders a Public Cloud project. A payment method is taken for granted; a real order needs one. */
export const project: Model = {
  token: projectToken,
  create({ inputs }) {
    const plan = inputs["plan"] as Properties | undefined;
    if (!plan) refuse(400, "Client::BadRequest", "missing plan");
    const subsidiary = text(inputs, "ovhSubsidiary");
    if (!subsidiaries.some((known) => known === subsidiary)) {
      refuse(400, "Client::BadRequest", `unknown subsidiary ${subsidiary}`);
    }
    const planCode = subsidiary === "US" ? "project" : "project.2018";
    if (plan["planCode"] !== planCode) refuse(400, "Client::BadRequest", `unknown plan code for ${subsidiary}`);
    const id = newId.hex32();
    return { id, outputs: projectOutputs(id, text(inputs, "description")) };
  },
  remove({ store }, entry) {
    const inside = store.entries().filter(({ inputs, seeded }) => inputs["serviceName"] === entry.id && !seeded);
    if (inside.length > 0) refuse(409, "Client::Conflict", `the project still holds ${inside.length} resources`);
  },
};

/** What a project shows, ordered or found. */
export function projectOutputs(id: string, description: string): Properties {
  return {
    projectId: id,
    projectName: description,
    description,
    ProjectURN: `urn:v1:eu:resource:publicCloudProject:${id}`,
    access: "full",
    status: "ok",
    orders: [],
  };
}

/** Id of the project a resource is in; refuses one that does not exist, as the API does. */
export function projectOf({ store, inputs }: Call): string {
  const id = text(inputs, "serviceName");
  if (id === "")
    refuse(400, "Client::BadRequest", "serviceName is missing and OVH_CLOUD_PROJECT_SERVICE is not read here");
  if (!store.find(projectToken, "", id)) refuse(404, "Client::NotFound", "This service does not exist");
  return id;
}
