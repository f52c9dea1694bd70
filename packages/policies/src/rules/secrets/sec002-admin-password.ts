import { levels, type Rule } from "../../rule.ts";
import { textOf } from "../../truth.ts";
import { failUnmarked } from "../../verdict.ts";
import { at } from "../../view.ts";
import { openstackInstanceType } from "./types.ts";

/** A server with an administrator's password. */
export const adminPassword: Rule = {
  id: "SEC002",
  slug: "admin-password",
  title: "No server has an administrator's password",
  group: "secrets",
  severity: "high",
  levels: levels("mandatory"),
  rationale: "a password can be guessed and passed on, and this one is in the state and known to the cloud",
  remedy: "leave adminPass out and name a key pair in keyPair",
  url: "https://www.pulumi.com/registry/packages/openstack/api-docs/compute/instance/",
  equivalents: ["Checkov CKV_OPENSTACK_4", "Trivy OPNSTK-0001"],
  types: [openstackInstanceType],
  parameters: {},

  judge(view) {
    const password = at(view, "adminPass");
    return password.kind === "absent" || textOf(password) === ""
      ? []
      : [failUnmarked(password, "the server is given a password")];
  },
};
