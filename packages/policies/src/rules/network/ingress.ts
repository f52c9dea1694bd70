/** What may come in, in one shape for every resource that says it. */
import { every, failIf, holds, not, some, someOf, type Truth, textOf } from "../../truth.ts";
import { evidenceFrom, fail, isHidden, unproved, type Verdict } from "../../verdict.ts";
import { at, once, type View } from "../../view.ts";
import { longestList, membersWithin } from "../bounded.ts";
import { type Limits, publicNames, unionProblem } from "../exposure.ts";
import { isNamed } from "./given.ts";
import { type Opening, openingName } from "./protocol.ts";
import { type Exposure, exposureOf, sourceName } from "./source.ts";
import { novaSecGroupType, secGroupRuleType } from "./types.ts";

/** One rule of a security group. */
export interface Ingress extends Opening {
  /** Whether it is for what comes in. */
  readonly incoming: Truth;
  /** The block that may come in. */
  readonly source: View;
  /** Whether the source is another group: those members are servers of the same project. */
  readonly grouped: Truth;
  /** A group of addresses as the source. Which blocks it holds is not told here. */
  readonly addresses?: View;
}

/** The rules that a resource of that type holds; verdicts instead when they cannot be told apart. */
export function ingressOf(view: View, type: string): { rules: Ingress[]; verdicts: Verdict[] } {
  if (type === secGroupRuleType) return { rules: [single(view)], verdicts: [] };
  return type === novaSecGroupType ? novaGroup(view) : neutronGroup(view);
}

const groupOf = (read: (rule: View) => Ingress) =>
  once((view: View) => {
    const { list, verdicts } = rulesOf(view);
    return { rules: list.map(read), verdicts };
  });
const single = once(neutronRule);
const neutronGroup = groupOf(neutronRule);
const novaGroup = groupOf(novaRule);

/** The members of a group's list of rules that are known, and verdicts on those that are not. */
export function rulesOf(view: View): { list: View[]; verdicts: Verdict[] } {
  const rules = at(view, "rules");
  const list = rules.kind === "absent" ? [] : membersWithin(rules);
  if (!list) {
    const problem = `this is not a list of at most ${longestList} rules`;
    return { list: [], verdicts: [isHidden(rules) ? unproved(rules) : fail(rules, problem)] };
  }
  return { list: list.filter((rule) => !isHidden(rule)), verdicts: list.filter(isHidden).map(unproved) };
}

/** What is neither `egress` nor hidden comes in. The type of Ethernet does not matter: each block tells its family. */
function neutronRule(rule: View): Ingress {
  return {
    incoming: holds(at(rule, "direction"), (value) => typeof value !== "string" || value.toLowerCase() !== "egress"),
    protocol: at(rule, "protocol"),
    min: at(rule, "portRangeMin"),
    max: at(rule, "portRangeMax"),
    source: at(rule, "remoteIpPrefix"),
    grouped: isNamed(at(rule, "remoteGroupId")),
    addresses: at(rule, "remoteAddressGroupId"),
  };
}

function novaRule(rule: View): Ingress {
  return {
    incoming: true,
    protocol: at(rule, "ipProtocol"),
    min: at(rule, "fromPort"),
    max: at(rule, "toPort"),
    source: at(rule, "cidr"),
    grouped: some(
      isNamed(at(rule, "fromGroupId")),
      holds(at(rule, "self"), (value) => value === true),
    ),
  };
}

/** True when no source is written, neither a block nor a group. */
export const isSourceless = (rule: Ingress): Truth =>
  every(!hasBlock(rule), not(rule.grouped), addressesAlone(rule) === undefined);

const hasBlock = ({ source }: Ingress): boolean => source.kind !== "absent" && textOf(source)?.trim() !== "";

/** The group of addresses, where it is the source. */
function addressesAlone(rule: Ingress): View | undefined {
  const { addresses } = rule;
  return !hasBlock(rule) && rule.grouped === false && addresses && isNamed(addresses) ? addresses : undefined;
}

function sourceExposure(rule: Ingress, limits: Limits): Exposure {
  if (hasBlock(rule)) return exposureOf(rule.source, limits);
  return { open: isSourceless(rule), problem: "any source, since none is given", accepted: [] };
}

/** A doubt about a group of addresses, whose blocks are a matter of another resource or program. */
function untold(addresses: View): Verdict {
  if (isHidden(addresses)) return unproved(addresses);
  const problem = "which blocks this group of addresses holds is not told here, and is for a person to judge";
  return { outcome: "UNKNOWN", path: addresses.path, problem };
}

/** What offends in these rules: protocols, ports and sources, in one order and one spelling. */
export const evidenceIn = (rules: readonly Ingress[]): string =>
  evidenceFrom(
    rules.flatMap(({ protocol, min, max, source }) => [protocol, min, max, source]),
    () => [...new Set(rules.map((rule) => JSON.stringify([...openingName(rule), sourceName(rule.source)])))].sort(),
  );

/** What a rule of the pack looks for in the rules of a group. */
export interface Wanted {
  readonly limits: Limits;
  /** Whether a rule lets through what the pack's rule is about. */
  opens(rule: Ingress): Truth;
  /** Start of a clause that ends with the kind of source: `SSH is open to`. */
  readonly problem: string;
  /** Where a violation is reported. @default the source */
  place?(rule: Ingress): View;
}

/** Fails for each rule that opens what is wanted to the world, and for rules that do so only together. */
export function judgeIngress(view: View, type: string, { limits, opens, problem: what, place }: Wanted): Verdict[] {
  const { rules, verdicts } = ingressOf(view, type);
  const judged = rules.flatMap((rule) => {
    const opened = every(rule.incoming, opens(rule));
    return opened === false ? [] : [{ rule, opened, ...sourceExposure(rule, limits) }];
  });
  const each = judged.flatMap(({ rule, opened, open, problem }) => {
    const addresses = addressesAlone(rule);
    if (addresses) return [untold(addresses)];
    return failIf(every(opened, open), place?.(rule) ?? rule.source, `${what} ${problem}`, () => evidenceIn([rule]));
  });
  const certainly = judged.filter(({ opened }) => opened === true);
  const together = (some: readonly (typeof judged)[number][]) =>
    unionProblem(
      some.flatMap(({ accepted }) => accepted),
      limits,
    );
  const certain = together(certainly);
  const possible = together(judged);
  const doubts = judged.map(({ opened }) => opened).filter((opened) => opened !== true);
  const whole = some(certain !== undefined, every(possible !== undefined, someOf(doubts)));
  const evidence = () =>
    evidenceIn(certainly.filter(({ accepted }) => publicNames(accepted).length > 0).map(({ rule }) => rule));
  return [...verdicts, ...each, ...failIf(whole, at(view, "rules"), `${what} ${certain}`, evidence)];
}
