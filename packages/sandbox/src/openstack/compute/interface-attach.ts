import type { Model } from "../../model.ts";
import { newId } from "../../random.ts";
import { text } from "../../text.ts";
import { networkAt } from "../networking/network.ts";
import { disallowed } from "../networking/policy.ts";
import { addressesOn, firstAddress, portAt } from "../networking/port.ts";
import { refuse, unsent } from "../refusal.ts";
import { resource } from "../resource.ts";
import { tokens } from "../tokens.ts";
import { serverAt } from "./server-at.ts";

/** A further network interface of a server: on a port, or on a network with a port of its own. */
export const interfaceAttach: Model = resource({
  token: tokens.interfaceAttach,
  service: "compute",
  life: {
    making: [["ATTACHING", 5]],
    ready: "ATTACHED",
    leaving: [["DETACHING", 5]],
    patience: { create: 10, delete: 10 },
    idAfterWait: true,
    source:
      "the provider looks for the first time after 5 s and waits 10 minutes (its source, 1.54); durations assumed",
  },
  unlimited: "counts against the quota of ports",
  judge(call) {
    const { inputs } = call;
    const [portId, networkId, fixedIp] = ["portId", "networkId", "fixedIp"].map((name) => text(inputs, name));
    if (!portId && !networkId) unsent("Must set one of network_id and port_id");
    serverAt(call, text(inputs, "instanceId"));
    if (portId && portAt(call, portId).deviceId !== "") refuse(400, `Port ${portId} is still in use.`);
    if (networkId && networkAt(call, networkId).external && fixedIp) disallowed("create_port", "fixed_ips");
  },
  id: ({ inputs }, outputs) => `${text(inputs, "instanceId")}/${text(outputs, "portId")}`,
  shown(call) {
    const { inputs } = call;
    const portId = text(inputs, "portId");
    if (portId !== "") {
      const port = portAt(call, portId);
      return { portId, networkId: port.networkId, fixedIp: firstAddress(port) };
    }
    const wish = text(inputs, "fixedIp");
    const [fixedIp = ""] = addressesOn(call, text(inputs, "networkId"), { wanted: wish ? [{ ipAddress: wish }] : [] });
    return { portId: newId.uuid(), networkId: text(inputs, "networkId"), fixedIp };
  },
});
