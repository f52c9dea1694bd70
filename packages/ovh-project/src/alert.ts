import * as ovh from "@ovhcloud/pulumi-ovh";
import type * as pulumi from "@pulumi/pulumi";
import type { AlertingArgs } from "./names.ts";

/** Has an e-mail sent when the project's bill of the month passes the threshold. */
export function alertOnBill(
  name: string,
  projectId: pulumi.Input<string>,
  args: AlertingArgs,
  parent: pulumi.Resource,
): ovh.cloudproject.Alerting {
  return new ovh.cloudproject.Alerting(`${name}-budget-alert`, { ...args, serviceName: projectId }, { parent });
}
