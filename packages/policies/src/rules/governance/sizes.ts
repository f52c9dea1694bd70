/** The sizes that are usual in each environment, taken from the catalogue by virtual CPUs and memory. */
import { computeFlavors, databaseFlavors } from "@accoreboot/catalogue";
import type { ByEnvironment } from "../../environment.ts";

interface Size {
  readonly vcpus: number;
  readonly memoryGb: number;
}

/** The families without graphics cards or Windows: what those cost does not follow from their size. */
const plain = /^[bcdirs]\d-/;

const upTo = (flavors: { readonly [name: string]: Size }, vcpus: number, memoryGb: number): readonly string[] =>
  Object.entries(flavors)
    .filter(([name, size]) => size.vcpus <= vcpus && size.memoryGb <= memoryGb && plain.test(name))
    .map(([name]) => name);

/** Compute flavors. */
export const usualFlavors: ByEnvironment<readonly string[]> = {
  test: upTo(computeFlavors, 4, 8),
  preprod: upTo(computeFlavors, 8, 32),
  prod: upTo(computeFlavors, 32, 128),
};

/** Flavors of database nodes. */
export const usualDatabaseFlavors: ByEnvironment<readonly string[]> = {
  test: within(8),
  preprod: within(32),
  prod: within(128),
};

function within(memoryGb: number): readonly string[] {
  return Object.keys(databaseFlavors).filter((name) => (databaseFlavors[name]?.memoryGb ?? 0) <= memoryGb);
}

/** Plans of databases. */
export const usualPlans: ByEnvironment<readonly string[]> = {
  test: ["discovery", "essential"],
  preprod: ["discovery", "essential", "business", "production"],
  prod: ["discovery", "essential", "business", "production", "enterprise", "advanced"],
};
