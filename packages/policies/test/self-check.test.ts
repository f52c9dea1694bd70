/** What the components make by default, in each environment, in the eyes of the whole pack. */
import { type EnvironmentRef, environments } from "@accoreboot/core";
import { DockerHost } from "@accoreboot/ovh-compute-stack";
import { ManagedTimescalePg } from "@accoreboot/ovh-managed-pg";
import { OvhEnvironment, OvhProject } from "@accoreboot/ovh-project";
import { S3BucketWithUsers, StateBucket } from "@accoreboot/ovh-s3-iam";
import { exampleEnvironment, recordProgram } from "@accoreboot/testing";
import * as openstack from "@pulumi/openstack";
import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import type { Environment } from "../src/index.ts";
import { findingsIn } from "../src/matchers.ts";
import { asJudged } from "./hidden.ts";

const sshPublicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFNfIM9Ip7ItcAamPHzGvN8XYwwOfGrbqA7fCpx/i6m1 test";
const projectId = exampleEnvironment.projectId;

function stack(name: Environment) {
  const environment: EnvironmentRef = {
    ...exampleEnvironment,
    name,
    protect: name === "prod",
    labels: { app: "accoreboot", environment: name },
  };
  const project = { app: "accoreboot", environment: name, region: "GRA11" };
  const provider = new openstack.Provider("openstack", { region: "GRA11", password: pulumi.secret("of the provider") });
  new OvhProject("project", { ...project, projectId, alertEmail: "ops@example.com" });
  new OvhEnvironment("env", { ...project, projectId, sshKeys: { admin: sshPublicKey } });
  new DockerHost(
    "backend",
    { environment, sshPublicKey, ingress: [{ name: "https", port: 443, cidrs: ["0.0.0.0/0", "::/0"] }] },
    { providers: { openstack: provider } },
  );
  new ManagedTimescalePg("postgresql", { environment });
  new S3BucketWithUsers("storage", {
    environment,
    buckets: [{ role: "archive" }, { role: "uploads", lifecycle: [{ name: "old", expireDays: 30 }] }],
    users: [
      { name: "backend", grants: [{ bucket: "archive", access: "readWrite" }] },
      { name: "audit", grants: [{ bucket: "archive", access: "read", prefix: "reports/" }] },
    ],
  });
  new StateBucket("state", { environment });
}

/** What the defaults are advised against: small and disposable outside prod, by intent. */
const advised: Readonly<Record<Environment, readonly string[]>> = {
  test: ["DB005"],
  preprod: ["DB005", "DB006"],
  prod: [],
};

describe("the defaults of every component", () => {
  it.each(environments)("C037 C040 C076 pass every rule that blocks in %s", async (environment) => {
    const recorded = await recordProgram(() => stack(environment));
    const findings = findingsIn(recorded.map(asJudged), { environment }).filter(({ outcome }) => outcome === "FAIL");
    const said = findings.map(({ rule, level, name, type, path, problem }) => ({
      rule: rule.id,
      level,
      name,
      type,
      path,
      problem,
    }));
    expect(said.filter(({ level }) => level === "mandatory")).toEqual([]);
    expect([...new Set(said.map(({ rule }) => rule))]).toEqual(advised[environment]);
  });
});
