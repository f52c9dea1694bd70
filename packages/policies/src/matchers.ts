/**
 * The rules in the unit tests of a Pulumi program, for Vitest, Jest or any `expect` with `extend`. Records what a program
 * registers under Pulumi's mocks and judges it as the pack would judge a preview.
 */
import { configure } from "./config/configuration.ts";
import type { Environment } from "./environment.ts";
import type { Finding } from "./finding.ts";
import { rules } from "./rules/index.ts";
import { openSession } from "./session.ts";
import { type Plain, subjectOf } from "./subject.ts";

/** A resource as a mock sees it, or as `recordingMocks` keeps it. */
export interface Recorded {
  /** Type token. */
  readonly type: string;
  readonly name: string;
  readonly inputs: object;
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
        resources.push({ type, name, inputs });
        return { id: args.id || `${name}-id`, state: { ...inputs, ...answers(args) } };
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
  const configured = configure(configuration, environment, rules);
  if (configured.problems.length > 0)
    throw new Error(`the configuration is wrong:\n  ${configured.problems.join("\n  ")}`);
  const urn = ({ type, name }: Recorded) => `urn:pulumi:${environment}::test::${type}::${name}`;
  const plain = (resource: Recorded): Plain => ({ ...resource, urn: urn(resource), properties: resource.inputs });
  const session = openSession(configured);
  const subjects = resources.map((resource) => subjectOf(plain(resource)));
  return [...subjects.flatMap(session.resource), ...session.stack(subjects)];
}

/**
 * `expect.extend(policyMatchers)` gives `toPassPolicies`: passes when nothing blocks.
 *
 * @example
 * expect([{ type: "ovh:CloudProject/database:Database", name: "db", inputs }]).not.toPassPolicies();
 */
export const policyMatchers = {
  toPassPolicies(received: readonly Recorded[], options: MatcherOptions = {}) {
    const blocking = findingsIn(received, options).filter(({ level, waiver }) => level === "mandatory" && !waiver);
    const said = blocking.map(({ name, message }) => `${name || "the stack"}: ${message}`).join("\n\n");
    return {
      pass: blocking.length === 0,
      message: () => (blocking.length === 0 ? "nothing blocks, though something was expected to" : said),
    };
  },
};
