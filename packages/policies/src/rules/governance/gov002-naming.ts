import { type Environment, environments, wordsIn } from "../../environment.ts";
import { type About, levels, type Rule } from "../../rule.ts";
import { failIf, holds, type Scalar } from "../../truth.ts";
import type { Verdict } from "../../verdict.ts";
import { at, type View } from "../../view.ts";
import { type NameLaw, namedTypes } from "./physical-name.ts";

/** Components that say which environment they are for. */
const components = [
  "ovh-compute-stack:index:DockerHost",
  "ovh-managed-pg:index:ManagedTimescalePg",
  "ovh-project:index:OvhEnvironment",
  "ovh-project:index:OvhProject",
  "ovh-s3-iam:index:S3BucketWithUsers",
  "ovh-s3-iam:index:StateBucket",
];

/**
 * A name that a user chose and that does not carry the stack's environment in its place. Names that the SDK makes
 * (the logical name and seven hexadecimal digits) and descriptions of several words are free, except that no name may
 * carry another environment as a word: a made one unless it carries the stack's own too, any other not even beside it.
 */
export const naming: Rule = {
  id: "GOV002",
  slug: "naming",
  title: "Names tell the environment of their stack",
  group: "governance",
  severity: "medium",
  levels: levels("advisory", "advisory", "mandatory"),
  rationale:
    "a resource of one environment under the name of another is taken for it when somebody deletes, restores or connects",
  remedy:
    "name what lives in a project <environment>-<role>, a project <application>-<environment>, a bucket <application>-<role>-<environment>",
  equivalents: [],
  types: [...namedTypes.keys(), ...components],
  parameters: {},

  judge(view, about) {
    const { environment } = about;
    const kind = namedTypes.get(about.type);
    if (!kind) return judgeComponent(at(view, "environment"), environment);
    const name = at(view, kind.property);
    if (name.kind !== "absent") return judgeName(name, kind.law, about);
    const crosses = kind.property === "name" && isOfAnother(about.name, environment);
    return failIf(crosses, name, "the name made from the logical one tells another environment");
  },
};

const judgeComponent = (given: View, environment: Environment): Verdict[] =>
  failIf(
    holds(given, (value) => value !== undefined && value !== environment),
    given,
    "the component is for another environment than the stack",
  );

function judgeName(view: View, law: NameLaw, { environment, name: logical }: About): Verdict[] {
  const fits = (value: Scalar) => {
    if (typeof value !== "string") return false;
    if (isMade(value, logical)) return !isOfAnother(value, environment);
    return !namesAnother(value, environment) && (/\s/.test(value.trim()) || follows(value, law, environment));
  };
  return failIf(
    holds(view, (value) => !fits(value)),
    view,
    "the name tells another environment, or not the stack's in its place",
  );
}

/** Whether the SDK made the name from the logical one. */
const isMade = (name: string, logical: string) =>
  name.startsWith(`${logical}-`) && /^[0-9a-f]{7}$/.test(name.slice(logical.length + 1));

/** Whether another environment stands in the name as a word. */
const namesAnother = (name: string, environment: Environment) =>
  environments.some((other) => other !== environment && wordsIn(name).includes(other));

/** Whether another environment stands in the name as a word, and the stack's own does not. */
const isOfAnother = (name: string, environment: Environment) =>
  namesAnother(name, environment) && !wordsIn(name).includes(environment);

/** A long name that was cut ends in eight hexadecimal digits, in the place where a bucket or project tells it. */
function follows(name: string, law: NameLaw, environment: Environment): boolean {
  if (law === "role") return name.startsWith(`${environment}-`);
  return name.endsWith(`-${environment}`) || (name.length > 54 && /-[0-9a-f]{8}$/.test(name));
}
