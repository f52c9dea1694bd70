import { type ComputeFlavor, computeFlavors } from "@accoreboot/catalogue";
import { idOf } from "../../random.ts";

/** A flavor in one region, with its id there. */
export interface Flavor extends ComputeFlavor {
  readonly id: string;
  readonly name: string;
  readonly region: string;
}

/** Flavors of a region. */
export const flavorsOf = (region: string): Flavor[] =>
  Object.entries(computeFlavors).map(([name, facts]) => ({
    id: idOf(`flavor ${name} ${region}`),
    name,
    region,
    ...facts,
  }));

/** The flavor with that id in that region, or undefined. */
export const flavorById = (region: string, id: string) => flavorsOf(region).find((flavor) => flavor.id === id);
