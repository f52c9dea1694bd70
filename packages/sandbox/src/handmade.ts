import type { Cloud } from "./cloud.ts";
import type { Connection, Package } from "./connection.ts";
import { withDefaults } from "./contract/defaults.ts";
import { checkResource } from "./contract/resource-check.ts";
import { SandboxError } from "./directory.ts";
import { make } from "./operations.ts";
import { modelled } from "./planning.ts";
import type { Properties } from "./properties.ts";
import { seeded } from "./seed.ts";
import type { Entry } from "./store.ts";

/**
 * Makes a thing without a program, as somebody at a console would. OpenStack things are made in the seeded project
 * (`tenantId` among the inputs chooses another), in the region of the inputs.
 */
export async function makeByHand(cloud: Cloud, token: string, given: Properties): Promise<Entry> {
  const pkg = token.split(":")[0] as Package;
  const { contract, model } = modelled(pkg, token);
  const { tenantId = seeded.projectId, ...rest } = given;
  const inputs = pkg === "openstack" ? rest : given;
  const failures = checkResource(contract, inputs, () => false, {});
  if (failures.length > 0) {
    throw new SandboxError(failures.map(({ path, reason }) => `${token} ${path}: ${reason}`).join("\n"));
  }
  const { inputs: filled } = withDefaults(contract, inputs, {});
  const config = pkg === "openstack" ? { tenantId, region: inputs["region"] } : {};
  const connection: Connection = { package: pkg, config, byHand: true };
  return make({ cloud, connection, model, urn: "", timeout: 0, fault: undefined }, filled);
}
