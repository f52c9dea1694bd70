export { type RunningOptions, running } from "./engine.ts";
export { exampleEnvironment } from "./fixtures.ts";
export { brokenLaws } from "./laws.ts";
export { type RecordedResource, recordedOf, recordProgram, settled } from "./mocks.ts";
