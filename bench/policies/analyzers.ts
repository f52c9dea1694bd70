/** The same rules as policies of the policy SDK, run through the SDK's own analyze call, without a transport. */
import { createRequire } from "node:module";
import { type Rule, rules, type Settings, subjectOf, verdictsOf } from "@accoreboot/policies";
import type { ReportViolation, ResourceValidationArgs, ResourceValidationPolicy } from "@pulumi/policy";
import type { StateResource } from "./state.ts";

const require = createRequire(import.meta.url);
const { makeAnalyzeRpcFun } = require("@pulumi/policy/server");
const analyzer = require("@pulumi/pulumi/proto/analyzer_pb");
const { Struct } = createRequire(require.resolve("@pulumi/pulumi"))("google-protobuf/google/protobuf/struct_pb");

// biome-ignore lint/suspicious/noExplicitAny: a message without typings
export type Request = any;

/** What the engine sends for a resource. */
export function requestFor({ urn, type, inputs }: StateResource): Request {
  const request = new analyzer.AnalyzeRequest();
  request.setUrn(urn);
  request.setName(urn.slice(urn.lastIndexOf(":") + 1));
  request.setType(type);
  request.setProperties(Struct.fromJavaScript(inputs));
  request.setOptions(new analyzer.AnalyzerResourceOptions());
  return request;
}

/** Number of violations that the policies report for the messages, one message after the other. */
export async function analyzed(policies: ResourceValidationPolicy[], requests: readonly Request[]): Promise<number> {
  const call = makeAnalyzeRpcFun("bench", "0.0.0", "mandatory", policies);
  let violations = 0;
  for (const request of requests) {
    await new Promise<void>((resolve, reject) => {
      call({ request }, (error: Error | undefined, response: { getDiagnosticsList(): unknown[] }) => {
        if (error) return reject(error);
        violations += response.getDiagnosticsList().length;
        resolve();
      });
    });
  }
  return violations;
}

/** Rules that judge one resource; the others judge the stack, which the SDK asks for apart. */
const onResources = rules.filter(({ judge }) => judge);

/** One policy for each rule, which looks at the type itself: how packs are mostly written. */
export const untyped = (settings: Settings): ResourceValidationPolicy[] =>
  onResources.map((rule) => policy(rule, settings, rule.slug));

/** One policy for each rule and type, which the SDK passes over for others; rules for all types stay as they are. */
export const typed = (settings: Settings): ResourceValidationPolicy[] =>
  onResources.flatMap((rule) =>
    rule.types === "all"
      ? [policy(rule, settings, rule.slug)]
      : rule.types.map((type, i) => policy(rule, settings, `${rule.slug}-${i}`, type)),
  );

function policy(rule: Rule, settings: Settings, name: string, type?: string): ResourceValidationPolicy {
  const validateResource = (args: ResourceValidationArgs, report: ReportViolation) => {
    const subject = subjectOf({ type: args.type, urn: args.urn, properties: args.props });
    for (const { outcome, problem } of verdictsOf(rule, subject, settings)) {
      if (outcome === "FAIL") report(problem);
    }
  };
  if (type !== undefined) Object.assign(validateResource, { __pulumiType: type });
  return { name, description: rule.title, enforcementLevel: "mandatory", validateResource };
}
