import { unknownCheckingProxy } from "@pulumi/policy";
import { expect } from "vitest";
import { find, type Outcome, type Rule, viewOf, worst } from "../src/index.ts";
import { database, type Properties } from "./cases.ts";

/** The rule's outcome and the paths it names; the same for plain properties and behind the SDK's proxy. */
export function outcomeOf(rule: Rule, properties: Properties, parameters?: object, type = database) {
  const findings = find(rule, type, viewOf(properties), parameters);
  const proxied = find(rule, type, viewOf(unknownCheckingProxy(properties)), parameters);
  expect(proxied).toEqual(findings);
  return { outcome: worst(findings) as Outcome, paths: findings.map(({ path }) => path), findings };
}
