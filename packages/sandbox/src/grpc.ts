import { createRequire } from "node:module";

/**
 * gRPC and Pulumi's protocol stubs, taken from the `@pulumi/pulumi` that is installed, so that no second copy
 * of them is needed. The stubs have no complete typings: this file is the untyped corner.
 */
const require = createRequire(import.meta.url);
const ofPulumi = createRequire(require.resolve("@pulumi/pulumi"));

// biome-ignore lint/suspicious/noExplicitAny: generated stubs without complete typings
type Stub = any;

export const grpc: Stub = ofPulumi("@grpc/grpc-js");
export const { Struct }: Stub = ofPulumi("google-protobuf/google/protobuf/struct_pb.js");
export const { Empty }: Stub = ofPulumi("google-protobuf/google/protobuf/empty_pb.js");
export const providerMessages: Stub = ofPulumi("@pulumi/pulumi/proto/provider_pb.js");
export const { ResourceProviderService }: Stub = ofPulumi("@pulumi/pulumi/proto/provider_grpc_pb.js");
export const pluginMessages: Stub = ofPulumi("@pulumi/pulumi/proto/plugin_pb.js");

export const statusMessages: Stub = {
  Status: ofPulumi("@pulumi/pulumi/proto/status_pb.js").Status,
  Any: ofPulumi("google-protobuf/google/protobuf/any_pb.js").Any,
};

/** A request message of the protocol. */
export type Message = Stub;
