import type { Call } from "../../model.ts";
import type { Entry } from "../../store.ts";
import { refuse } from "../refusal.ts";
import { at } from "../resource.ts";
import { tokens } from "../tokens.ts";

/** The server with that id in the call's region; refuses one that is not there. */
export const serverAt = (call: Call, id: string): Entry =>
  at(call, tokens.instance, id) ?? refuse(404, `Instance ${id} could not be found.`);
