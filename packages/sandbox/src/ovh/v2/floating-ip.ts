import type { Call } from "../../model.ts";
import { gatewayOn } from "../../neutron/gateways.ts";
import { publicNetworkId } from "../../neutron/networks.ts";
import { publicAddress } from "../../neutron/public-addresses.ts";
import { newId } from "../../random.ts";
import type { Entry, Things } from "../../store.ts";
import { object, objects, text } from "../../text.ts";
import { apiV2 } from "./envelope.ts";
import { life } from "./lives.ts";
import { inRegion, inZone, locationOf } from "./places.ts";
import { v2Tokens } from "./tokens.ts";

/** A public address to keep. Its id is the address; an instance takes it by `networks[].ip`. */
export const floatingIp = apiV2({
  token: v2Tokens.floatingIp,
  importId: "serviceName/id",
  life: { ...life({ making: 10 }, 60), patience: { create: 60, update: 60, delete: 20 } },
  need: () => ({ service: "network", items: { floatingIps: 1 } }),
  judge(call) {
    inRegion(call);
    inZone(call, "optional");
  },
  id: ({ store }) => publicAddress(store),
  current(call, { id, target, before }) {
    const holder = holderOf(call, id);
    return {
      id: text(object(before?.outputs ?? {}, "currentState"), "id") || newId.uuid(),
      ip: id,
      status: holder ? "ACTIVE" : "DOWN",
      description: text(target, "description"),
      network: { id: publicNetworkId(text(target, "region")) },
      associatedResource: holder && { id: holder.id, type: "INSTANCE" },
      location: locationOf(target),
    };
  },
});

/** The instance that asks for the address and whose subnet has a way out. */
function holderOf({ store, inputs }: Call, address: string): Entry | undefined {
  const project = text(inputs, "serviceName");
  return store
    .entries(v2Tokens.instance)
    .filter((entry) => entry.inputs["serviceName"] === project)
    .find((entry) =>
      objects(entry.inputs, "networks").some(
        (nic) => nic["ip"] === address && gatewayOn(store, project, text(nic, "subnetId")),
      ),
    );
}

/** A floating IP of the project in a region, whichever API made it. */
export function floatingIpAt(store: Things, project: string, region: string, address: string): Entry | undefined {
  return ["openstack:networking/floatingIp:FloatingIp", v2Tokens.floatingIp]
    .flatMap((token) => store.entries(token))
    .find(
      ({ id, scope, inputs, outputs }) =>
        (scope || inputs["serviceName"]) === project &&
        (text(outputs, "region") || text(inputs, "region")) === region &&
        (id === address || outputs["address"] === address),
    );
}
