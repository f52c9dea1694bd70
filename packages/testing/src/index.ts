export { type RecordedResource, recordedOf, recordProgram, settled } from "./mocks.ts";
