/** Fixtures as messages of the engine. */
import type { Environment } from "../../src/index.ts";
import { analyzeRequest, analyzeStackRequest } from "../messages.ts";
import { environmentOf, type Placed, type Resource } from "./placed.ts";

const sentOf = (stack: Environment, { type, name, properties, options, provider }: Resource) => ({
  type,
  name,
  stack,
  inputs: properties,
  ...(options ? { options } : {}),
  provider,
});

/** A resource, as it is told of before it is made. */
export function resourceRequest({ fixture }: Placed, resource: Resource) {
  const request = analyzeRequest(sentOf(environmentOf(fixture), resource));
  request.setUrn(resource.urn);
  return request;
}

/** The resources of these in one stack, as they are told of at the end; what they depend on comes with them. */
export function stackOf(environment: Environment, members: readonly Placed[]) {
  const resources = members.flatMap((one) => one.resources);
  const request = analyzeStackRequest(resources.map((resource) => sentOf(environment, resource)));
  for (const [index, { urn, parent, dependencies }] of resources.entries()) {
    const message = request.getResourcesList()[index];
    message?.setUrn(urn);
    message?.setParent(parent ?? "");
    message?.setDependenciesList([...dependencies]);
  }
  return request;
}
