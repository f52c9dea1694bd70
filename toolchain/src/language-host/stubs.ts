/**
 * The stubs of the engine's protocol and the libraries they were made for. All come out of our own `@pulumi/pulumi` and
 * are resolved from there, because a server must use the same copies as its stubs. They are CommonJS without names that
 * an import could see: this file is the one place that takes their types on trust.
 */
import { createRequire } from "node:module";

const require = createRequire(import.meta.resolve("@pulumi/pulumi/package.json"));

export const grpc: typeof import("@grpc/grpc-js") = require("@grpc/grpc-js");
export const language: typeof import("@pulumi/pulumi/proto/language_pb.js") = require("./proto/language_pb.js");
export const plugin: typeof import("@pulumi/pulumi/proto/plugin_pb.js") = require("./proto/plugin_pb.js");
export const empty: typeof import("google-protobuf/google/protobuf/empty_pb.js") = require("google-protobuf/google/protobuf/empty_pb.js");
export const struct: typeof import("google-protobuf/google/protobuf/struct_pb.js") = require("google-protobuf/google/protobuf/struct_pb.js");
export const {
  LanguageRuntimeService,
}: typeof import("@pulumi/pulumi/proto/language_grpc_pb.js") = require("./proto/language_grpc_pb.js");

/** The release of `@pulumi/pulumi` the stubs are from. */
export const stubVersion: string = require("./package.json").version;

export type { handleServerStreamingCall, handleUnaryCall, ServerWritableStream } from "@grpc/grpc-js";
export type { ILanguageRuntimeServer } from "@pulumi/pulumi/proto/language_grpc_pb.js";
export type {
  InstallDependenciesRequest,
  InstallDependenciesResponse,
  ProgramInfo,
  RunPluginRequest,
  RunPluginResponse,
  RunRequest,
} from "@pulumi/pulumi/proto/language_pb.js";
