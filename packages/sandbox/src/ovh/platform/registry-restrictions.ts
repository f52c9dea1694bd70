import { habit } from "../../habit.ts";
import type { Model } from "../../model.ts";
import { objects, text } from "../../text.ts";
import { registryOf } from "./owned.ts";
import { unsent } from "./refusals.ts";

const descriptionPanics = habit(
  "registry.description-panics",
  "a block of a registry's ipRestrictions without a description makes the provider panic",
  "source of cloud_project_containerregistry_ip_restrictions_*, Terraform provider 2.19",
);

/** Blocks that may reach one side of a registry. Whoever writes last, wins. */
const restrictions = (token: string): Model => ({
  token,
  habits: [descriptionPanics],
  importId: "serviceName/registryId",
  unlimited: "a registry has one list; a second one sets the same anew",
  immediate: "the provider waits for nothing after its call (source of Terraform provider 2.19)",
  judge(call) {
    registryOf(call);
    const bare = objects(call.inputs, "ipRestrictions").some(({ description }) => description === undefined);
    if (bare && call.has(descriptionPanics)) unsent("panic: interface conversion: interface {} is nil, not string");
  },
  create: ({ inputs }) => ({ id: `${text(inputs, "serviceName")}/${text(inputs, "registryId")}`, outputs: {} }),
});

/** Who may reach Harbor's pages and API. */
export const containerRegistryManagementRestrictions = restrictions(
  "ovh:CloudProject/containerRegistryIPRestrictionsManagement:ContainerRegistryIPRestrictionsManagement",
);

/** Who may push and pull. */
export const containerRegistryArtifactRestrictions = restrictions(
  "ovh:CloudProject/containerRegistryIPRestrictionsRegistry:ContainerRegistryIPRestrictionsRegistry",
);
