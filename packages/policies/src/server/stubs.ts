import { createRequire } from "node:module";
import type { AnalyzerService as Service } from "@pulumi/pulumi/proto/analyzer_grpc_pb.js";
import type * as Messages from "@pulumi/pulumi/proto/analyzer_pb.js";

/**
 * gRPC and the stubs of Pulumi's analyzer protocol, taken from the `@pulumi/pulumi` that is installed, so that no
 * second copy of them is needed. Of the SDK itself nothing is loaded.
 */
const ofPulumi = createRequire(createRequire(import.meta.url).resolve("@pulumi/pulumi/package.json"));

export const messages: typeof Messages = ofPulumi("@pulumi/pulumi/proto/analyzer_pb.js");
export const service: typeof Service = ofPulumi("@pulumi/pulumi/proto/analyzer_grpc_pb.js").AnalyzerService;
export const plugin = ofPulumi(
  "@pulumi/pulumi/proto/plugin_pb.js",
) as typeof import("@pulumi/pulumi/proto/plugin_pb.js");
export const { Struct } = ofPulumi("google-protobuf/google/protobuf/struct_pb.js") as {
  Struct: { fromJavaScript(value: object): never };
};
export const { Empty } = ofPulumi("google-protobuf/google/protobuf/empty_pb.js") as { Empty: new () => never };
export const grpc = ofPulumi("@grpc/grpc-js") as typeof import("@grpc/grpc-js");
