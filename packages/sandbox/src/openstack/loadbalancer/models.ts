import type { Lookup, Model } from "../../model.ts";
import { l7Policy } from "./l7-policy.ts";
import { l7Rule } from "./l7-rule.ts";
import { listener } from "./listener.ts";
import { loadBalancer } from "./load-balancer.ts";
import { member } from "./member.ts";
import { members } from "./members.ts";
import { monitor } from "./monitor.ts";
import { pool } from "./pool.ts";

/** Octavia. Its quotas are the operator's to set, and the SDK has no function that asks it. */
export const models: readonly Model[] = [loadBalancer, listener, pool, member, members, monitor, l7Policy, l7Rule];

export const lookups: readonly Lookup[] = [];
