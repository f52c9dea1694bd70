import replaces from "./replaces.json" with { type: "json" };
import type { Change, ReplacesWhen, ResourceContract } from "./types.ts";

type Row = Readonly<Record<string, readonly string[] | boolean>>;
const rows = replaces.resources as Readonly<Record<string, Row>>;

/** Lists of `replaces.json` that speak of some changes only; the others speak of every change. */
const limited: Readonly<Record<string, ReplacesWhen>> = {
  configured: "configured",
  presence: "presence",
  existing: "existing",
  removal: "removal",
};

/** The replacement facts of a resource, from the data kept by hand. */
export function replacementFacts(
  token: string,
): Pick<ResourceContract, "replaces" | "replacesAt"> & { framework: boolean } {
  const whole = new Set<string>();
  const parts = new Map<string, ReplacesWhen>();
  for (const [source, paths] of Object.entries(rows[token] ?? {})) {
    if (typeof paths === "boolean") continue;
    for (const path of paths) {
      if (limited[source] || /[.[]/.test(path)) parts.set(path, limited[source] ?? "any");
      else whole.add(path);
    }
  }
  return { replaces: whole, replacesAt: parts, framework: rows[token]?.["framework"] === true };
}

/**
 * Whether a difference forces a replacement.
 *
 * @param path the engine's path of the difference, such as `networks[0].port`; for a block that comes, goes or is not
 *   known yet as a whole, the path of the block
 * @param whole true where the block around the path comes or goes
 */
export function forcesReplacement(contract: ResourceContract, path: string, change: Change, whole = false): boolean {
  const [input = path] = path.split(/[.[]/);
  if (contract.replaces.has(input)) return true;
  const general = path.replace(/\[[^\]]*\]/g, "[]");
  return [...contract.replacesAt].some(([part, when]) => {
    if (when === "existing" && whole) return false;
    if (part === general)
      return when === "removal" ? change === "delete" : when !== "configured" || change !== "delete";
    if (when === "presence") return change !== "update" && `${part}[]` === general;
    return when === "any" && (inside(part, general) || inside(general, part));
  });
}

/** Whether `path` lies within `block`. */
const inside = (path: string, block: string): boolean =>
  path.startsWith(block) && /^[.[]/.test(path.slice(block.length));
