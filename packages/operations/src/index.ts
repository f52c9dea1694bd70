export { type BootstrapResult, bootstrapState } from "./bootstrap.ts";
export type { Clock } from "./clock.ts";
export { OperationError } from "./error.ts";
export { exportLines, type Login } from "./login.ts";
export type { BootstrapOptions } from "./options.ts";
