import * as pulumi from "@pulumi/pulumi";

/**
 * Id of the project that `main_stack` made, as a secret: copied by hand (`project_id`), or read from that stack's
 * outputs (`project_stack`, such as `organization/main_stack/test`).
 */
export function projectId(config: pulumi.Config): pulumi.Output<string> {
  const copied = config.getSecret("project_id");
  const stack = config.get("project_stack");
  if (copied && stack) {
    throw new pulumi.RunError(
      `${config.name}:project_id and ${config.name}:project_stack are both set. Remove one: pulumi config rm project_stack`,
    );
  }
  if (copied) return copied;
  if (stack) {
    if (!/^organization\/main_stack\/[^/]+$/.test(stack)) {
      throw new pulumi.RunError(
        `${config.name}:project_stack is "${stack}". Give the whole name: pulumi config set project_stack organization/main_stack/${pulumi.getStack()}`,
      );
    }
    return pulumi.secret(new pulumi.StackReference(stack).getOutput("project_id").apply((id) => there(stack, id)));
  }
  throw new pulumi.RunError(
    `${config.name}:project_id is not set. Run pulumi up in main_stack first, then here:
  pulumi -C ../main_stack stack output project_id | pulumi config set --secret project_id
or let it be read from that stack each time:
  pulumi config set project_stack organization/main_stack/${pulumi.getStack()}`,
  );
}

function there(stack: string, id: unknown): string {
  if (typeof id === "string") return id;
  throw new pulumi.RunError(`${stack} has no output project_id. Run pulumi up in main_stack first`);
}
