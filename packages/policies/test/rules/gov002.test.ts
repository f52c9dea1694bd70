import { environments, label } from "@accoreboot/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judge } from "../../src/index.ts";
import { namedTypes } from "../../src/rules/governance/physical-name.ts";
import { installed } from "./installed.ts";

const found = (type: string, properties: object, environment: "test" | "preprod" | "prod") =>
  judge(type, properties, { environment, name: "it" }).filter(({ rule }) => rule.id === "GOV002");
const role = fc.stringMatching(/^[a-z][a-z0-9-]{0,90}[a-z0-9]$/);
const environment = fc.constantFrom(...environments);

describe("GOV002 naming", () => {
  it("judges names that the installed SDKs have", () => {
    const known = new Map([...installed("@ovhcloud/pulumi-ovh"), ...installed("@pulumi/openstack")]);
    for (const [token, { property }] of namedTypes)
      expect([token, known.get(token)?.has(property)]).toEqual([token, true]);
    expect(namedTypes.size).toBe(36);
  });

  it("accepts whatever name the components make, and refuses it in another environment unless it was cut", () => {
    fc.assert(
      fc.property(environment, environment, role, role, (own, stack, app, given) => {
        const made = [
          ["openstack:compute/instance:Instance", { name: label.role(own, given) }, own],
          ["ovh:CloudProject/project:Project", { description: label.project(app, own) }, own],
          ["ovh:CloudProject/storage:Storage", { name: label.bucket(app, given, own) }, own],
        ] as const;
        for (const [type, properties] of made) {
          const [name = ""] = Object.values(properties);
          expect(found(type, properties, own)).toEqual([]);
          const tells = type.startsWith("openstack:") || name.endsWith(`-${own}`);
          expect(found(type, properties, stack).length > 0).toBe(stack !== own && tells);
        }
      }),
    );
  });

  it.each([
    "ovh-compute-stack:index:DockerHost",
    "ovh-managed-pg:index:ManagedTimescalePg",
    "ovh-project:index:OvhEnvironment",
    "ovh-project:index:OvhProject",
    "ovh-s3-iam:index:S3BucketWithUsers",
    "ovh-s3-iam:index:StateBucket",
  ])("compares the environment of %s with the stack's", (type) => {
    expect(found(type, { environment: "test" }, "prod")).toMatchObject([{ outcome: "FAIL", path: "environment" }]);
    expect(found(type, { environment: "test" }, "test")).toEqual([]);
  });

  it.each(["test", "preprod", "prod"] as const)("names what is wrong in %s by place alone", (stack) => {
    const [finding] = found("openstack:compute/keypair:Keypair", { name: "secret-name" }, stack);
    expect(finding?.path).toBe("name");
    expect(finding?.message).not.toContain("secret-name");
  });
});
