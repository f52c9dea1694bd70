import { type Life, stateAt, type Timeline } from "../../life.ts";
import type { Call } from "../../model.ts";
import type { Entry } from "../../store.ts";
import { refuse } from "../refusal.ts";
import { lbTokens } from "./tokens.ts";

/** Virtual seconds in which the amphorae take a changed configuration. */
const seconds = 5;

const source =
  "Octavia's states and the provider's waits are read (its source, 1.54); 1 to 3 minutes for a load balancer (ovh-facts 5); the rest assumed";

/** A load balancer. Provider 1.54 stores the id after its wait. */
export const balancerLife: Life = {
  making: [["PENDING_CREATE", 90]],
  ready: "ACTIVE",
  changing: [["PENDING_UPDATE", seconds]],
  leaving: [["PENDING_DELETE", 20]],
  patience: { create: 10, update: 10, delete: 5 },
  idAfterWait: true,
  source,
};

/** What hangs on a load balancer. */
export const childLife: Life = {
  making: [["PENDING_CREATE", seconds]],
  ready: "ACTIVE",
  changing: [["PENDING_UPDATE", seconds]],
  leaving: [["PENDING_DELETE", seconds]],
  patience: { create: 10, update: 10, delete: 10 },
  idAfterWait: true,
  source,
};

/**
 * Refuses a change of a load balancer that is not ACTIVE: at a console whatever is under way, from the provider only
 * when it is being taken down, as the provider waits for the rest.
 */
export function mutable({ now, connection }: Call, balancer: Entry): void {
  const { settles, leaves } = balancer.timeline;
  if (leaves !== undefined || (connection.byHand === true && settles > now))
    refuse(409, `Load Balancer ${balancer.id} is immutable and cannot be updated.`);
}

/** Lets a change below it keep the load balancer busy, after whatever keeps it busy already. */
export function occupy({ store, now }: Call, balancer: Entry): void {
  const { timeline } = balancer;
  const settles = Math.max(now, timeline.settles) + seconds * 1000;
  const [busy, done] =
    balancer.token === lbTokens.ovhLoadBalancer ? ["updating", "active"] : ["PENDING_UPDATE", "ACTIVE"];
  const first = timeline.settles > now ? stateAt(timeline, now) : busy;
  const line: Timeline = {
    made: timeline.made,
    states: [
      [first, now],
      [busy, Math.max(now, timeline.settles)],
      [done, settles],
    ],
    settles,
  };
  store.put({ ...balancer, timeline: line });
}
