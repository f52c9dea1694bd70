import { registryPlans, registryRegions } from "@accoreboot/catalogue";
import { habit } from "../../habit.ts";
import type { Model } from "../../model.ts";
import type { Properties } from "../../properties.ts";
import { newId } from "../../random.ts";
import { stamp, text } from "../../text.ts";
import { projectOf } from "../project.ts";
import { childrenOf, registryToken, takeAlong } from "./owned.ts";
import { bad, invalid } from "./refusals.ts";
import { relaid } from "./relaid.ts";

const regionNeverSent = habit(
  "registry.region-never-sent",
  "a new region of a registry neither replaces it nor is sent: the change shows at every preview and does nothing",
  "source of cloud_project_containerregistry, Terraform provider 2.19",
);

export const registryIamToken = "ovh:index/cloudProjectContainerregistryIam:CloudProjectContainerregistryIam";

/** A managed private registry (Harbor). Nothing answers at its address, which ends in `.invalid`. */
export const containerRegistry: Model = {
  token: registryToken,
  neverSent: { region: regionNeverSent, serviceName: regionNeverSent },
  habits: [regionNeverSent],
  importId: "serviceName/id",
  unlimited: "no number of registries in a project is documented",
  life: {
    output: "status",
    making: [["INSTALLING", 155]],
    ready: "READY",
    changing: [["SCALING_UP", 60]],
    leaving: [["DELETING", 30]],
    patience: { create: 60, update: 30, delete: 30 },
    source: "156 seconds between creation and delivery in an API answer of 2025-08-22; change and deletion assumed",
  },
  judge(call, self) {
    const { inputs } = call;
    projectOf(call);
    const region = text(inputs, "region");
    if (!registryRegions.some((known) => known === region)) invalid(`Region ${region} is not available for registries`);
    if (text(inputs, "name") === "") bad("[name] Missing parameter");
    const plan = text(inputs, "planId");
    if (plan !== "" && rank(plan) < 0) invalid(`Plan ${plan} does not exist`);
    if (self && plan !== "" && rank(plan) < rank(text(self.outputs, "planId")))
      invalid(`Plan ${plan} is not among those that the registry can be upgraded to`);
  },
  create(call) {
    const { inputs } = call;
    const now = stamp(call);
    return {
      id: newId.uuid(),
      outputs: {
        ...planned(text(inputs, "planId") || registryPlans["SMALL"]?.id || ""),
        projectId: inputs["serviceName"],
        iamEnabled: false,
        size: 0,
        url: `https://${newId.letters(8)}.c1.${text(inputs, "region").toLowerCase()}.container-registry.ovh.invalid`,
        version: "2.12.2",
        createdAt: now,
        updatedAt: now,
      },
    };
  },
  update: (call, entry) => ({
    ...relaid(entry, call.inputs),
    ...planned(text(call.inputs, "planId") || text(entry.outputs, "planId")),
    updatedAt: stamp(call),
  }),
  read: (call, { id, outputs }) => ({
    ...outputs,
    iamEnabled: childrenOf(call, registryIamToken, "registryId", id).length > 0,
  }),
  remove: (call, entry) => takeAlong(call, ofRegistry, "registryId", entry),
};

const ofRegistry = [
  registryIamToken,
  "ovh:CloudProject/containerRegistryUser:ContainerRegistryUser",
  "ovh:CloudProject/containerRegistryOIDC:ContainerRegistryOIDC",
  "ovh:CloudProject/containerRegistryIPRestrictionsManagement:ContainerRegistryIPRestrictionsManagement",
  "ovh:CloudProject/containerRegistryIPRestrictionsRegistry:ContainerRegistryIPRestrictionsRegistry",
];

const rank = (planId: string) => Object.values(registryPlans).findIndex(({ id }) => id === planId);

function planned(planId: string): Properties {
  const [name] = Object.entries(registryPlans).find(([, { id }]) => id === planId) ?? [];
  return { planId, plans: name === undefined ? [] : [registryPlan(name)] };
}

/** A plan as the API describes it. */
export function registryPlan(name: string): Properties {
  const { id, code, createdAt, updatedAt, vulnerability, imageStorage, parallelRequest } = registryPlans[name] ?? {};
  return {
    id,
    code,
    name,
    createdAt,
    updatedAt,
    features: [{ vulnerability }],
    registryLimits: [{ imageStorage, parallelRequest }],
  };
}
