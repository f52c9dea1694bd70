import { describe, expect, it } from "vitest";
import { daily, thirds } from "./programs/table.ts";
import { comesAndGoes, done, reconfigured, reimported, started } from "./programs/third.ts";

describe.each(thirds.filter((third) => !daily.includes(third)))("C147 a third party's $file", (third) => {
  it("comes up as previewed, has nothing left to do, does not drift by itself, and goes", () => comesAndGoes(third));
});

describe.each(thirds)("a third party's $file", (third) => {
  it("is updated, replaced, found drifted and put right, imported, and destroyed", async () => {
    const program = await started(third);
    try {
      await done(program.up());
      const updated = await reconfigured(program, third.update);
      expect(updated.changes["update"], updated.stdout).toBeGreaterThan(0);
      expect(updated.changes["replace"], updated.stdout).toBeUndefined();
      if (Object.keys(third.replace).length > 0) {
        const replaced = await reconfigured(program, third.replace);
        expect(replaced.changes["replace"], replaced.stdout).toBeGreaterThan(0);
      }
      await done(program.preview("--expect-no-changes"));

      const [name, path, value] = third.drift;
      program.sandbox.drift(name, path, value);
      const found = await done(program.refresh());
      expect(found.changes["update"], found.stdout).toBe(1);
      const repaired = await done(program.up());
      expect((repaired.changes["update"] ?? 0) + (repaired.changes["replace"] ?? 0), repaired.stdout).toBeGreaterThan(
        0,
      );

      await reimported(program, third.imported);
      await done(program.up("--expect-no-changes"));
      await done(program.destroy());
      expect(program.sandbox.entries()).toEqual([]);
    } finally {
      await program.close();
    }
  });
});
