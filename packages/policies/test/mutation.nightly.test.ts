import { describe, expect, it } from "vitest";
import { areas, mutate } from "../../../tools/mutation/mutate.ts";
import { percentage, table } from "../../../tools/mutation/score.ts";

const minutes = 60_000;

describe("mutation", () => {
  it.each(areas)(
    "C010 C037 C040 the unit tests notice 95 %% of the faults put into the logic of %s",
    async (area) => {
      const { scores, stale } = await mutate(area);
      process.stdout.write(`${table(scores)}\n`);
      for (const { survivors } of scores) {
        for (const survivor of survivors) process.stdout.write(`${JSON.stringify(survivor)}\n`);
      }
      expect(scores.reduce((sum, { killed }) => sum + killed, 0)).toBeGreaterThan(20);
      expect(percentage(scores)).toBeGreaterThanOrEqual(95);
      expect(stale).toEqual([]);
    },
    90 * minutes,
  );
});
