import { CloudError, type Model } from "./model.ts";
import type { Entry, Store } from "./store.ts";

/** Finds a thing by the id that a user gives at an import; refuses an id of another form, as the providers do. */
export function imported(store: Store, { token, importId }: Model, scope: string, given: string): Entry | undefined {
  if (!importId) return store.find(token, scope, given);
  const parts = partsOf(importId, given);
  if (!parts) {
    const found = given.includes("/") ? undefined : store.find(token, scope, given);
    if (found && !/\bid\b/.test(importId)) return found;
    throw new CloudError(400, `the import id of ${token} is ${importId}`);
  }
  const value = ({ id, inputs, outputs }: Entry, name: string) =>
    name === "id" ? id : String(inputs[name] ?? outputs[name] ?? "");
  return store
    .entries(token)
    .find((entry) => entry.scope === scope && parts.every(([name, part]) => value(entry, name) === part));
}

/** Reads an id by its form, such as `serviceName/id` or `id.zone`; the last part may hold what separates the others. */
function partsOf(form: string, given: string): [name: string, part: string][] | undefined {
  const names = form.match(/\w+/g) ?? [];
  const separators = form.match(/\W/g) ?? [];
  const last = separators.at(-1) === "/" ? "[^/]+" : ".+";
  const pattern = names.map((_, i) =>
    i < separators.length ? `([^${separators[i]}]+)\\${separators[i]}` : `(${last})`,
  );
  const found = new RegExp(`^${pattern.join("")}$`).exec(given);
  return found ? names.map((name, i) => [name, found[i + 1] ?? ""]) : undefined;
}
