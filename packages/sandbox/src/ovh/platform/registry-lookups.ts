import { registryPlans, registryRegions } from "@accoreboot/catalogue";
import { stateAt } from "../../life.ts";
import type { Call, Lookup } from "../../model.ts";
import type { Properties } from "../../properties.ts";
import { idOf } from "../../random.ts";
import type { Entry } from "../../store.ts";
import { text } from "../../text.ts";
import { projectOf } from "../project.ts";
import { childrenOf, registryOf, registryToken } from "./owned.ts";
import { absent, unsent } from "./refusals.ts";
import { containerRegistry, registryPlan } from "./registry.ts";
import {
  containerRegistryArtifactRestrictions,
  containerRegistryManagementRestrictions,
} from "./registry-restrictions.ts";
import { containerRegistryOidc, containerRegistryUser } from "./registry-users.ts";

const nothingFound = "Your query returned no results. Please change your search criteria and try again.";

/** A plan by name and region, to order by its id. */
export const getCapabilitiesContainerFilter: Lookup = {
  token: "ovh:CloudProject/getCapabilitiesContainerFilter:getCapabilitiesContainerFilter",
  call(call) {
    projectOf(call);
    const [region, name] = [text(call.inputs, "region"), text(call.inputs, "planName")];
    if (!registryRegions.some((known) => known === region) || !registryPlans[name]) unsent(nothingFound);
    return { ...call.inputs, ...registryPlan(name) };
  },
};

/** Every region with its plans. */
export const getCapabilitiesContainerRegistry: Lookup = {
  token: "ovh:CloudProject/getCapabilitiesContainerRegistry:getCapabilitiesContainerRegistry",
  call(call) {
    projectOf(call);
    const plans = Object.keys(registryPlans).map(registryPlan);
    return { ...call.inputs, ...listed(registryRegions.map((regionName) => ({ regionName, plans }))) };
  },
};

/** A registry by id. */
export const getContainerRegistry: Lookup = {
  token: "ovh:CloudProject/getContainerRegistry:getContainerRegistry",
  call: (call) => ({ ...described(call, registryOf(call)), ...call.inputs }),
};

/** Every registry of a project. */
export const getContainerRegistries: Lookup = {
  token: "ovh:CloudProject/getContainerRegistries:getContainerRegistries",
  call(call) {
    const found = childrenOf(call, registryToken, "serviceName", projectOf(call));
    return { ...call.inputs, ...listed(found.map((entry) => described(call, entry))) };
  },
};

/** The users of a registry, without their passwords. */
export const getContainerRegistryUsers: Lookup = {
  token: "ovh:CloudProject/getContainerRegistryUsers:getContainerRegistryUsers",
  call(call) {
    const users = childrenOf(call, containerRegistryUser.token, "registryId", registryOf(call).id);
    const shown = users.map(({ id, inputs, outputs }) => ({ id, email: inputs["email"], user: outputs["user"] }));
    return { ...call.inputs, ...listed(shown) };
  },
};

/** The identity provider of a registry, without its secret. */
export const getContainerRegistryOIDC: Lookup = {
  token: "ovh:CloudProject/getContainerRegistryOIDC:getContainerRegistryOIDC",
  call(call) {
    const { id } = registryOf(call);
    const [found] = childrenOf(call, containerRegistryOidc.token, "registryId", id);
    if (!found) return absent(`no OIDC is configured on registry ${id}`);
    const { oidcClientSecret: _secret, deleteUsers: _deleteUsers, ...shown } = found.outputs;
    return { ...call.inputs, ...shown, id: found.id };
  },
};

const restrictionsOf = (token: string, model: { readonly token: string }): Lookup => ({
  token,
  call(call) {
    const { id } = registryOf(call);
    const [found] = childrenOf(call, model.token, "registryId", id);
    const pair = `${text(call.inputs, "serviceName")}/${id}`;
    return { ...call.inputs, id: pair, ipRestrictions: found?.inputs["ipRestrictions"] ?? [] };
  },
});

/** Who may reach Harbor's pages and API. */
export const getManagementRestrictions = restrictionsOf(
  "ovh:CloudProject/getContainerRegistryIPRestrictionsManagement:getContainerRegistryIPRestrictionsManagement",
  containerRegistryManagementRestrictions,
);

/** Who may push and pull. */
export const getArtifactRestrictions = restrictionsOf(
  "ovh:CloudProject/getContainerRegistryIPRestrictionsRegistry:getContainerRegistryIPRestrictionsRegistry",
  containerRegistryArtifactRestrictions,
);

const listed = (results: readonly Properties[]): Properties => ({ id: idOf(JSON.stringify(results)), results });

function described(call: Call, entry: Entry): Properties {
  const {
    planId: _planId,
    plans: _plans,
    serviceName: _serviceName,
    ...shown
  } = containerRegistry.read?.(call, entry) ?? entry.outputs;
  return { ...shown, status: stateAt(entry.timeline, call.now), id: entry.id };
}
