/** Fixtures that are judged together. */
import type { Environment } from "../../src/index.ts";
import type { Fixture } from "../fixtures/fixture.ts";
import { environmentOf, type Placed, purely } from "./placed.ts";

/** Fixtures of one environment, with one set of parameters for each rule. */
export interface Group {
  readonly environment: Environment;
  readonly parameters: { readonly [slug: string]: NonNullable<Fixture["parameters"]> };
  readonly members: readonly Placed[];
}

interface Growing {
  readonly environment: Environment;
  /** By slug, as JSON. */
  readonly parameters: Map<string, string>;
  readonly ofStack: boolean;
  readonly members: Placed[];
}

/** Most fixtures of rules over the stack in one group: each that joins is tried against all. */
const mostOfStack = 40;

/**
 * Puts fixtures into as few stacks as can be. Rules on one resource do not look beside it. A fixture of a rule over the
 * stack joins others of such rules when the pure function then says of each of them what it says of it alone.
 */
export function grouped(all: readonly Placed[]): Group[] {
  const groups: Growing[] = [];
  for (const one of all) {
    const ofStack = one.rule.judgeStack !== undefined;
    const [environment, slug] = [environmentOf(one.fixture), one.rule.slug];
    const given = JSON.stringify(one.fixture.parameters ?? {});
    const fits = (group: Growing) =>
      group.environment === environment &&
      group.ofStack === ofStack &&
      (group.parameters.get(slug) ?? given) === given &&
      (!ofStack || (group.members.length < mostOfStack && areApart([...group.members, one])));
    let group = groups.find(fits);
    if (!group) {
      group = { environment, parameters: new Map(), ofStack, members: [] };
      groups.push(group);
    }
    group.members.push(one);
    group.parameters.set(slug, given);
  }
  return groups.map(({ environment, parameters, members }) => ({
    environment,
    members,
    parameters: Object.fromEntries([...parameters].map(([slug, given]) => [slug, JSON.parse(given)])),
  }));
}

/** Whether the members say together what each says alone. */
function areApart(members: readonly Placed[]): boolean {
  const stack = members.flatMap(({ resources }) => resources);
  return members.every((one) => JSON.stringify(purely(one)) === JSON.stringify(purely(one, stack)));
}
