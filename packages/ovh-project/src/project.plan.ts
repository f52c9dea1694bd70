import {
  appName,
  boolean,
  environmentName,
  judgePlain,
  label,
  names,
  optional,
  textOr,
  unknownNames,
} from "@accoreboot/core";
import { planAlert } from "./alert.plan.ts";
import { planOrigin } from "./order.plan.ts";
import type { OvhProjectArgs, OvhProjectOverrides } from "./project.ts";
import { regionFindings, regionOf } from "./region.ts";
import { ownedLabelMap } from "./rules.ts";

const argNames = names<OvhProjectArgs>({
  app: true,
  environment: true,
  region: true,
  databaseRegion: true,
  storageRegion: true,
  projectId: true,
  order: true,
  ovhSubsidiary: true,
  planCode: true,
  duration: true,
  pricingMode: true,
  vrackId: true,
  labels: true,
  protect: true,
  alertEmail: true,
  alertThreshold: true,
  overrides: true,
});
const slots = names<OvhProjectOverrides>({ project: true, alerting: true });

/** What the component will register, and what is wrong with it. Creates nothing. */
export function planProject(subject: string, given: OvhProjectArgs) {
  const args: Partial<OvhProjectArgs> = given ?? {};
  const app = textOr(args.app, "app");
  const name = textOr(args.environment, "test");
  const region = regionOf(args);
  const origin = planOrigin(subject, app, name, args, args.protect);
  const alert = planAlert(subject, name, args);
  const protect = args.protect ?? name === "prod";
  return {
    findings: [
      ...unknownNames(given, argNames),
      ...judgePlain([
        { path: "app", value: args.app, rule: appName },
        { path: "environment", value: args.environment, rule: environmentName },
      ]),
      ...regionFindings(args),
      ...judgePlain([
        { path: "labels", value: args.labels, rule: optional(ownedLabelMap) },
        { path: "protect", value: args.protect, rule: optional(boolean) },
      ]),
      ...origin.findings,
      ...alert.findings,
      ...unknownNames(args.overrides, slots, "overrides"),
    ],
    summary: {
      environment: name,
      region: region.compute,
      project: origin.order ? "ordered" : "adopted",
      protect: origin.order?.protect ?? protect,
    },
    app,
    name,
    protect,
    region,
    labels: { app, environment: name, ...args.labels },
    projectName: label.project(app, name),
    order: origin.order,
    projectId: origin.projectId,
    vrackId: origin.vrackId,
    alert: alert.args,
  };
}
