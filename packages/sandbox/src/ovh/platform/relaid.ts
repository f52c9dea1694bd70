import type { Properties } from "../../properties.ts";
import type { Entry } from "../../store.ts";

/** Old outputs with the new inputs laid over them; what an input that is gone had set goes too. */
export function relaid({ inputs: before, outputs }: Entry, inputs: Properties): Properties {
  const stay = Object.entries(outputs).filter(([name]) => !(name in before) || name in inputs);
  return { ...Object.fromEntries(stay), ...inputs };
}
