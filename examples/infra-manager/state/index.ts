import { OvhProject } from "@accoreboot/ovh-project";
import { StateBucket } from "@accoreboot/ovh-s3-iam";
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();
const project = new OvhProject("project", {
  app: "infra-manager",
  environment: pulumi.getStack(),
  region: "GRA11",
  projectId: config.requireSecret("project_id"),
});
const state = new StateBucket("state", {
  environment: project.ref,
  bucketName: config.get("bucket_name"),
  region: config.get("region"),
  endpoint: config.get("endpoint"),
});

export const { bucketName, region, endpoint, backendUrl, accessKeyId, secretAccessKey } = state;
