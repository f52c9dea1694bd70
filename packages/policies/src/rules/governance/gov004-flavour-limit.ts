import { levels, ofResource, type Rule, type StackVerdict, type Subject, type Values } from "../../rule.ts";
import { failIf, holds, isOneOf, not, type Scalar, textOf, when } from "../../truth.ts";
import { each, fail, isHidden, unproved, type Verdict } from "../../verdict.ts";
import { at, type View } from "../../view.ts";
import { membersWithin } from "../bounded.ts";
import { usualDatabaseFlavors, usualFlavors, usualPlans } from "./sizes.ts";

interface Limits extends Values {
  readonly flavors: readonly string[];
  readonly databaseFlavors: readonly string[];
  readonly databasePlans: readonly string[];
  readonly maxNodes: number;
  readonly maxDiskGb: number;
  readonly monthlyBilling: boolean;
}

const instanceType = "ovh:CloudProject/instance:Instance";
const cloudInstanceType = "ovh:index/cloudInstance:CloudInstance";

/** How the resources of each type are judged. */
const judges: { readonly [type: string]: (view: View, limits: Limits) => Verdict[] } = {
  "openstack:compute/instance:Instance": judgeServer,
  [instanceType]: judgeInstance,
  [cloudInstanceType]: (view, limits) => judgeOpaque(at(view, "flavorId"), limits),
  "ovh:CloudProject/kubeNodePool:KubeNodePool": judgePool,
  "ovh:CloudProject/database:Database": judgeDatabase,
};

/** A machine, a pool or a database that is larger, or billed otherwise, than the environment is meant to pay for. */
export const flavourLimit: Rule<Limits> = {
  id: "GOV004",
  slug: "flavour-limit",
  title: "Machines and databases are of a size that is meant for their environment",
  group: "governance",
  severity: "medium",
  levels: levels("mandatory"),
  rationale: "what is billed by the hour costs its full price whether it is used or not, until it is deleted",
  remedy: "choose a smaller flavor, plan, count or disk, or widen the rule's parameters for that environment",
  url: "https://www.ovhcloud.com/en/public-cloud/prices/",
  equivalents: [],
  types: Object.keys(judges),
  parameters: {
    flavors: {
      description: "Compute flavors by name; where a resource takes an id alone, that id.",
      default: usualFlavors,
      pattern: "[A-Za-z0-9.-]+",
    },
    databaseFlavors: {
      description: "Flavors of database nodes.",
      default: usualDatabaseFlavors,
      pattern: "[a-z0-9-]+",
    },
    databasePlans: { description: "Plans of databases.", default: usualPlans, pattern: "[a-z0-9-]+" },
    maxNodes: {
      description: "Most nodes of one database or one pool, and most instances made at once.",
      default: { test: 3, preprod: 6, prod: 20 },
      minimum: 1,
      maximum: 500,
    },
    maxDiskGb: {
      description: "Largest disk of a database node, or volume that an instance is made with, in GB.",
      default: { test: 240, preprod: 1000, prod: 4000 },
      minimum: 10,
      maximum: 64_000,
    },
    monthlyBilling: {
      description: "Whether a whole month may be paid for at once.",
      default: { test: false, preprod: true, prod: true },
    },
  },

  judge: (view, { type, parameters }) => judges[type]?.(view, parameters) ?? [],

  /** What an id turned out to be. Before that it is in doubt. */
  judgeStack: (subjects, { parameters }) => subjects.flatMap((subject) => judgeMade(subject, parameters)),
};

function judgeServer(view: View, { flavors, maxDiskGb }: Limits): Verdict[] {
  const id = at(view, "flavorId");
  const flavor = isOneOf(id, undefined, "") === true ? at(view, "flavorName") : id;
  return [
    ...judgeListed(flavor, flavors, "flavor, by its name or a listed id,"),
    ...judgeDevices(at(view, "blockDevices"), maxDiskGb),
  ];
}

function judgeDevices(devices: View, maxGb: number): Verdict[] {
  if (devices.kind === "absent") return [];
  if (isHidden(devices)) return [unproved(devices)];
  const list = membersWithin(devices);
  if (!list) return [fail(devices, "this is not a list of devices, so their sizes cannot be read")];
  return each(list, (device) => judgeDisk(at(device, "volumeSize"), maxGb));
}

function judgeInstance(view: View, limits: Limits): Verdict[] {
  const period = at(view, "billingPeriod");
  return [
    ...judgeOpaque(at(at(view, "flavor"), "flavorId"), limits),
    ...judgeCount(at(view, "bulk"), limits),
    ...when(!limits.monthlyBilling, () => failIf(not(isOneOf(period, "hourly")), period, monthly)),
  ];
}

function judgePool(view: View, limits: Limits): Verdict[] {
  const [autoscale, billed, most] = [at(view, "autoscale"), at(view, "monthlyBilled"), at(view, "maxNodes")];
  return [
    ...judgeListed(at(view, "flavorName"), limits.flavors, "flavor"),
    ...each(["minNodes", "desiredNodes"], (name) => judgeCount(at(view, name), limits)),
    ...when(not(isOneOf(autoscale, undefined, false)), () =>
      failIf(not(holds(most, isAtMost(limits.maxNodes))), most, "the pool can grow beyond the accepted count of nodes"),
    ),
    ...when(!limits.monthlyBilling, () => failIf(not(isOneOf(billed, undefined, false)), billed, monthly)),
  ];
}

function judgeDatabase(view: View, limits: Limits): Verdict[] {
  const nodes = at(view, "nodes");
  const count = membersWithin(nodes)?.length ?? Number.POSITIVE_INFINITY;
  return [
    ...judgeListed(at(view, "plan"), limits.databasePlans, "plan"),
    ...judgeListed(at(view, "flavor"), limits.databaseFlavors, "flavor"),
    ...(isHidden(nodes) ? [unproved(nodes)] : failIf(count > limits.maxNodes, nodes, tooMany)),
    ...judgeDisk(at(view, "diskSize"), limits.maxDiskGb),
  ];
}

const monthly = "a whole month is paid for at once";
const tooMany = "there are more than the accepted count of nodes";

const judgeListed = (view: View, list: readonly string[], what: string): Verdict[] =>
  failIf(not(isOneOf(view, ...list)), view, `this is not a ${what} that is accepted here`);

const isAtMost = (limit: number) => (value: Scalar) => typeof value === "number" && value <= limit;

const judgeCount = (view: View, { maxNodes }: Limits): Verdict[] =>
  failIf(not(holds(view, (value) => value === undefined || isAtMost(maxNodes)(value))), view, tooMany);

const judgeDisk = (view: View, maxGb: number): Verdict[] =>
  failIf(
    not(holds(view, (value) => value === undefined || isAtMost(maxGb)(value))),
    view,
    "this disk is larger than accepted",
  );

/** An id that the parameter does not list: its flavor is known when the resource is there. */
function judgeOpaque(id: View, { flavors }: Limits): Verdict[] {
  const isId = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(textOf(id) ?? "");
  if (!isId) return judgeListed(id, flavors, "flavor's id");
  if (isOneOf(id, ...flavors) === true) return [];
  return [{ outcome: "UNKNOWN", path: id.path, problem: "which flavor this id stands for is not known here" }];
}

function judgeMade({ type, urn, properties }: Subject, { flavors }: Limits): StackVerdict[] {
  if (type !== instanceType && type !== cloudInstanceType) return [];
  const v1 = type === instanceType;
  const id = v1 ? at(at(properties, "flavor"), "flavorId") : at(properties, "flavorId");
  const name = v1 ? at(properties, "flavorName") : at(at(at(properties, "currentState"), "flavor"), "name");
  const made = textOf(name);
  if (made === undefined || flavors.includes(made)) return [];
  const found = failIf(not(isOneOf(id, ...flavors)), name, "this is not a flavor that is accepted here");
  return ofResource(urn, found);
}
