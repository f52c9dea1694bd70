import type { Call, Model } from "../model.ts";
import { newId } from "../random.ts";
import { refuse, text } from "../text.ts";
import { clusterAt } from "./database.ts";
import { projectOf } from "./project.ts";

/** A database inside a service. */
export const databaseInstance: Model = {
  token: "ovh:CloudProjectDatabase/databaseInstance:DatabaseInstance",
  create(call) {
    free(call, this.token, "Client::Conflict::DatabaseAlreadyExist");
    return { id: newId.uuid(), outputs: { default: false } };
  },
};

/** A user inside a service. Its password is shown when it is made or reset, and never again. */
export const postgresUser: Model = {
  token: "ovh:CloudProjectDatabase/postgresSqlUser:PostgresSqlUser",
  create(call) {
    free(call, this.token, "Client::Conflict::PostgresUserAlreadyExist");
    const roles = (call.inputs["roles"] as string[] | undefined) ?? [];
    const foreign = roles.find((role) => role !== "replication");
    if (foreign) refuse(400, "Client::BadRequest", `unknown role ${foreign}`);
    return {
      id: newId.uuid(),
      outputs: { password: newId.password(), roles, status: "READY", createdAt: new Date().toISOString() },
    };
  },
  update({ inputs }, entry) {
    const reset = inputs["passwordReset"] !== entry.inputs["passwordReset"];
    return { ...entry.outputs, ...inputs, ...(reset ? { password: newId.password() } : {}) };
  },
};

function free(call: Call, token: string, errorClass: string): void {
  const { store, inputs } = call;
  const cluster = clusterAt(store, projectOf(call), text(inputs, "clusterId"));
  const name = text(inputs, "name");
  const taken = store
    .entries(token)
    .some((entry) => entry.inputs["clusterId"] === cluster.id && entry.inputs["name"] === name);
  if (taken) refuse(409, errorClass, `${name} already exists`);
}
