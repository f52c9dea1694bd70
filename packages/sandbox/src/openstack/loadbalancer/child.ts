import { type Call, CloudError, type Model } from "../../model.ts";
import type { Properties } from "../../properties.ts";
import type { Entry } from "../../store.ts";
import { tenantOf } from "../keystone.ts";
import { projectQuota, resource } from "../resource.ts";
import { takeDependents } from "./cascade.ts";
import { childLife, mutable, occupy } from "./changes.ts";
import { ownOnly } from "./refusals.ts";

/** What hangs on a load balancer, and how it is told from its inputs which one. */
export interface Child extends Pick<Model, "token" | "importId" | "same" | "read" | "habits"> {
  /** Refuses a parent that is not there. */
  balancer(call: Call): Entry;
  judge(call: Call, entry?: Entry): void;
  shown(call: Call, before?: Entry): Properties;
  id?(call: Call): string;
  /** Throws when something stands in the way of deletion. */
  remove?(call: Call, entry: Entry): void;
}

/** A model whose every change keeps its load balancer busy. */
export function child({ balancer, judge, shown, remove, ...rest }: Child): Model {
  return resource({
    ...rest,
    service: "network",
    life: childLife,
    unlimited: projectQuota,
    judge(call, entry) {
      ownOnly(call);
      mutable(call, balancer(call));
      judge(call, entry);
    },
    shown(call, before) {
      const outputs = shown(call, before);
      occupy(call, balancer(call));
      return { tenantId: tenantOf(call), ...outputs };
    },
    remove(call, entry) {
      remove?.(call, entry);
      const parent = found(() => balancer(call));
      if (parent) {
        mutable(call, parent);
        occupy(call, parent);
      }
      takeDependents(call.store, entry.token, entry.id);
    },
  });
}

/** A parent, or undefined where somebody took it down behind the engine's back. */
function found(parent: () => Entry): Entry | undefined {
  try {
    return parent();
  } catch (error) {
    if (error instanceof CloudError && error.status === 404) return undefined;
    throw error;
  }
}
