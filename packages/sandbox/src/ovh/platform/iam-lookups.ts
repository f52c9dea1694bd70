import { iamActions, iamPermissionsGroups, iamResourceTypes } from "@accoreboot/catalogue";
import { type Call, CloudError, type Lookup } from "../../model.ts";
import type { Properties } from "../../properties.ts";
import { idOf } from "../../random.ts";
import type { Entry } from "../../store.ts";
import { text } from "../../text.ts";
import { isOwnGroup, ownGroupUrn, permissionsGroupToken, policyToken, resourceGroupToken } from "./iam-names.ts";
import { lookupEmpty } from "./iam-policy.ts";
import { absent } from "./refusals.ts";

const found = ({ store }: Call, token: string, what: string, id: string): Entry =>
  store.find(token, "", id) ?? absent(`${what} ${id} not found`);

const listed = (output: string, ids: readonly string[]): Properties => ({
  id: idOf(JSON.stringify(ids)),
  [output]: ids,
});

/** A policy by id. */
export const getPolicy: Lookup = {
  token: "ovh:Iam/getPolicy:getPolicy",
  call(call) {
    const { id, outputs } = found(call, policyToken, "policy", text(call.inputs, "id"));
    const { conditions, expiredAt, ...kept } = outputs;
    const late = { conditions: conditions === undefined ? [] : [conditions], expiredAt: expiredAt ?? "" };
    const nothing = {
      createdAt: "",
      identities: [],
      name: "",
      owner: "",
      readOnly: false,
      resources: [],
      updatedAt: "",
    };
    return { ...nothing, ...call.inputs, ...(call.has(lookupEmpty) ? {} : kept), ...late, id };
  },
};

/** The ids of all policies. */
export const getPolicies: Lookup = {
  token: "ovh:Iam/getPolicies:getPolicies",
  call: ({ store }) =>
    listed(
      "policies",
      store.entries(policyToken).map(({ id }) => id),
    ),
};

/** A permissions group by URN, also one that OVHcloud keeps. */
export const getPermissionsGroup: Lookup = {
  token: "ovh:Iam/getPermissionsGroup:getPermissionsGroup",
  call(call) {
    const urn = text(call.inputs, "urn");
    const name = urn.split(":").at(-1) ?? "";
    if (!isOwnGroup(urn))
      return { ...found(call, permissionsGroupToken, "permissions group", urn).outputs, urn, id: urn };
    const { description, allow, except } = iamPermissionsGroups[name] ?? {};
    const shown = {
      urn,
      id: urn,
      name,
      description,
      owner: "ovh",
      createdAt: "2023-03-14T09:10:57.404Z",
      updatedAt: "",
    };
    return { ...shown, allows: allow, excepts: except, denies: [] };
  },
};

/** The URNs of all permissions groups. */
export const getPermissionsGroups: Lookup = {
  token: "ovh:Iam/getPermissionsGroups:getPermissionsGroups",
  call({ store }) {
    const own = Object.keys(iamPermissionsGroups).map(ownGroupUrn);
    return listed("urns", [...own, ...store.entries(permissionsGroupToken).map(({ id }) => id)]);
  },
};

/** A resource group by id. */
export const getResourceGroup: Lookup = {
  token: "ovh:Iam/getResourceGroup:getResourceGroup",
  call(call) {
    const { id, outputs } = found(call, resourceGroupToken, "resource group", text(call.inputs, "id"));
    return { resources: [], ...outputs, id };
  },
};

/** The ids of all resource groups. */
export const getResourceGroups: Lookup = {
  token: "ovh:Iam/getResourceGroups:getResourceGroups",
  call: ({ store }) =>
    listed(
      "resourceGroups",
      store.entries(resourceGroupToken).map(({ id }) => id),
    ),
};

/** The actions that policies can allow on a type of resource: a part of the real list. */
export const getReferenceActions: Lookup = {
  token: "ovh:Iam/getReferenceActions:getReferenceActions",
  call({ inputs }) {
    const type = text(inputs, "type");
    if (!iamResourceTypes.includes(type)) return absent(`resource type ${type} not found`);
    const actions = iamActions(type);
    if (actions) return { id: type, type, actions };
    throw new CloudError(501, `the sandbox knows no actions of resource type ${type}`);
  },
};

/** The types of resources that policies can speak of. */
export const getReferenceResourceType: Lookup = {
  token: "ovh:Iam/getReferenceResourceType:getReferenceResourceType",
  call: () => listed("types", iamResourceTypes),
};
