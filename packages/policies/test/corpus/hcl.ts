/** Renders Terraform configuration. */
import type { Case, Inputs } from "./case.ts";

/** The twins of the cases as one Terraform file; resources are named by the cases' ids. */
export function hcl(cases: readonly Case[]): string {
  return cases
    .map(({ id, hcl: { resource, attributes } }) => block(`resource ${quoted(resource)} ${quoted(id)}`, attributes, ""))
    .join("\n");
}

/** A list of objects is a block for each; everything else is a value. */
function block(head: string, attributes: Inputs, indent: string): string {
  const inner = `${indent}  `;
  const body = Object.entries(attributes).map(([name, value]) =>
    isBlocks(value)
      ? value.map((member) => block(name, member, inner)).join("")
      : `${inner}${name} = ${expression(value, inner)}\n`,
  );
  return `${indent}${head} {\n${body.join("")}${indent}}\n`;
}

function isBlocks(value: unknown): value is readonly Inputs[] {
  return (
    Array.isArray(value) && value.length > 0 && value.every((member) => typeof member === "object" && member !== null)
  );
}

function expression(value: unknown, indent: string): string {
  if (typeof value === "string") return quoted(value);
  if (typeof value !== "object" || value === null) return String(value);
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    return `[${value.map((member) => expression(member, inner)).join(", ")}]`;
  }
  const members = Object.entries(value).map(
    ([name, member]) => `${inner}${quoted(name)} = ${expression(member, inner)}\n`,
  );
  return `{\n${members.join("")}${indent}}`;
}

/** A quoted template without interpolation: `${` and `%{` are doubled. */
function quoted(text: string): string {
  return JSON.stringify(text).replaceAll(/[$%](?=\{)/g, "$&$&");
}
