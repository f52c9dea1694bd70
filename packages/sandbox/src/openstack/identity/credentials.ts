import type { Model } from "../../model.ts";
import { newId } from "../../random.ts";
import { list, objects, text } from "../../text.ts";
import { keystoneId } from "../credentials.ts";
import { loginOf, tenantOf } from "../keystone.ts";
import { refuse } from "../refusal.ts";
import { here, projectQuota, resource, sameMembers } from "../resource.ts";
import { credentialToken, credentialUser, noteCredentialUser } from "./tokens.ts";

/** Name and secret with which a program logs in as a project user, with no more than its roles. */
export const applicationCredential: Model = resource({
  token: credentialToken,
  service: "identity",
  immediate: "a record in Keystone's database, there when the call answers",
  unlimited: projectQuota,
  same: { roles: sameMembers, accessRules: sameMembers },
  judge(call) {
    const { inputs } = call;
    const { user, roles, restricted } = loginOf(call);
    if (restricted)
      refuse(
        403,
        "Using method 'application_credential' is not allowed for managing additional application credentials.",
      );
    const foreign = list(inputs, "roles").find((role) => !roles.includes(String(role)));
    if (foreign !== undefined)
      refuse(400, `Invalid application credential: Could not find role assignment with role: ${String(foreign)}.`);
    const expires = text(inputs, "expiresAt");
    if (expires !== "" && Date.parse(expires) <= call.now)
      refuse(400, "Invalid input for field 'expires_at': the time is in the past.");
    const twin = here(call, credentialToken).find(
      ({ id, inputs: others }) =>
        others["name"] === inputs["name"] && credentialUser(call.store, id) === user.outputs["username"],
    );
    if (twin)
      refuse(
        409,
        `Conflict occurred attempting to store application_credential - Duplicate entry found with name ${text(inputs, "name")}.`,
      );
  },
  id(call) {
    const id = newId.hex32();
    noteCredentialUser(call.store, id, loginOf(call).user.outputs["username"]);
    return id;
  },
  shown(call) {
    const { inputs } = call;
    const roles = list(inputs, "roles").map(String);
    return {
      accessRules: objects(inputs, "accessRules").map((rule) => ({ id: newId.hex32(), ...rule })),
      description: text(inputs, "description"),
      expiresAt: text(inputs, "expiresAt"),
      projectId: tenantOf(call),
      roles: [...(roles.length > 0 ? roles : loginOf(call).roles)].sort(),
      secret: text(inputs, "secret") || newId.password() + newId.password(),
      unrestricted: inputs["unrestricted"] ?? false,
    };
  },
});

/** Keys of a project user in the way of EC2, for Swift's S3 interface. The id is the access key. */
export const ec2Credential: Model = resource({
  token: "openstack:identity/ec2CredentialV3:Ec2CredentialV3",
  service: "identity",
  immediate: "a record in Keystone's database, there when the call answers",
  unlimited: projectQuota,
  judge(call) {
    const [user, project] = [text(call.inputs, "userId"), text(call.inputs, "projectId")];
    if (user !== "" && user !== keystoneId(loginOf(call).user))
      refuse(403, "You are not authorized to perform the requested action: identity:ec2_create_credential.");
    if (project !== "" && project !== tenantOf(call)) refuse(404, `Could not find project: ${project}.`);
  },
  id: (_call, outputs) => text(outputs, "access"),
  shown: (call) => ({
    access: newId.hex32(),
    projectId: tenantOf(call),
    secret: newId.hex32(),
    trustId: "",
    userId: keystoneId(loginOf(call).user),
  }),
});
