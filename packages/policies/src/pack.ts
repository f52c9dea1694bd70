/** Turns rules into what the policy SDK runs. Imports the SDK's types only, and no provider. */
import type { PolicyPackArgs, ReportViolation, ResourceValidationArgs, ResourceValidationPolicy } from "@pulumi/policy";
import { type Finding, find } from "./finding.ts";
import type { IntegerParameter, Rule } from "./rule.ts";
import { rules } from "./rules/index.ts";
import { viewOf } from "./view.ts";

/** Name of the pack in the engine's output. */
export const packName = "accoreboot";

/** What `new PolicyPack(packName, ...)` takes. */
export function packArgs(chosen: readonly Rule[] = rules): PolicyPackArgs {
  return {
    displayName: "AccoReboot",
    description: "Rules for OVHcloud resources that block in preview, and say so when they cannot tell.",
    enforcementLevel: "mandatory",
    provider: "ovh",
    policies: chosen.map(policy),
  };
}

/**
 * One policy per rule, under the rule's slug, so that level and parameters are configured by the engine's own means.
 * The SDK gives each policy a copy of the properties of its own; the view reads from it only what the rule asks for.
 */
export function policy(rule: Rule): ResourceValidationPolicy {
  const validateResource = (args: ResourceValidationArgs, report: ReportViolation) => {
    if (!rule.types.includes(args.type)) return args.notApplicable(`${rule.id} judges ${rule.types.join(", ")}`);
    const findings = find(rule, args.type, viewOf(args.props), args.getConfig());
    for (const finding of findings) tell(report, finding);
  };
  // With one type, the SDK turns other resources away by the token before it reads their properties.
  const [type, ...others] = rule.types;
  if (others.length === 0) Object.assign(validateResource, { __pulumiType: type });
  return {
    name: rule.slug,
    displayName: `${rule.id} ${rule.title}`,
    description: `${rule.title}: ${rule.rationale}.`,
    enforcementLevel: rule.enforcement,
    severity: rule.severity,
    remediationSteps: `${rule.remedy}.`,
    ...(rule.url ? { url: rule.url } : {}),
    configSchema: { properties: schema(rule.parameters) },
    validateResource,
  };
}

/**
 * A violation goes out at the level the user configured, what cannot be proved as advisory. The SDK takes an object
 * where its declaration says text: it is the way to a level that differs from the policy's own.
 */
function tell(report: ReportViolation, { outcome, message, rule }: Finding): void {
  const violation =
    outcome === "FAIL" ? { message } : { message, enforcementLevel: "advisory" as const, severity: rule.severity };
  (report as unknown as (violation: { message: string }) => void)(violation);
}

function schema(parameters: Readonly<Record<string, IntegerParameter>>) {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, parameter]) => [name, { type: "integer" as const, ...parameter }]),
  );
}
