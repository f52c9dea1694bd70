import type { Cloud } from "./cloud.ts";
import type { Entry, Things } from "./store.ts";

/** The cloud as a list shows it that lags behind by so many virtual seconds. */
export function asOf({ store, clock }: Cloud, seconds = 0): Things {
  if (seconds === 0) return store;
  const before = clock.now() - seconds * 1000;
  const old = ({ timeline }: Entry) => timeline.made <= before;
  return {
    entries: (token) => store.entries(token).filter(old),
    find: (...key) => {
      const found = store.find(...key);
      return found && old(found) ? found : undefined;
    },
    knew: (...key) => store.knew(...key),
    put: (entry) => store.put(entry),
    remove: (...key) => store.remove(...key),
    setting: (key, value) => store.setting(key, value),
  };
}
