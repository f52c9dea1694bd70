import type { Properties } from "../fixtures/fixture.ts";
import { fixtures } from "../fixtures/index.ts";
import { pathsIn, replaced, valueAt } from "../hidden.ts";
import { type Placed, titleOf } from "./placed.ts";
import { seeded } from "./seeded.ts";

const bad = new Set(fixtures.flatMap((all) => all.bad));
const signature = "4dabf18193072939515e22adb298388d";

/** The bad ones among these, each with one part of its properties, drawn by chance, replaced by a value that hides it. */
export function withHidden(all: readonly Placed[], hidden: unknown): Placed[] {
  return all
    .filter(({ fixture }) => bad.has(fixture))
    .flatMap((one) => {
      const inputs = one.resources[0]?.properties ?? {};
      // A secret that can be read is hidden as a whole.
      const parts = pathsIn(inputs).filter(
        (path) => !path.some((_, length) => isMarked(valueAt(inputs, path.slice(0, length)))),
      );
      const path = parts[Math.floor(seeded(titleOf(one))() * parts.length)];
      if (!path) return [];
      const changed: Properties = replaced(inputs, path, hidden);
      const [first, ...rest] = one.resources;
      return first
        ? [
            {
              ...one,
              fixture: { ...one.fixture, inputs: changed },
              resources: [{ ...first, properties: changed }, ...rest],
            },
          ]
        : [];
    });
}

const isMarked = (value: unknown) => typeof value === "object" && value !== null && signature in value;
