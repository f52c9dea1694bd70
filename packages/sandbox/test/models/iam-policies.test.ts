import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Properties } from "../../src/properties.ts";
import { type Drive, drive } from "../drive.ts";
import { answered } from "./answered.ts";

const policy = "ovh:Iam/policy:Policy";
const permissions = "ovh:Iam/permissionsGroup:PermissionsGroup";
const resources = "ovh:Iam/resourceGroup:ResourceGroup";
const tags = "ovh:index/iamResourceTags:IamResourceTags";
let cloud: Drive;
let project: string;
let team: string;
beforeEach(async () => {
  cloud = drive();
  project = `urn:v1:eu:resource:publicCloudProject:${cloud.project}`;
  team = String((await cloud.create("ovh:Me/identityGroup:IdentityGroup", { name: "team" })).outputs["GroupURN"]);
});
afterEach(() => cloud.close());

const allow = (inputs: Properties = {}, name = "policy") =>
  cloud.create(
    policy,
    { name, identities: [team], resources: [project], allows: ["publicCloudProject:apiovh:*"], ...inputs },
    { name },
  );
const nested = (...operators: string[]): Properties =>
  operators.reduceRight<Properties>((inner, operator) => ({ operator, conditions: [inner] }), {
    operator: "MATCH",
    values: { "request.IP": "203.0.113.7" },
  });

describe("a policy", () => {
  it.each<[string, Properties, RegExp]>([
    ["an identity that is none", { identities: ["jane"] }, /INVALID_IDENTITY_URN.*identities\[0\]/],
    ["an identity that is missing", { identities: [null] }, /"identities\[0\]" has no value, expected urn/],
    ["an identity that is empty", { identities: [""] }, /"identities\[0\]" has no value, expected urn/],
    [
      "somebody who is not there",
      { identities: ["urn:v1:eu:identity:user:sb00000-ovh/jane"] },
      /sb00000-ovh\/jane not found/,
    ],
    [
      "a user of the name of a group",
      { identities: ["urn:v1:eu:identity:user:sb00000-ovh/ADMIN"] },
      /sb00000-ovh\/ADMIN not found/,
    ],
    ["everything as a resource", { resources: ["*"] }, /resources\[0\]\.urn.* is malformed, expected urn:v1:region/],
    ["an unknown type of resource", { resources: ["urn:v1:eu:resource:toaster:1"] }, /INVALID_RESOURCE_URN/],
    [
      "a project that is not there",
      { resources: ["urn:v1:eu:resource:publicCloudProject:1"] },
      /publicCloudProject:1 not found.*404/,
    ],
    ["a group that is not there", { resources: ["urn:v1:eu:resourceGroup:1"] }, /resource group 1 not found/],
    ["an action that is none", { allows: ["read"] }, /INVALID_ACTION/],
    [
      "permissions that are not there",
      { permissionsGroups: ["urn:v1:eu:permissionsGroup:ovh:none"] },
      /permissions group .* not found/,
    ],
    ["a date that is none", { expiredAt: "tomorrow" }, /is not a date/],
    ["an unknown operator", { conditions: { operator: "XOR" } }, /XOR is not one of/],
    ["a MATCH without values", { conditions: { operator: "MATCH" } }, /a MATCH needs values/],
    ["an AND of nothing", { conditions: { operator: "AND" } }, /AND needs conditions/],
  ])("is refused with %s", async (_what, inputs, words) => {
    await expect(allow(inputs)).rejects.toThrow(words);
  });

  it.each<[string, Properties]>([
    ["wildcards in resources", { resources: ["urn:v1:eu:resource:vps:*", "urn:v1:eu:resource:*"] }],
    ["wildcards in actions", { allows: ["*", "*get", "publicCloudProject:apiovh:region/storage/*"] }],
    ["groups that every account has", { identities: ["urn:v1:eu:identity:group:sb00000-ovh/ADMIN"] }],
    ["other accounts", { identities: ["urn:v1:eu:identity:account:xx1111-ovh"] }],
    ["what OVHcloud keeps", { permissionsGroups: ["urn:v1:eu:permissionsGroup:ovh:globalReadOnly"] }],
    ["three levels of conditions", { conditions: nested("AND", "NOT") }],
  ])("takes %s", async (_what, inputs) => {
    await expect(allow(inputs)).resolves.toMatchObject({ outputs: { owner: "sb00000-ovh", readOnly: false } });
  });

  it("has a name of its own, and says when it was changed", async () => {
    const made = await allow();
    await expect(cloud.create(policy, made.inputs, { name: "again" })).rejects.toThrow(/name policy is already used/);
    expect(made.outputs["updatedAt"]).toBe("");
    const after = await cloud.update(made, { allows: undefined, denies: ["publicCloudProject:apiovh:terminate"] });
    expect(after.outputs["updatedAt"]).not.toBe("");
    expect(after.outputs["allows"]).toBeUndefined();
  });

  it("iam.policy-lookup-empty: getPolicy keeps the expiry alone (Terraform provider 2.19)", async () => {
    const { id } = await allow({ expiredAt: "2030-01-01T00:00:00Z" });
    const token = "ovh:Iam/getPolicy:getPolicy";
    expect(await answered(cloud, token, { id })).toMatchObject({ name: "", expiredAt: "2030-01-01T00:00:00Z" });
    cloud.habit("iam.policy-lookup-empty", false);
    expect(await answered(cloud, token, { id })).toMatchObject({ name: "policy", identities: [team] });
    expect((await answered(cloud, "ovh:Iam/getPolicies:getPolicies", {}))["policies"]).toEqual([id]);
  });
});

describe("groups", () => {
  it("stay while a policy names them", async () => {
    const some = await cloud.create(permissions, { name: "some", description: "Some", allows: ["vps:apiovh:get"] });
    const all = await cloud.create(resources, { name: "all", resources: [project] });
    const made = await allow({ permissionsGroups: [some.id], resources: [all.outputs["GroupURN"]] });
    await expect(cloud.delete(some)).rejects.toThrow(/still in use by/);
    await expect(cloud.delete(all)).rejects.toThrow(/still used by policy/);
    await cloud.delete(made);
    await cloud.delete(some);
    await cloud.delete(all);
  });

  it("are found with every output, OVHcloud's own among them", async () => {
    const { id: urn } = await cloud.create(permissions, {
      name: "some",
      description: "Some",
      allows: ["vps:apiovh:get"],
    });
    const { id } = await cloud.create(resources, { name: "all", resources: [project] });
    const one = "ovh:Iam/getPermissionsGroup:getPermissionsGroup";
    expect(await answered(cloud, one, { urn })).toMatchObject({ name: "some", allows: ["vps:apiovh:get"] });
    const own = "urn:v1:eu:permissionsGroup:ovh:globalAdmin";
    expect(await answered(cloud, one, { urn: own })).toMatchObject({ owner: "ovh", allows: ["*"] });
    const { urns } = await answered(cloud, "ovh:Iam/getPermissionsGroups:getPermissionsGroups", {});
    expect(urns).toEqual(expect.arrayContaining([urn, own]));
    expect(await answered(cloud, "ovh:Iam/getResourceGroup:getResourceGroup", { id })).toMatchObject({
      resources: [project],
    });
    expect((await answered(cloud, "ovh:Iam/getResourceGroups:getResourceGroups", {}))["resourceGroups"]).toEqual([id]);
  });
});

describe("reference", () => {
  it("lists actions with their categories, and says of which types it has none", async () => {
    const token = "ovh:Iam/getReferenceActions:getReferenceActions";
    const { actions } = await answered(cloud, token, { type: "vps" });
    expect(actions).toContainEqual(expect.objectContaining({ action: "vps:apiovh:get", categories: ["READ"] }));
    await expect(cloud.call(token, { type: "nutanix" })).rejects.toThrow(
      /knows no actions of resource type nutanix.*501/,
    );
    await expect(cloud.call(token, { type: "toaster" })).rejects.toThrow(/toaster not found/);
    const { types } = await answered(cloud, "ovh:Iam/getReferenceResourceType:getReferenceResourceType", {});
    expect(types).toContain("publicCloudProject");
  });
});

it("tags are set on what is there", async () => {
  const nowhere = { urn: "urn:v1:eu:resource:publicCloudProject:1", tags: { a: "b" } };
  await expect(cloud.create(tags, nowhere)).rejects.toThrow(/publicCloudProject:1 not found/);
  expect((await cloud.create(tags, { urn: project, tags: { a: "b" } })).id).toBe(project);
});
