import { OvhProject } from "@accoreboot/ovh-project";
import { StateBucket } from "@accoreboot/ovh-s3-iam";
import * as pulumi from "@pulumi/pulumi";

// accoreboot-tfstate-<environment>, in that environment's project. Bucket names are unique in OVHcloud, so one name cannot
// serve three projects; `pulumi config set bucketName accoreboot-tfstate` gives one of them the literal one.
const config = new pulumi.Config();
const project = new OvhProject("project", {
  app: "accoreboot",
  environment: pulumi.getStack(),
  region: config.get("computeRegion") ?? "GRA11",
  projectId: config.requireSecret("projectId"),
});
const state = new StateBucket("state", {
  environment: project.ref,
  bucketName: config.get("bucketName"),
  region: config.get("region"),
  endpoint: config.get("endpoint"),
});

export const { bucketName, region, endpoint, backendUrl, accessKeyId, secretAccessKey } = state;
