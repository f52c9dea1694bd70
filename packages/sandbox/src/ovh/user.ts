import { projectRoles } from "@accoreboot/catalogue";
import type { Model } from "../model.ts";
import type { Properties } from "../properties.ts";
import { newId } from "../random.ts";
import type { Entry, Store } from "../store.ts";
import { list, refuse, text } from "../text.ts";
import { projectOf } from "./project.ts";

export const userToken = "ovh:CloudProject/user:User";

/** A user of the project: OpenStack credentials, and the holder of S3 keys. */
export const user: Model = {
  token: userToken,
  create(call) {
    const serviceName = projectOf(call);
    const names = rolesOf(call.inputs);
    const username = `user-${newId.letters(12)}`;
    return {
      id: newId.number(6),
      outputs: {
        username,
        password: newId.password(),
        status: "ok",
        creationDate: new Date().toISOString(),
        roles: described(names),
        openstackRc: {
          OS_AUTH_URL: "https://auth.cloud.ovh.net/v3",
          OS_TENANT_ID: serviceName,
          OS_TENANT_NAME: serviceName.slice(0, 16),
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
      roles: described(rolesOf(inputs)),
      ...(reset ? { password: newId.password() } : {}),
    };
  },
  remove({ store }, entry) {
    const holder = store
      .entries()
      .find(({ token, inputs }) => token.includes("s3Credential") && inputs["userId"] === entry.id);
    if (holder) refuse(409, "Client::Conflict", `the user still has S3 key ${holder.id}`);
  },
};

/** Names of the roles that were asked for; refuses one that the API does not know. */
function rolesOf(inputs: Properties): string[] {
  const names = [...list(inputs, "roleNames").map(String), text(inputs, "roleName")].filter((name) => name !== "");
  const foreign = names.find((name) => !projectRoles.some((known) => known === name));
  if (foreign) refuse(400, "Client::BadRequest", `unknown role ${foreign}`);
  return names;
}

const described = (names: readonly string[]) =>
  names.map((name, i) => ({ id: String(i + 1), name, description: name, permissions: [] }));

/** A user of that project by id; refuses one that does not exist. */
export function userAt(store: Store, serviceName: string, id: string): Entry {
  const found = store.find(userToken, "", id);
  if (found?.inputs["serviceName"] === serviceName) return found;
  return refuse(404, "Client::NotFound", `user ${id} does not exist in the project`);
}

/** The user that an OpenStack provider was configured with, or undefined when Keystone would say no. */
export function loginOf(store: Store, config: Properties): Entry | undefined {
  return store
    .entries(userToken)
    .find(
      ({ inputs, outputs }) =>
        outputs["username"] === config["userName"] &&
        outputs["password"] === config["password"] &&
        inputs["serviceName"] === config["tenantId"],
    );
}
