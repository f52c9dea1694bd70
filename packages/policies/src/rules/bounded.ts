import { holds } from "../truth.ts";
import { each, fail, isHidden, unproved, type Verdict } from "../verdict.ts";
import { at, members, type View } from "../view.ts";

/** Longer lists than any service of OVHcloud takes are not read: the time that a verdict takes has to stay short. */
export const longestList = 1000;

/** The members of a list that is not longer than {@link longestList}; undefined for a longer one and for what is none. */
export function membersWithin(view: View): View[] | undefined {
  const isLong = holds(at(view, "length"), (length) => typeof length === "number" && length > longestList);
  return isLong === true ? undefined : members(view);
}

/**
 * Judges the members of a list one by one; of one that is not given there are none.
 *
 * @param what Plural noun for the members, for a list that is too long or none.
 */
export function judgeMembers(list: View, what: string, judge: (member: View) => Verdict[]): Verdict[] {
  if (list.kind === "absent") return [];
  if (isHidden(list)) return [unproved(list)];
  const all = membersWithin(list);
  return all ? each(all, judge) : [fail(list, `this is not a list of at most ${longestList} ${what}`)];
}
