import type { Subject } from "../../rule.ts";
import { holds, some, type Truth, textOf } from "../../truth.ts";
import { at } from "../../view.ts";

/**
 * Whether a resource names another one of the stack by its id. While the name is hidden, what it comes from tells.
 *
 * @param property Where the id stands.
 * @param targets All resources that could be named there.
 */
export function namesResource(subject: Subject, property: string, target: Subject, targets: readonly Subject[]): Truth {
  const [name, id] = [at(subject.properties, property), at(target.properties, "id")];
  if (name.kind === "absent") return false;
  if (textOf(name) !== undefined && textOf(id) !== undefined) return textOf(name) === textOf(id);
  const isWritten = textOf(name) !== undefined && id.kind !== "known";
  const origins = isWritten ? [] : (subject.originsOf?.(property) ?? []);
  const named = targets.filter(({ urn }) => origins.includes(urn));
  if (named.length > 0 && !named.includes(target)) return false;
  return (
    named.length === 1 ||
    some(
      holds(name, () => false),
      holds(id, () => false),
    )
  );
}
