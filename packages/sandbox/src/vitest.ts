import { afterAll, beforeAll } from "vitest";
import { openProgram, type Program, type ProgramOptions } from "./program.ts";

export type { Outcome, Program, ProgramOptions, StateResource } from "./program.ts";

/**
 * A program in a sandbox of its own for the tests of a file or a `describe`: made before them, removed after them.
 *
 * @example
 * const program = useProgram({ folder: import.meta.dirname, config: { size: "small" } });
 *
 * it("comes up, and the second preview is empty", async () => {
 *   expect((await program.up()).changes).toEqual({ create: 7 });
 *   expect((await program.preview("--expect-no-changes")).code).toBe(0);
 * });
 */
export function useProgram(options: ProgramOptions): Program {
  let opened: Program | undefined;
  beforeAll(async () => {
    opened = await openProgram(options);
  }, 120_000);
  afterAll(() => opened?.close());
  return new Proxy({} as Program, {
    get(_target, name: keyof Program) {
      if (!opened) throw new Error("the program is there from the first test on, not before");
      return opened[name];
    },
  });
}
