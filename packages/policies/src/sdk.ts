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
 * What `new PolicyPack("ours", ...)` takes: one policy for each rule, under the rule's slug, and one more, `<slug>-stack`,
 * for what a rule says of the whole stack besides. Waivers, selection and the strictness about unknown values are the
 * pack's own: they are not to be had here.
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
    policies: written.flatMap((rule) => [
      policy(rule, environment),
      ...(rule.judge && rule.judgeStack ? [stackPolicy(rule, environment)] : []),
    ]),
  } satisfies PolicyPackArgs;
}

/** One rule as a policy. It judges resources alone, or the stack when the rule has no judgement on one resource. */
export function policy(rule: Rule, environment: Environment): ResourceValidationPolicy | StackValidationPolicy {
  if (!rule.judge) return stackPolicy(rule, environment, rule.slug);
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
    for (const finding of judgeWith(rule, environment, args).resource(subject)) tell(report, finding);
  };
  // With one type, the SDK turns other resources away by the token before it reads their properties.
  if (rule.types !== "all" && rule.types.length === 1) {
    Object.assign(validateResource, { __pulumiType: rule.types[0] });
  }
  return { ...infoOf(rule, environment, rule.slug), validateResource };
}

/** What a rule says of the whole stack, as a policy of its own: the SDK takes a policy for one of both. */
export function stackPolicy(rule: Rule, environment: Environment, name = `${rule.slug}-stack`): StackValidationPolicy {
  const validateStack = (args: StackValidationArgs, report: ReportViolation) => {
    const findings = judgeWith(rule, environment, args).stack(args.resources.map(inStack));
    for (const finding of findings) tell(report, finding);
  };
  return { ...infoOf(rule, environment, name), validateStack };
}

const infoOf = (rule: Rule, environment: Environment, name: string) => ({
  name,
  displayName: `${rule.id} ${rule.title}`,
  description: `${rule.title}: ${rule.rationale}.`,
  enforcementLevel: rule.levels[environment],
  severity: rule.severity,
  remediationSteps: `${rule.remedy}.`,
  ...(rule.url ? { url: rule.url } : {}),
  configSchema: { properties: schemasOf(rule, environment) },
});

function judgeWith(rule: Rule, environment: Environment, args: { getConfig(): object }) {
  const values = settled(rule, environment, args.getConfig() as Values);
  const base = presets(environment, [rule]);
  return judgeBy({ ...base, levels: { [rule.slug]: "mandatory" }, parameters: { [rule.slug]: values } });
}

const inStack = ({ type, name, urn, props, opts, parent, provider, ...graph }: PolicyResource) =>
  subjectOf({
    type,
    name,
    urn,
    properties: props,
    ...(provider ? { provider: { type: provider.type, name: provider.name, properties: provider.props } } : {}),
    options: { protect: opts.protect, ignoreChanges: opts.ignoreChanges },
    parent: parent?.urn,
    dependencies: graph.dependencies.map((dependency) => dependency.urn),
    originsOf: (property) => graph.propertyDependencies[property]?.map((origin) => origin.urn),
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
