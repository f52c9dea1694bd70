import { CloudError } from "../../model.ts";
import { refuse } from "../../text.ts";

/** Refuses with a 400. */
export function bad(words: string): never {
  return refuse(400, "Client::BadRequest", words);
}

/** Refuses as the container services do: behind their gateway the answer carries its status once more. */
export function invalid(words: string): never {
  return bad(`[InvalidDataError] 400: ${words}`);
}

/** Refuses what stands in the way of something that exists. */
export function conflict(words: string): never {
  return refuse(409, "Client::Conflict", words);
}

/** Refuses what names something that is not there. */
export function absent(words: string): never {
  return refuse(404, "Client::NotFound", words);
}

/** Refuses before anything is sent, in the words of the Terraform provider. */
export function unsent(words: string): never {
  throw new CloudError(400, words);
}
