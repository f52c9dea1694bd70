import type { Call } from "../../model.ts";
import type { Entry } from "../../store.ts";
import { text } from "../../text.ts";
import { absent } from "../refusals.ts";
import { v2Tokens } from "./tokens.ts";

/** The file share that `shareId` names; refuses one that the project does not have. */
export function shareOf({ store, inputs }: Call): Entry {
  const id = text(inputs, "shareId");
  const found = store.find(v2Tokens.share, "", id);
  if (found && found.inputs["serviceName"] === inputs["serviceName"]) return found;
  return absent(`File share ${id} not found`);
}
