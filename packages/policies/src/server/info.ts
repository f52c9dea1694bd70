import type { AnalyzerInfo } from "@pulumi/pulumi/proto/analyzer_pb.js";
import { waiverHygiene } from "../config/hygiene.ts";
import type { Environment } from "../environment.ts";
import { groups, levels, type Rule, severities } from "../rule.ts";
import { schemasOf } from "../schema.ts";
import { packName } from "./name.ts";
import { messages, Struct } from "./stubs.ts";
import { levelNumber, severityNumber, undecided } from "./wire.ts";

const { PolicyInfo, PolicyConfigSchema, PolicyType } = messages;

type Schema = { readonly [name: string]: unknown };
/** What the engine is told of one entry of the configuration. */
type Entry = Pick<Rule, "slug" | "title" | "rationale" | "levels" | "severity"> & {
  readonly schema: Schema;
  readonly type: number;
  readonly rule?: Rule;
};

/**
 * What the engine is told of the pack: each rule with its level and the defaults of its parameters in that environment,
 * so that the engine checks a configuration before anything is judged. While the environment is not known, levels and
 * defaults are left open, or the engine would hand back those of another one as if somebody had configured them.
 */
export function infoOf(rules: readonly Rule[], environment: Environment | undefined, version: string): AnalyzerInfo {
  const info = new messages.AnalyzerInfo();
  info.setName(packName);
  info.setDisplayname("AccoReboot");
  info.setDescription(
    "Rules for OVHcloud, OpenStack and Cloudflare that block in preview, and say so when they cannot tell.",
  );
  info.setVersion(version);
  info.setSupportsconfig(true);
  for (const entry of [...rules.map((rule) => ofRule(rule, environment)), ...settingsEntries]) {
    info.addPolicies(policyOf(entry, environment));
  }
  return info;
}

const ofRule = (rule: Rule, environment: Environment | undefined): Entry => ({
  ...rule,
  rule,
  type: rule.judge ? PolicyType.POLICY_TYPE_RESOURCE : PolicyType.POLICY_TYPE_STACK,
  schema: environment ? schemasOf(rule, environment) : withoutDefaults(schemasOf(rule, "prod")),
});

const withoutDefaults = (schemas: ReturnType<typeof schemasOf>): Schema =>
  Object.fromEntries(Object.entries(schemas).map(([name, { default: _default, ...schema }]) => [name, schema]));

const list = (of: string) => ({ type: "array", items: { type: "string" }, description: of });
const words = `group:${groups.join("|")}, severity:${severities.join("|")}, provider:ovh|openstack|cloudflare, rule:<id or name>`;
const stackWide = { type: PolicyType.POLICY_TYPE_STACK, levels: levels("mandatory"), severity: "medium" } as const;

/** Entries of the configuration that are not rules. */
const settingsEntries: readonly Entry[] = [
  {
    ...stackWide,
    slug: "selection",
    title: "Which rules run",
    rationale: "rules are chosen by what is known of them",
    schema: { only: list(`Only these rules: ${words}.`), except: list(`Not these rules: ${words}.`) },
  },
  {
    ...stackWide,
    slug: "unprovable",
    title: "What cannot be proved in a preview",
    rationale: "a value that is not known yet may turn out bad",
    schema: {
      strict: { type: "boolean", default: false, description: "True: what cannot be proved blocks like a violation." },
    },
  },
  {
    ...stackWide,
    ...waiverHygiene,
    type: PolicyType.POLICY_TYPE_STACK,
    schema: {
      entries: {
        type: "array",
        items: { type: "object" },
        default: [],
        description: "Exemptions, one for each finding.",
      },
    },
  },
];

function policyOf(
  { slug, title, rationale, levels: level, severity, schema, type, rule }: Entry,
  environment: Environment | undefined,
) {
  const policy = new PolicyInfo();
  policy.setName(slug);
  policy.setDisplayname(rule ? `${rule.id} ${title}` : title);
  policy.setDescription(`${title}: ${rationale}.`);
  policy.setEnforcementlevel(environment ? levelNumber(level[environment]) : undecided);
  policy.setSeverity(severityNumber(severity));
  policy.setPolicyType(type as never);
  if (rule) policy.setTagsList([rule.group]);
  if (rule) policy.setRemediationSteps(`${rule.remedy}.`);
  if (rule?.url) policy.setUrl(rule.url);
  const config = new PolicyConfigSchema();
  config.setProperties(Struct.fromJavaScript(schema));
  policy.setConfigschema(config);
  return policy;
}
