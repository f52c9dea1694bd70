import { equal } from "../../properties.ts";
import type { Sameness } from "../types.ts";
import { isUnknown, type Members, written } from "./place.ts";

type Named = Exclude<Sameness, object | "unordered">;

const comparisons: Readonly<Record<Named, (old: string, now: string) => boolean>> = {
  anything: () => true,
  admin: (old, now) => old === now || old === `${now}@admin`,
  json: (old, now) => equal(parsed(old), parsed(now)),
  lower: (old, now) => old.toLowerCase() === now.toLowerCase(),
  "normalized-json": (old, now) => equal(parsed(old || "{}"), parsed(now || "{}")),
  quoted: (old, now) => old === `"${now}"`,
  time: (old, now) => Date.parse(old) === Date.parse(now),
  trim: (old, now) => old.trim() === now.trim(),
  upper: (old, now) => old.toUpperCase() === now.toUpperCase(),
  zone: (old, now) => now.split(":")[0] === old && now !== old,
};

/** Whether a rule makes the two the same; `inputs` are the new inputs of the resource. */
export function sameUnder(rule: Sameness | undefined, old: unknown, now: unknown, inputs: Members): boolean {
  if (!rule || isUnknown(old) || isUnknown(now)) return false;
  if (typeof rule === "object") return rule.values.includes(written(inputs[rule.input])) === (rule.when === "is");
  if (rule === "unordered") return equal(sorted(old), sorted(now));
  return comparisons[rule](written(old), written(now));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const sorted = (value: unknown): unknown =>
  Array.isArray(value) ? value.map((item) => JSON.stringify(item)).sort() : value;
