/**
 * The rules in the unit tests of a Pulumi program, for Vitest, Jest or any `expect` with `extend`. Records what a program
 * registers under Pulumi's mocks and judges it as the pack would judge a preview.
 */
import { accepted, configure } from "./config/configuration.ts";
import type { Environment } from "./environment.ts";
import type { Finding } from "./finding.ts";
import { blocks } from "./report/report.ts";
import { rules } from "./rules/index.ts";
import { openSession } from "./session.ts";
import { type Plain, subjectOf } from "./subject.ts";

/** A resource as a mock sees it, or as `recordingMocks` keeps it. */
export interface Recorded {
  /** Type token. */
  readonly type: string;
  readonly name: string;
  readonly inputs: object;
  /** For the rules over the whole stack. @default the inputs */
  readonly outputs?: object;
  /** Options, as far as they are known; mocks do not see them. */
  readonly options?: Plain["options"];
}

export interface MatcherOptions {
  /** @default "prod", the strictest */
  readonly environment?: Environment;
  /** What `--policy-pack-config` would hold: levels, parameters, selection, waivers. */
  readonly configuration?: object;
}

/** What Pulumi's `MockResourceArgs` holds. */
interface MockResource {
  readonly type: string;
  readonly name: string;
  readonly inputs: object;
  readonly id?: string | undefined;
}

/**
 * Mocks for `pulumi.runtime.setMocks` that keep every resource. A program's own answers go in front of the default ones.
 *
 * @example
 * const { mocks, resources } = recordingMocks();
 * await pulumi.runtime.setMocks(mocks, "shop", "prod", false);
 * await import("../index.ts");
 * await pulumi.runtime.disconnect();
 * expect(resources).toPassPolicies({ environment: "prod" });
 *
 * @param answers Outputs that a resource has besides its inputs.
 */
export function recordingMocks(answers: (resource: MockResource) => object = () => ({})) {
  const resources: Recorded[] = [];
  return {
    resources,
    mocks: {
      newResource(args: MockResource) {
        const { type, name, inputs } = args;
        const id = args.id || `${name}-id`;
        const state = { ...inputs, ...answers(args) };
        resources.push({ type, name, inputs, outputs: { id, ...state } });
        return { id, state };
      },
      call: ({ inputs }: { readonly inputs: object }) => inputs,
    },
  };
}

/** What the pack finds in these resources, waived ones included. @throws when the configuration is wrong */
export function findingsIn(
  resources: readonly Recorded[],
  { environment = "prod", configuration = {} }: MatcherOptions = {},
): Finding[] {
  const urn = ({ type, name }: Recorded) => `urn:pulumi:${environment}::test::${type}::${name}`;
  const subject = (resource: Recorded, properties: object) =>
    subjectOf({ ...resource, urn: urn(resource), properties });
  const session = openSession(accepted(configure(configuration, environment, rules), "the configuration"));
  return [
    ...resources.flatMap((resource) => session.resource(subject(resource, resource.inputs))),
    ...session.stack(resources.map((resource) => subject(resource, resource.outputs ?? resource.inputs))),
  ];
}

/**
 * `expect.extend(policyMatchers)` gives `toPassPolicies`: passes when nothing blocks, and fails without a resource, since
 * then nothing was judged.
 *
 * @example
 * expect([{ type: "ovh:CloudProject/database:Database", name: "db", inputs }]).not.toPassPolicies();
 */
export const policyMatchers = {
  toPassPolicies(received: readonly Recorded[], options: MatcherOptions = {}) {
    const blocking = findingsIn(received, options).filter(blocks);
    if (received.length === 0) return { pass: false, message: () => "there is no resource to judge" };
    const said = blocking.map(({ name, message }) => `${name || "the stack"}: ${message}`).join("\n\n");
    return {
      pass: blocking.length === 0,
      message: () => (blocking.length === 0 ? "nothing blocks, though something was expected to" : said),
    };
  },
};
