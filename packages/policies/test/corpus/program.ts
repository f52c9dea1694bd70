/** Renders a Pulumi program. */
import type { Case } from "./case.ts";

/** One program in JavaScript (CommonJS) that registers all the cases, each under its id. */
export function program(cases: readonly Case[]): string {
  const resources = cases.map(
    ({ id, type, inputs }) => `new ${classOf(type)}(${JSON.stringify(id)}, ${JSON.stringify(inputs, undefined, 2)});\n`,
  );
  return [
    'const openstack = require("@pulumi/openstack");\n',
    'const ovh = require("@ovhcloud/pulumi-ovh");\n',
    ...resources,
  ].join("");
}

/** `ovh:CloudProject/database:Database` is `ovh.cloudproject.Database` in the SDK. */
function classOf(type: string): string {
  const [sdk, module, name] = type.split(":");
  return [sdk, module?.split("/")[0]?.toLowerCase(), name].join(".");
}
