import { type Finding, integer, matches, planChild, type Rule } from "@accoreboot/core";
import type * as ovh from "@ovhcloud/pulumi-ovh";
import type * as pulumi from "@pulumi/pulumi";
import { type AlertingArgs, alertingNames } from "./names.ts";

/** The arguments that say who is told of the bill, and when. */
export interface AlertArgs {
  readonly alertEmail?: pulumi.Input<string>;
  readonly alertThreshold?: pulumi.Input<number>;
  readonly overrides?: { readonly alerting?: Partial<ovh.cloudproject.AlertingArgs> };
}

/** EUR a month at which the alert is sent: the budgets that `@accoreboot/policies` has for the environments. */
export const alertThresholds: { readonly [environment: string]: number } = { test: 120, preprod: 250, prod: 500 };

/** Seconds between two alerts that the API knows (`cloud.AlertingDelayEnum` of its schema). */
const delays: readonly number[] = [3_600, 10_800, 21_600, 43_200, 86_400, 172_800, 259_200, 604_800];

/** One e-mail a day, as long as the bill is above the threshold. */
const daily = 86_400;

const email = matches(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, "an e-mail address", "Give one address, such as ops@example.com");
const threshold = integer(1, 1_000_000, "EUR");
const knownDelay: Rule = (value, show) =>
  delays.includes(value as number)
    ? undefined
    : {
        problem: `${show(value)} is no delay that the API knows`,
        remedy: `Allowed are ${delays.join(", ")} (seconds)`,
      };

/** The alert on the project's bill, if somebody is to be told, and what is wrong with it. Creates nothing. */
export function planAlert(subject: string, environment: string, args: AlertArgs) {
  const overrides = args.overrides?.alerting;
  if (args.alertEmail === undefined) return { args: undefined, findings: unheard(args) };
  const own = Object.hasOwn(alertThresholds, environment) ? alertThresholds[environment] : undefined;
  const { alertThreshold = own ?? 1 } = args;
  return planChild<AlertingArgs>(subject, {
    slot: "alerting",
    known: alertingNames,
    overrides,
    planned: { email: args.alertEmail, monthlyThreshold: alertThreshold, delay: daily },
    rules: { email, monthlyThreshold: threshold, delay: knownDelay },
    from: { email: "alertEmail", monthlyThreshold: "alertThreshold" },
  });
}

/** What says when somebody is told, where nobody is. */
const unheard = ({ alertThreshold, overrides }: AlertArgs): Finding[] =>
  Object.entries({ alertThreshold, "overrides.alerting": overrides?.alerting })
    .filter(([, value]) => value !== undefined)
    .map(([path]) => ({
      path,
      problem: "no alertEmail was given, so nobody would be told",
      remedy: "Give alertEmail, or leave this out",
    }));
