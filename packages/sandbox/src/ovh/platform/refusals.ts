import { CloudError } from "../../model.ts";
import { bad } from "../refusals.ts";

export { absent, bad, conflict } from "../refusals.ts";

/** Refuses as the container services do: behind their gateway the answer carries its status once more. */
export function invalid(words: string): never {
  return bad(`[InvalidDataError] 400: ${words}`);
}

/** Refuses before anything is sent, in the words of the Terraform provider. */
export function unsent(words: string): never {
  throw new CloudError(400, words);
}
