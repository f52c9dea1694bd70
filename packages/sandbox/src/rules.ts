import { type Call, CloudError, type Model } from "./model.ts";
import { scopeOf } from "./scope.ts";
import type { Entry } from "./store.ts";

/** Refuses one more than the quota allows. A sandbox may set another limit: setting `quota <token>`. */
export function overQuota({ store, inputs, connection }: Call, { token, quota }: Model): void {
  const set = store.setting(`quota ${token}`);
  if (!quota && set === undefined) return;
  const limit = Number(set ?? quota?.limit);
  const per = quota?.per ?? "project";
  const project = (values: Entry["inputs"]) => values["serviceName"] ?? "";
  const region = (values: Entry["inputs"]) => values["region"] ?? values["regionName"] ?? connection.config["region"];
  const scope = scopeOf(store, connection);
  const count = store
    .entries(token)
    .filter(
      (entry) =>
        entry.scope === scope &&
        project(entry.inputs) === project(inputs) &&
        (per === "project" || region(entry.inputs) === region(inputs)),
    ).length;
  if (count >= limit) throw new CloudError(403, `quota exceeded: the ${per} may hold ${limit} of ${token}`);
}

/** Refuses to take down what others still name. */
export function heldUp({ store }: Call, { heldBy = [] }: Model, entry: Entry): void {
  for (const token of heldBy) {
    const holder = store.entries(token).find(({ inputs }) => names(inputs, [entry.id]));
    if (holder) throw new CloudError(409, `${entry.token} ${entry.id} is still in use by ${token} ${holder.id}`);
  }
}

/** True when one of the ids stands in the value, at any depth. */
export function names(value: unknown, ids: readonly string[]): boolean {
  if (typeof value === "string") return ids.includes(value);
  return typeof value === "object" && value !== null && Object.values(value).some((inner) => names(inner, ids));
}
