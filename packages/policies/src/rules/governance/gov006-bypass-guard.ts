import { type About, levels, type Rule } from "../../rule.ts";
import { failIf, given, holds } from "../../truth.ts";
import { each, fail, type Verdict } from "../../verdict.ts";
import { at, type View } from "../../view.ts";
import { guardedProperties, statefulTypes } from "./guarded.ts";

/**
 * An option that leads past the other rules. `protect` is judged where it is told: the engine tells it of every
 * resource, a state file holds it when it is true, so a reader of states has to give `false` where it is missing.
 */
export const bypassGuard: Rule = {
  id: "GOV006",
  slug: "bypass-guard",
  title: "No option leads past the rules",
  group: "governance",
  severity: "high",
  levels: levels("mandatory"),
  rationale:
    "with ignoreChanges the rules judge the old value for ever, without protect one wrong name deletes data in prod, and a tenant of its own puts a resource into another project than its provider's",
  remedy:
    "take the property out of ignoreChanges, set protect to true on what holds data in prod, and give each project a provider of its own",
  url: "https://www.pulumi.com/docs/iac/concepts/resources/options/ignorechanges/",
  equivalents: [],
  types: "all",
  parameters: {},

  judge(view, about) {
    return [...judgeIgnored(view, about), ...judgeProtect(view, about), ...judgeTenant(view, about)];
  },
};

function judgeIgnored(view: View, { type, options }: About): Verdict[] {
  const guarded = Object.hasOwn(guardedProperties, type) ? guardedProperties[type] : undefined;
  if (!guarded) return [];
  const ignored = options.ignoreChanges.map(rootOf);
  return each(guarded, (property) =>
    ignored.includes(property) || ignored.includes("*")
      ? [fail(at(view, property), "changes of a property that a rule guards are ignored", property)]
      : [],
  );
}

/** The property that a path starts with: `nodes[0].region`, `["nodes"]`, `*`. */
const rootOf = (path: string) => path.split(/[\s.["'\]]+/).find((word) => word !== "");

function judgeProtect(view: View, { type, environment, options }: About): Verdict[] {
  const open = environment === "prod" && statefulTypes.includes(type) && options.protect === false;
  return failIf(open, view, "it holds data in prod and is not protected");
}

/** The tenant that a resource names for itself, when its provider is told to work in another. */
function judgeTenant(view: View, { type, provider }: About): Verdict[] {
  if (!provider || !type.startsWith("openstack:")) return [];
  const own = at(provider.inputs, "tenantId");
  return each(["tenantId", "projectId"], (property) => {
    const tenant = at(view, property);
    if (!given(tenant) || !given(own)) return [];
    const differs = own.kind === "known" ? holds(tenant, (value) => value !== own.value) : own;
    return failIf(differs, tenant, "the resource names another project than its provider works in");
  });
}
