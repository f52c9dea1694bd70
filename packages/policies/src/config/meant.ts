import { nearestName } from "@accoreboot/core/pure";

/** The end of a message about an unknown name: the known one that was meant, when one is near. */
export function meant(name: string, known: readonly string[]): string {
  const nearest = nearestName(name, known);
  return nearest === undefined ? "" : `; ${nearest} was meant?`;
}
