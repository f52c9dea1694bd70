import type { Things } from "../../store.ts";
import { object, objects, text } from "../../text.ts";
import { v2Tokens } from "./tokens.ts";

/** Addresses under which file shares are exported: `10.0.0.250:/shares/...`. */
export function exportAddresses(store: Things): string[] {
  return store
    .entries(v2Tokens.share)
    .flatMap(({ outputs }) => objects(object(outputs, "currentState"), "exportLocations"))
    .map((location) => text(location, "path").split(":/")[0] ?? "");
}
