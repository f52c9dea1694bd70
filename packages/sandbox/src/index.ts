export { SandboxError } from "./directory.ts";
export { createSandbox, type Result, type RunOptions, resetSandbox, type Sandbox } from "./sandbox.ts";
export { seeded } from "./seed.ts";
export type { Entry } from "./store.ts";
