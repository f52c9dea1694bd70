import { levels, type Rule } from "../../rule.ts";
import { every, failIf, holds, not, type Scalar, someOf, type Truth } from "../../truth.ts";
import { each } from "../../verdict.ts";
import { at, type View } from "../../view.ts";
import { listTypes, mapTypes, tagList, tagValue } from "./labels.ts";

type Wanted = { readonly required: readonly string[]; readonly values: readonly string[]; readonly lists: boolean };

/** A resource that can carry tags and lacks one, or has one with a value outside its list. */
export const tags: Rule<Wanted> = {
  id: "GOV003",
  slug: "tags",
  title: "Resources carry the tags that tell whose they are",
  group: "governance",
  severity: "low",
  levels: levels("advisory", "advisory", "mandatory"),
  rationale: "bills, alarms and clean-ups are sorted by tags, and what has none belongs to nobody",
  remedy: "give the tag a value that is accepted, through the component's labels or the resource's tags or metadata",
  equivalents: [],
  types: [...mapTypes.keys(), ...listTypes],
  parameters: {
    required: {
      description: "Names of tags that every resource with a map of tags has; add owner, cost-centre or data-class.",
      default: ["app", "environment"],
      pattern: "[^\\s=:]+",
    },
    values: {
      description: "Values that are accepted, as name=value; a tag that is not named here may have any.",
      default: { test: ["environment=test"], preprod: ["environment=preprod"], prod: ["environment=prod"] },
      pattern: "[^\\s=:]+=.+",
    },
    lists: {
      description: "Whether networks, ports and other resources whose tags are a list need the required ones too.",
      default: false,
    },
  },

  judge(view, { type, parameters }) {
    const property = mapTypes.get(type);
    const map = property ? at(view, property) : undefined;
    const list = property === "tags" ? [] : tagList(view);
    const required = map || parameters.lists ? parameters.required : [];
    const accepts = acceptance(parameters.values);
    return each(new Set([...required, ...accepts.names]), (name) => {
      const entry = map && at(map, name);
      const missing = every(required.includes(name), not(isThere(name, entry, list)));
      return [
        ...failIf(missing, entry ?? at(view, "tags"), `the required tag "${name}" is missing`),
        ...(entry ? failIf(holds(entry, isWrong(name, accepts.test)), entry, problem) : []),
        ...each(list, (tag) => failIf(holds(tag, isWrongIn(name, accepts.test)), tag, problem)),
      ];
    });
  },
};

const problem = "the tag has none of the values that are accepted";

type Test = (name: string, value: string) => boolean;

/** The tags whose values are listed, and whether a tag may have a value: a listed one, else any that is not blank. */
function acceptance(values: readonly string[]): { names: readonly string[]; test: Test } {
  const names = values.map((value) => value.slice(0, value.indexOf("=")));
  const test: Test = (name, value) =>
    names.includes(name) ? values.includes(`${name}=${value}`) : value.trim() !== "";
  return { names, test };
}

/** Whether the tag is there. */
const isThere = (name: string, entry: View | undefined, list: readonly View[]): Truth =>
  someOf([
    entry ? holds(entry, (value) => value !== undefined) : false,
    ...list.map((tag) => holds(tag, (text) => typeof text === "string" && tagValue(text, name) !== undefined)),
  ]);

const isWrong = (name: string, test: Test) => (value: Scalar) =>
  value !== undefined && !(typeof value === "string" && test(name, value));

const isWrongIn = (name: string, test: Test) => (tag: Scalar) =>
  typeof tag !== "string" || isWrong(name, test)(tagValue(tag, name));
