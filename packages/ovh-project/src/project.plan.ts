import { projectPlan, subsidiaries } from "@accoreboot/catalogue";
import { boolean, label, oneOf, type PlannedChild, planChild, text } from "@accoreboot/core";
import type * as ovh from "@ovhcloud/pulumi-ovh";
import { projectNames } from "./names.ts";

/** What decides a project that is to be ordered. */
export interface ProjectIntent {
  readonly app: string;
  readonly environment: string;
  readonly ovhSubsidiary: string;
  readonly protect: boolean;
  readonly overrides: Partial<ovh.cloudproject.ProjectArgs> | undefined;
}

/** The order of a project, and what is wrong with it. Creates nothing. */
export function planProject(subject: string, intent: ProjectIntent): PlannedChild<ovh.cloudproject.ProjectArgs> {
  return planChild<ovh.cloudproject.ProjectArgs>(subject, {
    slot: "project",
    known: projectNames,
    overrides: intent.overrides,
    planned: {
      description: label.project(intent.app, intent.environment),
      ovhSubsidiary: intent.ovhSubsidiary,
      plan: projectPlan(intent.ovhSubsidiary),
      deletionProtection: intent.protect,
    },
    rules: { description: text, ovhSubsidiary: oneOf(subsidiaries, "subsidiary"), deletionProtection: boolean },
  });
}
