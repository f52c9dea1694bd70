/** Runs a rule through the policy SDK's own calls, from the message the engine sends to the one it gets back. */
import { createRequire } from "node:module";
import type { Parameter, Rule } from "../src/index.ts";
import { policy, stackPolicy } from "../src/sdk.ts";
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

/** What a rule's policies say of a fixture: the one on resources of each, the one on the stack of all together. */
export async function onTheSdk(one: Placed): Promise<string[]> {
  const { rule, fixture, resources } = one;
  const environment = environmentOf(fixture);
  const given = withDefaults(rule, fixture.parameters);
  const asked = async (make: typeof makeAnalyzeRpcFun, written: object, requests: readonly unknown[]) => {
    const call = make("accoreboot", "0.0.0", "mandatory", [{ ...written, enforcementLevel: "mandatory" }]);
    return (await Promise.all(requests.map((request) => answered(call, request)))).flat();
  };
  const alone = rule.judge
    ? await asked(
        makeAnalyzeRpcFun,
        policy(given, environment),
        resources.map((resource) => resourceRequest(one, resource)),
      )
    : [];
  const together = rule.judgeStack
    ? await asked(makeAnalyzeStackRpcFun, stackPolicy(given, environment), [stackOf(environment, [one])])
    : [];
  return [...alone, ...together].map(({ urn, message }) => told(urn, message)).sort();
}
