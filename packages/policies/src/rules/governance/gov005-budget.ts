import { type Estimate, estimate, formatEuros, pricedTypes } from "../../cost/index.ts";
import { levels, ofResource, type Rule, type StackVerdict, type Subject, type Values } from "../../rule.ts";
import { failIf, holds, not, someOf } from "../../truth.ts";
import { fail, type Verdict } from "../../verdict.ts";
import { at, type View } from "../../view.ts";

interface Limits extends Values {
  readonly budget: number;
  readonly alert: boolean;
  readonly freePackages: readonly string[];
}

const alertingType = "ovh:CloudProject/alerting:Alerting";

/** 1e-8 EUR in one euro. */
const perEuro = 100_000_000n;

/** The stack, as verdicts on no single resource see it. */
const stack: View = { kind: "absent", path: "" };

/** A stack that costs more than its environment may, or of which that cannot be told, or that nobody is warned about. */
export const budget: Rule<Limits> = {
  id: "GOV005",
  slug: "budget",
  title: "An environment stays within its budget, and somebody is told when it does not",
  group: "governance",
  severity: "medium",
  levels: levels("advisory", "mandatory", "mandatory"),
  rationale: "a resource without a known price is not free, and the first bill comes a month later",
  remedy:
    "choose smaller or fewer resources or raise the budget parameter; replace what has no known price or waive it; add an alerting resource whose monthlyThreshold is at most the budget",
  url: "https://www.pulumi.com/registry/packages/ovh/api-docs/cloudproject/alerting/",
  equivalents: ["clstokes/pulumi-policy-aws-cost (near)"],
  types: [...pricedTypes.keys()],
  parameters: {
    budget: {
      description:
        "What all resources of the stack may cost a month, in EUR without VAT. What costs by use is not counted.",
      default: { test: 120, preprod: 250, prod: 500 },
      minimum: 1,
      maximum: 1_000_000,
    },
    alert: {
      description: "Whether a stack in which something has a price needs an alert on its project's bill.",
      default: true,
    },
    freePackages: {
      description: "Packages besides OVHcloud's, OpenStack's and Cloudflare's whose resources cost nothing.",
      default: ["command", "local", "null", "postgresql", "pulumi", "random", "std", "time", "tls"],
      pattern: "[a-z0-9-]+",
    },
  },

  judge(view, { type, name, parameters }) {
    const { total } = estimate([{ type, name, view }]);
    return judgeTotal(view, total, parameters, "this alone costs");
  },

  judgeStack(told, { parameters }) {
    const subjects = told.map(withDoubt);
    const parts = subjects
      .filter((subject) => !isFree(subject, parameters))
      .map((subject) => ({ subject, found: estimate([{ ...subject, view: subject.properties }]) }));
    const total = parts.reduce((sum, { found }) => sum + found.total, 0n);
    const alerts = subjects.filter(({ type }) => type === alertingType);
    const needed = parameters.alert && parts.some(({ found }) => found.lines.length > 0);
    return [
      ...parts.flatMap(({ subject, found }) => judgeGaps(subject, isUntold(subject) ? doubted(found) : found)),
      ...judgeTotal(stack, total, parameters, "all resources together cost"),
      ...(needed ? judgeAlerts(alerts, parameters) : []),
    ];
  },
};

/**
 * In a preview the engine tells of a resource nothing at all, not even its inputs, while the configuration of its
 * provider is not known. What has a price is then not known: it was given, and judged, by its inputs.
 */
function withDoubt(subject: Subject): Subject {
  const { type, properties } = subject;
  if (!pricedTypes.has(type) && type !== alertingType) return subject;
  const empty = properties.kind === "known" && isEmpty(properties.value);
  return empty ? { ...subject, properties: { kind: "unknown", path: "" } } : subject;
}

const isUntold = ({ properties }: Subject) => properties.kind === "unknown" && properties.path === "";

/** One doubt instead of one for each property that the price hangs on. */
const doubted = ({ unknown, ...found }: Estimate): Estimate => ({
  ...found,
  unknown: unknown.slice(0, 1).map((gap) => ({ ...gap, path: "", reason: "what it is made with is not known yet" })),
});

const isEmpty = (value: unknown) => typeof value === "object" && value !== null && Object.keys(value).length === 0;

/** A component of whoever wrote the program has no provider, and costs what its children cost. */
function isFree({ type, provider }: Subject, { freePackages }: Limits): boolean {
  const [name = ""] = type.split(":");
  if (["ovh", "openstack", "cloudflare"].includes(name)) return false;
  return provider === undefined || freePackages.includes(name);
}

/** Each gap where it is: no known price is a violation, a value that is not known yet leaves it in doubt. */
const judgeGaps = ({ type, urn }: Subject, { unpriced, unknown }: Estimate): StackVerdict[] =>
  ofResource(urn, [
    ...unpriced.map(({ path, reason }) => fail({ kind: "absent", path }, reason, type)),
    ...unknown.map(({ path, reason }) => ({ outcome: "UNKNOWN" as const, path, problem: reason })),
  ]);

function judgeTotal(view: View, total: bigint, { budget: euros }: Limits, what: string): Verdict[] {
  if (total <= BigInt(euros) * perEuro) return [];
  const amount = formatEuros(total);
  return [fail(view, `${what} ${amount} a month, and the budget is ${euros} EUR`, amount)];
}

/** One alert at or below the budget is enough. */
function judgeAlerts(alerts: readonly Subject[], { budget: euros }: Limits): StackVerdict[] {
  const thresholds = alerts.map(({ properties }) => at(properties, "monthlyThreshold"));
  const warned = someOf(thresholds.map((view) => holds(view, (value) => typeof value === "number" && value <= euros)));
  const [alert] = alerts;
  const found = failIf(
    not(warned),
    thresholds[0] ?? stack,
    "no alert is sent before the month's bill passes the budget",
  );
  return alert ? ofResource(alert.urn, found) : found;
}
