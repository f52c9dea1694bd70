import type { Call, Model } from "../../model.ts";
import { newId } from "../../random.ts";
import type { Entry } from "../../store.ts";
import { text } from "../../text.ts";
import { childrenOf, registryOf } from "./owned.ts";
import { bad, conflict, invalid } from "./refusals.ts";
import { registryIamToken } from "./registry.ts";

const userToken = "ovh:CloudProject/containerRegistryUser:ContainerRegistryUser";
const oidcToken = "ovh:CloudProject/containerRegistryOIDC:ContainerRegistryOIDC";
const synchronous = "the provider waits for nothing after its call (source of Terraform provider 2.19)";
const idOfPair = ({ inputs }: Call) => `${text(inputs, "serviceName")}/${text(inputs, "registryId")}`;

/** A user of Harbor's own. Its password is shown once, when it is made. */
export const containerRegistryUser: Model = {
  token: userToken,
  importId: "serviceName/registryId/id",
  unlimited: "no number of users is documented",
  immediate: synchronous,
  judge(call) {
    const { inputs } = call;
    const registry = registryOf(call);
    const login = text(inputs, "login");
    if (!/^\S+@\S+\.\S+$/.test(text(inputs, "email")))
      bad(`[email] Given data (${text(inputs, "email")}) is not valid for type email`);
    if (login === "" || /[,"~#%$\s]/.test(login)) invalid(`Login ${login} is not valid`);
    for (const token of [registryIamToken, oidcToken]) {
      if (childrenOf(call, token, "registryId", registry.id).length > 0)
        invalid("Users are managed by the identity provider of the registry and cannot be created");
    }
    const taken = childrenOf(call, userToken, "registryId", registry.id).find(({ inputs: other }) =>
      ["login", "email"].some((name) => other[name] === inputs[name]),
    );
    if (taken) conflict(`[ConflictError] 409: A user with login ${login} or this e-mail already exists`);
  },
  create: ({ inputs }) => ({ id: newId.number(4), outputs: { user: inputs["login"], password: newId.password() } }),
};

/** OVHcloud's own access management in the place of Harbor's users. */
export const containerRegistryIam: Model = {
  token: registryIamToken,
  importId: "serviceName/registryId",
  unlimited: "a registry has one; a second one is refused",
  immediate: synchronous,
  judge: (call, self) => withoutUsers(call, registryIamToken, self),
  create(call) {
    dismissUsers(call);
    return { id: idOfPair(call), outputs: { iamEnabled: true } };
  },
};

/** Another identity provider in the place of Harbor's users. */
export const containerRegistryOidc: Model = {
  token: oidcToken,
  importId: "serviceName/registryId",
  unlimited: "a registry has one; a second one is refused",
  immediate: synchronous,
  judge(call, self) {
    const { inputs } = call;
    const endpoint = text(inputs, "oidcEndpoint");
    if (!/^https?:\/\/\S+$/.test(endpoint))
      bad(`[provider.endpoint] Given data (${endpoint}) is not valid for type url`);
    if (
      !text(inputs, "oidcScope")
        .split(/[\s,]+/)
        .includes("openid")
    )
      invalid("OIDC scope must contain openid");
    withoutUsers(call, oidcToken, self);
  },
  create(call) {
    dismissUsers(call);
    return { id: idOfPair(call), outputs: { oidcVerifyCert: call.inputs["oidcVerifyCert"] ?? true } };
  },
};

/** Refuses a second one of its kind, and one over a registry with users that are not to go. */
function withoutUsers(call: Call, token: string, self?: Entry): void {
  const { id } = registryOf(call);
  const other = childrenOf(call, token, "registryId", id).some((entry) => entry.id !== self?.id);
  if (other) conflict(`[ConflictError] 409: Registry ${id} already has an identity provider`);
  if (self || String(call.inputs["deleteUsers"] ?? false) === "true") return;
  if (childrenOf(call, userToken, "registryId", id).length > 0)
    invalid("The registry has users, set deleteUsers to delete them");
}

/** Harbor's users go: their resources are missed at the next refresh. */
function dismissUsers(call: Call): void {
  for (const user of childrenOf(call, userToken, "registryId", registryOf(call).id))
    call.store.remove(userToken, "", user.id);
}
