import { describe, expect, it } from "vitest";
import { thirds } from "./programs/table.ts";
import { done, started } from "./programs/third.ts";

describe.each(thirds)("C147 a third party's $file", (third) => {
  it("comes up as previewed, has nothing left to do, does not drift by itself, and goes", async () => {
    const program = await started(third);
    try {
      const { changes: foreseen } = await done(program.preview());
      expect(program.sandbox.entries()).toEqual([]);
      const { changes } = await done(program.up());
      expect(changes).toEqual(foreseen);
      await done(program.refresh("--expect-no-changes"));
      await done(program.preview("--expect-no-changes"));
      await done(program.destroy());
      expect(program.sandbox.entries()).toEqual([]);
    } finally {
      await program.close();
    }
  });
});
