import { zoneToken } from "./cloudflare/zone.ts";
import { domainZoneToken, zoneOutputs } from "./ovh/platform/domain-zone.ts";
import { projectOutputs, projectToken } from "./ovh/project.ts";
import type { Store } from "./store.ts";

/** What every sandbox holds before anybody builds: a project to adopt, and a DNS zone, at Cloudflare and at OVHcloud. */
export const seeded = {
  /** A Public Cloud project that exists already. */
  projectId: "00000000000000000000000000005eed",
  /** A Cloudflare zone. */
  zoneId: "000000000000000000000000000020e5",
  /** Name of that zone; `.example` is reserved (RFC 2606). */
  zoneName: "accoreboot.example",
} as const;

/** Puts the seeds there; harmless when they are. */
export function seed(store: Store): void {
  const base = { scope: "", urn: "", seeded: true };
  store.transaction(() => {
    store.put({
      ...base,
      token: projectToken,
      id: seeded.projectId,
      inputs: { description: "made by hand" },
      outputs: projectOutputs(seeded.projectId, "made by hand"),
    });
    const zone = { id: seeded.zoneName, inputs: {}, outputs: zoneOutputs(seeded.zoneName, "2026-01-01T00:00:00.000Z") };
    store.put({ ...base, token: domainZoneToken, ...zone });
    store.put({ ...base, token: zoneToken, id: seeded.zoneId, inputs: { name: seeded.zoneName }, outputs: {} });
  });
}
