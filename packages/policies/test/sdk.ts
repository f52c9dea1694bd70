/** Runs a rule through the policy SDK's own calls, from the message the engine sends to the one it gets back. */
import { createRequire } from "node:module";
import type { Parameter, Rule } from "../src/index.ts";
import { policy } from "../src/sdk.ts";
import { messages } from "../src/server/stubs.ts";
import type { Fixture } from "./fixtures/fixture.ts";
import { environmentOf, type Placed, told } from "./ways/placed.ts";
import { resourceRequest, stackOf } from "./ways/requests.ts";

const require = createRequire(import.meta.url);
const { makeAnalyzeRpcFun, makeAnalyzeStackRpcFun } = require("@pulumi/policy/server");

/** One line of the engine's policy output. */
export interface Diagnostic {
  readonly policyname: string;
  readonly message: string;
  readonly enforcementlevel: number;
  readonly urn: string;
}

export const { ADVISORY, MANDATORY } = messages.EnforcementLevel;

type Call = (call: { request: unknown }, answer: (error: unknown, response: { toObject(): unknown }) => void) => void;

const answered = (call: Call, request: unknown) =>
  new Promise<Diagnostic[]>((resolve, reject) => {
    call({ request }, (error, response) => {
      if (error) return reject(error);
      resolve((response.toObject() as { diagnosticsList: Diagnostic[] }).diagnosticsList);
    });
  });

/** The rule with these values as the defaults of its parameters: the SDK is configured by a running engine alone. */
const withDefaults = (rule: Rule, given: Fixture["parameters"] = {}): Rule => ({
  ...rule,
  parameters: Object.fromEntries(
    Object.entries(rule.parameters).map(([name, parameter]) => [
      name,
      Object.hasOwn(given, name) ? ({ ...parameter, default: given[name] } as Parameter) : parameter,
    ]),
  ),
});

/** What a rule's policy says of a fixture: alone, or with the stack around it when it is a policy over the stack. */
export async function onTheSdk(one: Placed): Promise<string[]> {
  const { rule, fixture, resources } = one;
  const environment = environmentOf(fixture);
  const written = { ...policy(withDefaults(rule, fixture.parameters), environment), enforcementLevel: "mandatory" };
  const make = rule.judge ? makeAnalyzeRpcFun : makeAnalyzeStackRpcFun;
  const call = make("accoreboot", "0.0.0", "mandatory", [written]);
  const requests = rule.judge
    ? resources.map((resource) => resourceRequest(one, resource))
    : [stackOf(environment, [one])];
  const diagnostics = await Promise.all(requests.map((request) => answered(call, request)));
  return diagnostics
    .flat()
    .map(({ urn, message }) => told(urn, message))
    .sort();
}
