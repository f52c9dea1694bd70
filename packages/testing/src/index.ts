export { type RunningOptions, running } from "./engine.ts";
export { brokenLaws } from "./laws.ts";
export { type RecordedResource, recordedOf, recordProgram, settled } from "./mocks.ts";
