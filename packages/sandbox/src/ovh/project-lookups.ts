import type { Call, Lookup } from "../model.ts";
import type { Properties } from "../properties.ts";
import type { Entry } from "../store.ts";
import { listId } from "./lists.ts";
import { projectOf, projectToken } from "./project.ts";

/** A project's details. */
export const getProject: Lookup = {
  token: "ovh:Cloud/getProject:getProject",
  call(call) {
    const id = projectOf(call);
    return { ...details(call.store.find(projectToken, "", id) as Entry), id };
  },
};

/** Every project of the account. */
export const getProjects: Lookup = {
  token: "ovh:Cloud/getProjects:getProjects",
  call({ store }: Call) {
    const projects = store.entries(projectToken).map(details);
    return { id: listId(projects.map((project) => String(project["projectId"]))), projects };
  },
};

/** Made before the sandbox was: what the seeded project shows. */
const longAgo = Date.UTC(2024, 0, 1);

function details({ id, outputs, timeline }: Entry): Properties {
  const [order] = (outputs["orders"] ?? []) as { orderId?: number }[];
  return {
    serviceName: id,
    projectId: id,
    projectName: outputs["projectName"],
    description: outputs["description"],
    access: outputs["access"],
    status: outputs["status"],
    creationDate: new Date(timeline.made || longAgo).toISOString(),
    expiration: "",
    iam: { id, displayName: outputs["description"], urn: outputs["ProjectURN"], tags: {} },
    manualQuota: false,
    orderId: order?.orderId ?? 0,
    planCode: "project.2018",
    unleash: false,
  };
}
