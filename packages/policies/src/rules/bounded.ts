import { holds } from "../truth.ts";
import { at, members, type View } from "../view.ts";

/** Longer lists than any service of OVHcloud takes are not read: the time that a verdict takes has to stay short. */
export const longestList = 1000;

/** The members of a list that is not longer than {@link longestList}; undefined for a longer one and for what is none. */
export function membersWithin(view: View): View[] | undefined {
  const isLong = holds(at(view, "length"), (length) => typeof length === "number" && length > longestList);
  return isLong === true ? undefined : members(view);
}
