/** Which fixtures a way of asking the rules cannot carry, and why. */
import { parameterProblem } from "../../src/index.ts";
import { notOnTheSdk } from "../../src/sdk.ts";
import { type Placed, purely } from "./placed.ts";
import { filledIn, type Refusal, refusalOf } from "./refused.ts";

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

const signature = "4dabf18193072939515e22adb298388d";

/** Whether a secret that can be read is anywhere in the value. */
function showsSecret(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return (signature in value && "value" in value) || Object.values(value).some(showsSecret);
}

/** Whether the rule says the same of a resource whose protection is not told as of one that is not protected. */
function protectsTheSame(one: Placed): boolean {
  const [first, ...rest] = one.resources;
  if (!first || first.options?.protect !== undefined) return true;
  const open = { ...one, resources: [{ ...first, options: { ...first.options, protect: false } }, ...rest] };
  return JSON.stringify(purely(one)) === JSON.stringify(purely(open));
}

const refusedAs =
  (refusal: Refusal) =>
  ({ resources: [first] }: Placed) =>
    first !== undefined && refusalOf(first) === refusal;

/** Whether the rule says something else, or marks it otherwise, once the provider's check has filled in what is not given. */
function changesWhenFilled({ rule, resources: [first, ...rest], ...one }: Placed): boolean {
  if (!first) return false;
  const alone = { ...one, rule: { ...rule, judgeStack: undefined as never }, resources: [first, ...rest] };
  const filled = { ...alone, resources: [{ ...first, properties: filledIn(first) }, ...rest] };
  return JSON.stringify(purely(alone)) !== JSON.stringify(purely(filled));
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
    ways: ["analyze"],
    which: ({ resources }) =>
      resources.some(({ properties, provider }) => showsSecret(properties) || showsSecret(provider?.properties)),
    reason: "a state holds secrets encrypted, and the engine does not decrypt them for the pack",
    few: true,
  },
  {
    ways: ["sdk"],
    which: ({ rule }) => notOnTheSdk.includes(rule.id),
    reason: "the SDK takes the marks off secrets, and the rule asks for them",
  },
  {
    ways: ["preview"],
    which: ({ rule }) => !rule.judge,
    reason: "a rule over the stack reads outputs, which the provider makes and a program cannot choose",
  },
  {
    ways: ["preview"],
    which: ({ rule, resources }) => rule.judgeStack !== undefined && resources.length > 1,
    reason: "the other resources are for the rule's judgement of the stack, which reads outputs",
  },
  {
    ways: ["preview"],
    which: ({ resources: [first] }) => first?.type === "pulumi:pulumi:Stack",
    reason: "a program has one stack and does not register it",
  },
  {
    ways: ["preview"],
    which: refusedAs("no provider"),
    reason: "the sandbox stands for the providers of OVHcloud, OpenStack and Cloudflare",
  },
  {
    ways: ["preview"],
    which: refusedAs("no such type"),
    reason: "the installed SDK knows no such type: it is of another version, or of nobody",
  },
  {
    ways: ["preview"],
    which: refusedAs("not modelled"),
    reason: "the sandbox does not model the type",
  },
  {
    ways: ["preview"],
    which: refusedAs("refused at check"),
    reason: "the provider refuses it at check: a property is missing, unknown, or of a wrong type or value",
  },
  {
    ways: ["preview"],
    which: changesWhenFilled,
    reason: "the provider's check fills in a default or a name before the pack is asked, and the finding is about that",
  },
];

/** Why the way does not carry that fixture; undefined when it does. */
export const excluded = (way: Way, one: Placed): Exclusion | undefined =>
  exclusions.find((exclusion) => exclusion.ways.includes(way) && exclusion.which(one));
