import { type Environment, lacking, missing, refusals, undecidable } from "./allowed.ts";
import { checkInputs, type Failure } from "./check.ts";
import type { ResourceContract } from "./types.ts";

/**
 * Judges the inputs of a resource as the real provider does at check: by their types, by what is missing, by the
 * allowed values. An input that an environment variable stands in for is missing when neither is given, except where
 * the provider asks for it only at creation (resources on Terraform's plugin framework).
 */
export function checkResource(
  contract: ResourceContract,
  inputs: Readonly<Record<string, unknown>>,
  isUnknown: (value: unknown) => boolean,
  environment: Environment = process.env,
): Failure[] {
  return [
    ...checkInputs(contract.inputs, inputs, isUnknown),
    ...withoutEnvironment(contract, inputs, isUnknown, environment),
    ...lacking(contract.token, inputs, isUnknown, environment),
    ...undecidable(contract.changes.ignored, inputs, isUnknown),
    ...refusals(contract.token, inputs, isUnknown),
  ];
}

function* withoutEnvironment(
  { inputs: specs, comparison, changes }: ResourceContract,
  inputs: Readonly<Record<string, unknown>>,
  isUnknown: (value: unknown) => boolean,
  environment: Environment,
): Generator<Failure> {
  if (comparison === "inputs" || isUnknown(inputs)) return;
  for (const [path, { environment: variable }] of Object.entries(specs)) {
    const given = inputs[path] !== undefined && inputs[path] !== null;
    if (!variable || given || environment[variable] || changes.defaults.has(path)) continue;
    yield { path, reason: missing(variable) };
  }
}
