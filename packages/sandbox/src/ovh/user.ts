import { projectRoles, storageQuota } from "@accoreboot/catalogue";
import type { Model } from "../model.ts";
import type { Properties } from "../properties.ts";
import { idOf, newId } from "../random.ts";
import type { Entry, Things } from "../store.ts";
import { list, refuse, stamp, text } from "../text.ts";
import { projectOf, tenantName } from "./project.ts";

export const userToken = "ovh:CloudProject/user:User";

/** A user of the project: OpenStack credentials, and the holder of S3 keys. */
export const user: Model = {
  token: userToken,
  importId: "serviceName/id",
  heldBy: ["ovh:CloudProject/s3Credential:S3Credential"],
  quota: { limit: storageQuota.users, per: "project", source: "guide on object storage limits (ovh-facts 4.2)" },
  life: {
    output: "status",
    making: [["creating", 14]],
    ready: "ok",
    leaving: [["deleting", 10]],
    patience: { create: 10, delete: 10 },
    source: "14 s measured by a user (ovh-facts 5); going assumed",
  },
  judge: ({ inputs }) => void rolesOf(inputs),
  create(call) {
    const serviceName = projectOf(call);
    const username = `user-${newId.letters(12)}`;
    return {
      id: newId.number(6),
      outputs: {
        username,
        password: newId.password(),
        creationDate: stamp(call),
        description: text(call.inputs, "description"),
        roles: described(rolesOf(call.inputs)),
        openstackRc: {
          OS_AUTH_URL: "https://auth.cloud.ovh.net/v3",
          OS_TENANT_ID: serviceName,
          OS_TENANT_NAME: tenantName(serviceName),
          OS_USERNAME: username,
        },
      },
    };
  },
  update({ inputs }, entry) {
    const reset = inputs["passwordReset"] !== entry.inputs["passwordReset"];
    return {
      ...entry.outputs,
      ...inputs,
      openstackRc: entry.outputs["openstackRc"],
      roles: described(rolesOf(inputs)),
      ...(reset ? { password: newId.password() } : {}),
    };
  },
};

/** Names of the roles that were asked for; refuses one that the API does not know. */
function rolesOf(inputs: Properties): string[] {
  const names = [...list(inputs, "roleNames").map(String), text(inputs, "roleName")].filter((name) => name !== "");
  const foreign = names.find((name) => !projectRoles.some((known) => known === name));
  if (foreign) refuse(400, "Client::BadRequest", `unknown role ${foreign}`);
  return [...new Set(names)];
}

const described = (names: readonly string[]) =>
  names.map((name) => ({
    id: idOf(`role ${name}`).replaceAll("-", ""),
    name,
    description: name.replaceAll("_", " "),
    permissions: [],
  }));

/** A user of that project by id; refuses one that does not exist. */
export function userAt(store: Things, serviceName: string, id: string): Entry {
  const found = store.find(userToken, "", id);
  if (found?.inputs["serviceName"] === serviceName) return found;
  return refuse(404, "Client::NotFound", `user ${id} does not exist in the project`);
}
