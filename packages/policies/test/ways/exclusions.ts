/** Which fixtures a way of asking the rules cannot carry, and why. */
import { parameterProblem } from "../../src/index.ts";
import { notOnTheSdk } from "../../src/sdk.ts";
import { type Placed, purely } from "./placed.ts";

/** Besides the pure function, which carries all. */
export const ways = ["sdk", "grpc", "analyze", "preview"] as const;
export type Way = (typeof ways)[number];

export interface Exclusion {
  readonly ways: readonly Way[];
  readonly which: (one: Placed) => boolean;
  readonly reason: string;
  /** True when fewer than three ways are left, so that the reason has to hold for all that are not. */
  readonly few?: true;
}

/** Whether the values given for the rule's parameters are what the configuration takes. */
const isConfigurable = ({ rule, fixture: { parameters = {} } }: Placed) =>
  Object.entries(rule.parameters).every(
    ([name, parameter]) => parameters[name] === undefined || !parameterProblem(parameter, parameters[name]),
  );

/** Whether JSON, and the protocol's messages with it, can say the value. */
function isSayable(value: unknown): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value !== "object") return ["string", "boolean", "undefined"].includes(typeof value);
  if (value === null || Array.isArray(value)) return (value ?? []).every(isSayable);
  return [Object.prototype, null].includes(Object.getPrototypeOf(value)) && Object.values(value).every(isSayable);
}

/** Whether the rule says the same of a resource whose protection is not told as of one that is not protected. */
function protectsTheSame(one: Placed): boolean {
  const [first, ...rest] = one.resources;
  if (!first || first.options?.protect !== undefined) return true;
  const open = { ...one, resources: [{ ...first, options: { ...first.options, protect: false } }, ...rest] };
  return JSON.stringify(purely(one)) === JSON.stringify(purely(open));
}

export const exclusions: readonly Exclusion[] = [
  {
    ways: ["sdk", "grpc", "analyze", "preview"],
    which: (one) => !isConfigurable(one),
    reason: "the engine and the pack refuse a parameter outside its bounds, so that no judgement follows",
    few: true,
  },
  {
    ways: ["sdk", "grpc", "analyze", "preview"],
    which: ({ resources }) => !resources.every(({ properties }) => isSayable(properties)),
    reason: "no message and no state holds such a value",
    few: true,
  },
  {
    ways: ["sdk", "grpc", "analyze", "preview"],
    which: (one) => !protectsTheSame(one),
    reason: "the engine tells of every resource whether it is protected; only the library's callers may leave it open",
    few: true,
  },
  {
    ways: ["sdk"],
    which: ({ rule }) => notOnTheSdk.includes(rule.id),
    reason: "the SDK takes the marks off secrets, and the rule asks for them",
  },
];

/** Why the way does not carry that fixture; undefined when it does. */
export const excluded = (way: Way, one: Placed): Exclusion | undefined =>
  exclusions.find((exclusion) => exclusion.ways.includes(way) && exclusion.which(one));
