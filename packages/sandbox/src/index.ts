export { SandboxError } from "./directory.ts";
export type { Dump } from "./dump.ts";
export type { FaultEvent } from "./faults/events.ts";
export type { Fault, Ordered } from "./faults/schedule.ts";
export type { Result, RunOptions } from "./process.ts";
export { type Outcome, openProgram, type Program, type ProgramOptions, type StateResource } from "./program.ts";
export { createSandbox, resetSandbox, type Sandbox, type SandboxOptions } from "./sandbox.ts";
export { seeded } from "./seed.ts";
export type { Entry, JournalEntry } from "./store.ts";
