/** Runs policies through the SDK's own analyze call, from the message the engine sends to the one it gets back. */
import { createRequire } from "node:module";
import type { ResourceValidationPolicy } from "@pulumi/policy";
import { packArgs, packName } from "../src/index.ts";

const require = createRequire(import.meta.url);
const { makeAnalyzeRpcFun } = require("@pulumi/policy/server");
const analyzer = require("@pulumi/pulumi/proto/analyzer_pb");
const { Struct } = require("google-protobuf/google/protobuf/struct_pb");

/** One line of the engine's policy output. */
export interface Diagnostic {
  readonly policyname: string;
  readonly message: string;
  readonly enforcementlevel: number;
}

export const { ADVISORY, MANDATORY } = analyzer.EnforcementLevel as { ADVISORY: number; MANDATORY: number };

export function analyze(
  type: string,
  properties: object,
  policies = packArgs().policies as ResourceValidationPolicy[],
): Promise<{ diagnostics: Diagnostic[]; notApplicable: string[] }> {
  const request = new analyzer.AnalyzeRequest();
  request.setUrn(`urn:pulumi:test::accoreboot::${type}::db`);
  request.setName("db");
  request.setType(type);
  request.setProperties(Struct.fromJavaScript(properties));
  request.setOptions(new analyzer.AnalyzerResourceOptions());
  const call = makeAnalyzeRpcFun(packName, "0.0.0", "mandatory", policies);
  return new Promise((resolve, reject) => {
    call({ request }, (error: Error | undefined, response: { toObject(): unknown }) => {
      if (error) return reject(error);
      const { diagnosticsList, notApplicableList } = response.toObject() as {
        diagnosticsList: Diagnostic[];
        notApplicableList: { policyName: string }[];
      };
      resolve({ diagnostics: diagnosticsList, notApplicable: notApplicableList.map(({ policyName }) => policyName) });
    });
  });
}
