import { orderPlans, projectPlan, subsidiaries } from "@accoreboot/catalogue";
import {
  ArgumentError,
  all,
  boolean,
  type Finding,
  guarded,
  isLater,
  isPlainObject,
  judge,
  judgePlain,
  label,
  matches,
  oneOf,
  optional,
  planChild,
  projectId,
  type Rule,
  text,
  textOr,
} from "@accoreboot/core";
import type * as ovh from "@ovhcloud/pulumi-ovh";
import type * as pulumi from "@pulumi/pulumi";
import { projectNames } from "./names.ts";
import { vrack } from "./rules.ts";

/** The arguments that say which project it is: an existing one, or a new one and what it is ordered with. */
export interface OriginArgs {
  readonly projectId?: pulumi.Input<string>;
  readonly order?: boolean;
  readonly ovhSubsidiary?: string;
  readonly planCode?: string;
  readonly duration?: string;
  readonly pricingMode?: string;
  readonly vrackId?: pulumi.Input<string>;
  readonly overrides?: { readonly project?: Partial<ovh.cloudproject.ProjectArgs> };
}

/** A project as it is to be ordered. */
export interface PlannedOrder {
  /** Arguments of the resource; duration and pricing mode of its plan may be missing. */
  readonly args: ovh.cloudproject.ProjectArgs;
  /** What the cart is asked for, where the plan is not complete without it. */
  readonly cart: CartQuestion | undefined;
  /** Whether it is locked and outlives the program. */
  readonly protect: boolean;
}

/** A question to the order API: how long and in which mode a plan is sold. */
export interface CartQuestion {
  readonly ovhSubsidiary: pulumi.Input<string>;
  readonly planCode: string;
  readonly duration: string | undefined;
  readonly pricingMode: string | undefined;
}

/** Where the project comes from, and what is wrong with that. Creates nothing. */
export function planOrigin(subject: string, app: string, environment: string, args: OriginArgs, protect?: boolean) {
  const ordered = args.order === true;
  const order = planOrder(subject, app, environment, args, protect ?? true);
  return {
    findings: [
      ...originFindings(args),
      ...judge([{ path: "vrackId", value: args.vrackId, rule: optional(vrack) }]),
      ...(ordered ? order.findings : []),
    ],
    order: ordered ? order.order : undefined,
    projectId: arriving(subject, "projectId", args.projectId ?? "", projectId),
    vrackId: ordered || args.vrackId === undefined ? undefined : arriving(subject, "vrackId", args.vrackId, vrack),
  };
}

/** {@link guarded} text; a promise that is broken is told like anything else that is wrong, without a stack. */
function arriving(subject: string, path: string, value: pulumi.Input<string>, rule: Rule): pulumi.Input<string> {
  const told = (error: unknown) => {
    const problem = `the promise of it was rejected (${error instanceof Error ? error.message : String(error)})`;
    throw new ArgumentError(subject, [{ path, problem, remedy: "See to what the promise waits for" }], "late");
  };
  return guarded<string>(subject, path, value instanceof Promise ? value.catch(told) : value, rule);
}

/** The provider's documentation: not used any more, the default payment method is. */
const unread: Rule = () => ({
  problem: "is not read any more",
  remedy: "Leave it out, and give the account a default payment method (a card, or SEPA) in the control panel",
});

function planOrder(subject: string, app: string, environment: string, args: OriginArgs, protect: boolean) {
  const overrides = isPlainObject(args.overrides?.project) ? args.overrides.project : undefined;
  const { ovhSubsidiary: subsidiary = "FR" } = args;
  const usual = projectPlan(textOr(overrides?.ovhSubsidiary, textOr(subsidiary, "FR")));
  const { planCode = usual.planCode, duration, pricingMode, vrackId } = args;
  const child = planChild<ovh.cloudproject.ProjectArgs>(subject, {
    slot: "project",
    known: projectNames,
    overrides: args.overrides?.project,
    planned: {
      description: label.project(app, environment),
      ovhSubsidiary: subsidiary,
      plan: {
        planCode,
        duration: duration ?? usual.duration,
        pricingMode: pricingMode ?? usual.pricingMode,
        ...(vrackId === undefined
          ? {}
          : { configurations: [{ label: "vrack", value: arriving(subject, "vrackId", vrackId, vrack) }] }),
      },
      deletionProtection: protect,
    },
    rules: {
      description: text,
      ovhSubsidiary: oneOf(subsidiaries, "subsidiary"),
      plan: completePlan,
      deletionProtection: boolean,
      paymentMean: optional(unread),
    },
  });
  const complete = overrides?.plan !== undefined || (duration !== undefined && pricingMode !== undefined);
  const cart = { ovhSubsidiary: child.args.ovhSubsidiary ?? subsidiary, planCode, duration, pricingMode };
  return {
    findings: [
      ...(isLater(subsidiary) ? judgePlain([{ path: "ovhSubsidiary", value: subsidiary, rule: () => undefined }]) : []),
      ...judgePlain([
        { path: "planCode", value: args.planCode, rule: optional(soldIn(usual.planCode)) },
        { path: "duration", value: duration, rule: optional(isoDuration) },
        { path: "pricingMode", value: pricingMode, rule: optional(mode) },
      ]),
      ...child.findings,
      ...(overrides?.plan === undefined ? [] : overruled(args)),
    ],
    order: { args: child.args, cart: complete ? undefined : cart, protect },
  };
}

const isoDuration = matches(/^P\d+[DWMY]$/, "a duration", "Write it as ISO 8601 does, such as P1M for a month");
const mode = matches(/^[a-z][a-z0-9-]*$/, "a pricing mode", "Give the one of the catalogue, such as default");
const codes = Object.keys(orderPlans["cloud"] ?? {});

/** A plan code that this part of the world sells: the provider's documentation has one for the US, one for the rest. */
const soldIn = (usual: string): Rule =>
  all(matches(/^[a-z][a-z0-9.-]*$/, "a plan code", `Give the one of the catalogue, such as ${usual}`), (value, show) =>
    codes.includes(value as string) && value !== usual
      ? { problem: `${show(value)} is not sold by this subsidiary`, remedy: `Its plan is ${usual}` }
      : undefined,
  );

/** A plan with all that an order needs. What arrives later is left to the order. */
const completePlan: Rule = (value, show) => {
  const remedy = "Give planCode, duration and pricingMode, such as project.2018, P1M and default";
  if (!isPlainObject(value)) return { problem: `${show(value)} is not a plan`, remedy };
  const missing = ["planCode", "duration", "pricingMode"].find(
    (name) => !isLater(value[name]) && text(value[name], show) !== undefined,
  );
  return missing ? { problem: `the plan has no ${missing}`, remedy } : undefined;
};

/** An overriding plan is taken whole; an argument beside it would be lost without a word. */
const overruled = (args: OriginArgs): Finding[] =>
  (["planCode", "duration", "pricingMode", "vrackId"] as const)
    .filter((path) => args[path] !== undefined)
    .map((path) => ({
      path,
      problem: "overrides.project.plan was given as well, and is taken whole",
      remedy: path === "vrackId" ? "Put the vRack into its configurations" : "Put it into that plan",
    }));

/** Either an existing project or a new one, and nothing that only a new one has. */
function originFindings(args: OriginArgs): Finding[] {
  const given = args.projectId !== undefined;
  const order = judgePlain([{ path: "order", value: args.order, rule: optional(boolean) }]);
  const remedy = "Give the id of an existing project as projectId, or order: true for a new one, not both";
  if (order.length > 0) return order;
  if (given && args.order === true) return [{ path: "order", problem: "a projectId was given as well", remedy }];
  const idle = (["ovhSubsidiary", "planCode", "duration", "pricingMode"] as const).filter(
    (path) => args[path] !== undefined,
  );
  const unordered = [...idle, ...(isPlainObject(args.overrides?.project) ? ["overrides.project"] : [])].map((path) => ({
    path,
    problem: "only an ordered project has it",
    remedy: "Leave it out, or give order: true",
  }));
  if (given) return [...judge([{ path: "projectId", value: args.projectId, rule: projectId }]), ...unordered];
  if (args.order === true) return [];
  return [{ path: "projectId", problem: "required, but nothing was given", remedy }, ...unordered];
}
