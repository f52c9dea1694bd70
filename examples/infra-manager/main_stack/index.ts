import { OvhProject } from "@accoreboot/ovh-project";
import * as pulumi from "@pulumi/pulumi";

// Nothing to configure: one project, called infra-manager-<stack>. The stack is test, preprod or prod.
const project = new OvhProject("project", {
  app: "infra-manager",
  environment: pulumi.getStack(),
  region: "GRA11",
  order: true,
});

export const project_id = project.projectId;
