export { type Running, type RunningOptions, running, type StateResource } from "./engine.ts";
export { brokenLaws } from "./laws.ts";
export { type RecordedResource, recordedOf, recordProgram, settled } from "./mocks.ts";
