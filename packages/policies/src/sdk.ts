/**
 * The rules for a pack of your own on the policy SDK, beside your own rules. Imports the SDK's types only, and no
 * provider. The SDK hands secrets to a policy as plain text, so that rules that ask whether something is a secret cannot
 * tell there: they are left out. The pack that this package holds does without the SDK, and knows.
 */
import type {
  PolicyPackArgs,
  PolicyResource,
  ReportViolation,
  ResourceValidationArgs,
  ResourceValidationPolicy,
  StackValidationArgs,
  StackValidationPolicy,
} from "@pulumi/policy";
import type { Environment } from "./environment.ts";
import type { Finding } from "./finding.ts";
import { judgeBy } from "./judge.ts";
import { type Rule, settled, type Values } from "./rule.ts";
import { rules as allRules } from "./rules/index.ts";
import { schemasOf } from "./schema.ts";
import { presets } from "./settings.ts";
import { subjectOf } from "./subject.ts";

/** Rules that the SDK leaves no way to write: they ask whether a value is a secret. */
export const notOnTheSdk: readonly string[] = ["SEC001", "SEC004", "SEC005"];

/**
 * What `new PolicyPack("ours", ...)` takes: one policy for each rule, under the rule's slug.
 *
 * @example
 * new PolicyPack("ours", { ...packArgs("prod"), policies: [...packArgs("prod").policies, ourPolicy] });
 */
export function packArgs(environment: Environment, rules: readonly Rule[] = allRules) {
  const written = rules.filter(({ id }) => !notOnTheSdk.includes(id));
  return {
    displayName: "AccoReboot",
    description:
      "Rules for OVHcloud, OpenStack and Cloudflare that block in preview, and say so when they cannot tell.",
    enforcementLevel: "mandatory",
    policies: written.map((rule) => policy(rule, environment)),
  } satisfies PolicyPackArgs;
}

/** One rule as a policy. It judges resources alone, or the stack when the rule has no judgement on one resource. */
export function policy(rule: Rule, environment: Environment): ResourceValidationPolicy | StackValidationPolicy {
  const info = {
    name: rule.slug,
    displayName: `${rule.id} ${rule.title}`,
    description: `${rule.title}: ${rule.rationale}.`,
    enforcementLevel: rule.levels[environment],
    severity: rule.severity,
    remediationSteps: `${rule.remedy}.`,
    ...(rule.url ? { url: rule.url } : {}),
    configSchema: { properties: schemasOf(rule, environment) },
  };
  const judge = (given: object) => {
    const values = settled(rule, environment, given as Values);
    const base = presets(environment, [rule]);
    return judgeBy({ ...base, levels: { [rule.slug]: "mandatory" }, parameters: { [rule.slug]: values } });
  };
  if (!rule.judge) {
    const validateStack = (args: StackValidationArgs, report: ReportViolation) => {
      const findings = judge(args.getConfig()).stack(args.resources.map(inStack));
      for (const finding of findings) tell(report, finding);
    };
    return { ...info, validateStack };
  }
  const validateResource = (args: ResourceValidationArgs, report: ReportViolation) => {
    const { type, name, urn, props, opts, provider } = args;
    const subject = subjectOf({
      type,
      name,
      urn,
      properties: props,
      options: { protect: opts.protect, ignoreChanges: opts.ignoreChanges },
      ...(provider ? { provider: { type: provider.type, name: provider.name, properties: provider.props } } : {}),
    });
    for (const finding of judge(args.getConfig()).resource(subject)) tell(report, finding);
  };
  // With one type, the SDK turns other resources away by the token before it reads their properties.
  if (rule.types !== "all" && rule.types.length === 1) {
    Object.assign(validateResource, { __pulumiType: rule.types[0] });
  }
  return { ...info, validateResource };
}

const inStack = ({ type, name, urn, props, opts, parent, dependencies }: PolicyResource) =>
  subjectOf({
    type,
    name,
    urn,
    properties: props,
    options: { protect: opts.protect, ignoreChanges: opts.ignoreChanges },
    parent: parent?.urn,
    dependencies: dependencies.map((dependency) => dependency.urn),
  });

/**
 * A violation goes out at the level the user configured, what cannot be proved as advisory. The SDK takes an object
 * where its declaration says text: it is the way to a level that differs from the policy's own.
 */
function tell(report: ReportViolation, { outcome, message, rule, urn }: Finding): void {
  const violation = { message, urn, severity: rule.severity };
  const said = outcome === "FAIL" ? violation : { ...violation, enforcementLevel: "advisory" as const };
  (report as unknown as (violation: { message: string }) => void)(said);
}
