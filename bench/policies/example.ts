/** What a program with every component registers in prod, as resources of a state. */
import type { EnvironmentRef } from "@accoreboot/core";
import { DockerHost } from "@accoreboot/ovh-compute-stack";
import { ManagedTimescalePg } from "@accoreboot/ovh-managed-pg";
import { OvhEnvironment } from "@accoreboot/ovh-project";
import { S3BucketWithUsers } from "@accoreboot/ovh-s3-iam";
import { exampleEnvironment, recordProgram } from "@accoreboot/testing";
import * as openstack from "@pulumi/openstack";
import type { StateResource } from "./state.ts";

const sshPublicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFNfIM9Ip7ItcAamPHzGvN8XYwwOfGrbqA7fCpx/i6m1 bench";
const anywhere = ["0.0.0.0/0", "::/0"];

function stack(name: string) {
  const environment: EnvironmentRef = { ...exampleEnvironment, name, labels: { app: "accoreboot", environment: name } };
  const openstackProvider = new openstack.Provider("openstack", { region: "GRA11" });
  new OvhEnvironment("env", {
    app: "accoreboot",
    environment: name,
    region: "GRA11",
    projectId: environment.projectId,
  });
  new DockerHost(
    "backend",
    {
      environment,
      sshPublicKey,
      ingress: [
        { name: "https", port: 443, cidrs: anywhere },
        { name: "http", port: 80, cidrs: anywhere },
      ],
    },
    { providers: { openstack: openstackProvider } },
  );
  new ManagedTimescalePg("postgresql", { environment });
  new S3BucketWithUsers("storage", {
    environment,
    buckets: [{ role: "archive" }, { role: "uploads" }],
    users: [{ name: "backend", grants: [{ bucket: "archive", access: "readWrite" }] }],
  });
}

/** That many resources: those of the program again and again, under names of their own. */
export async function exampleResources(count: number): Promise<StateResource[]> {
  const recorded = await recordProgram(() => stack("prod"));
  return Array.from({ length: count }, (_, i) => {
    const { type, name, inputs, protect } = recorded[i % recorded.length] as (typeof recorded)[number];
    const urn = `urn:pulumi:prod::accoreboot::${type}::${name}-${Math.floor(i / recorded.length)}`;
    return { urn, custom: true, id: `${name}-id`, type, inputs, outputs: inputs, protect };
  });
}
