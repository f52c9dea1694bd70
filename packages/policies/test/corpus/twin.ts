/** From a Pulumi resource's inputs to the attributes of its Terraform twin. */

/** Where the two sides differ by more than `camelCase` and `snake_case`. */
export interface Form {
  /** Terraform's name of a property, where it is not the snake case of Pulumi's; a plural here is often one block there. */
  readonly renamed?: { readonly [name: string]: string };
  /** Properties that are one object here and one block there, at any depth. */
  readonly blocks?: readonly string[];
  /** Maps whose keys are the user's own. */
  readonly maps?: readonly string[];
}

export function hclAttributes(inputs: { readonly [name: string]: unknown }, form: Form = {}): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [
      form.renamed?.[name] ?? snakeCase(name),
      form.maps?.includes(name) ? value : converted(form.blocks?.includes(name) ? [value] : value, form),
    ]),
  );
}

/** `remoteIpPrefix` becomes `remote_ip_prefix`. */
export const snakeCase = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function converted(value: unknown, form: Form): unknown {
  if (Array.isArray(value)) return value.map((member) => converted(member, form));
  return typeof value === "object" && value !== null ? hclAttributes(value as Record<string, unknown>, form) : value;
}
