import { createHash } from "node:crypto";
import { appName, environmentName, environments, judgePlain, refuse } from "@accoreboot/core";

/** Highest VLAN of a vRack. 0 is one too, the one without a tag; none is given out by {@link vlanOf}. */
export const lastVlan = 4000;

const blocks = Math.floor(lastVlan / environments.length);

/**
 * VLAN of an environment's private network, 1 to 3999: three in a row belong to one application, one to each of its
 * environments, so these never meet. Where the three begin follows from the SHA-256 of the application's name: of two
 * applications, one pair in 1333 shares its VLANs. It depends on nothing else and never changes.
 *
 * Projects on one vRack are one network on the same VLAN (OVHcloud guide on the vRack).
 *
 * @throws ArgumentError for what is no application's or environment's name
 * @example
 * vlanOf("accoreboot", "test"); // 3430
 */
export function vlanOf(app: string, environment: string): number {
  refuse(
    "vlanOf",
    judgePlain([
      { path: "app", value: app, rule: appName },
      { path: "environment", value: environment, rule: environmentName },
    ]),
  );
  return allocated(app, environment);
}

/** {@link vlanOf} for any two texts: a refused name stands in for a good one until it is mended. */
export function allocated(app: string, environment: string): number {
  const digest = createHash("sha256").update(app).digest();
  const place = Math.max(0, (environments as readonly string[]).indexOf(environment));
  return 1 + (digest.readUInt32BE(0) % blocks) * environments.length + place;
}
