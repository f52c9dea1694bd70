import type { Call, Model } from "../../model.ts";
import type { Entry } from "../../store.ts";
import { text } from "../../text.ts";
import { oneOf, refuse } from "../refusal.ts";
import { here, projectQuota, resource } from "../resource.ts";
import { tokens } from "../tokens.ts";
import { floatingIps, reachable } from "./floating-ips.ts";
import { portAt } from "./port.ts";

/** Leads one port number of a floating address to one inside. That OVHcloud offers this is assumed. */
export const portForwarding: Model = resource({
  token: tokens.portForwarding,
  service: "network",
  immediate: "a record in Neutron's database; the provider looks once after 5 s (its source, 1.54)",
  unlimited: projectQuota,
  judge(call, entry) {
    const { inputs } = call;
    oneOf("protocol", inputs["protocol"], ["tcp", "udp", "icmp", "icmp6", "sctp", "dccp"]);
    const id = text(inputs, "floatingipId");
    const floating = floatingIps(call).find((one) => one.id === id);
    if (!floating) refuse(404, `Floating IP ${id} could not be found`);
    if (floating.portId !== "")
      refuse(409, `Bad port_forwarding request: Floating IP ${id} is associated with port ${floating.portId}.`);
    for (const name of ["externalPort", "internalPort"]) {
      const number = Number(inputs[name]);
      if (number < 1 || number > 65_535) refuse(400, `Invalid input for ${name}. Reason: Invalid port: ${number}.`);
    }
    const address = text(inputs, "internalIpAddress");
    if (!portAt(call, text(inputs, "internalPortId")).fixedIps.some(({ ipAddress }) => ipAddress === address))
      refuse(400, `Bad port_forwarding request: The internal IP ${address} does not belong to the internal port.`);
    reachable(call, text(inputs, "internalPortId"), address);
    judgeTwin(call, id, entry);
  },
  shown: (call) => ({ description: text(call.inputs, "description") }),
});

function judgeTwin(call: Call, floatingId: string, entry?: Entry): void {
  const same = ["floatingipId", "externalPort", "protocol"];
  const twin = here(call, tokens.portForwarding).find(
    ({ id, inputs }) => id !== entry?.id && same.every((name) => text(inputs, name) === text(call.inputs, name)),
  );
  if (twin)
    refuse(
      409,
      `Bad port_forwarding request: A duplicate port forwarding entry with same attributes already exists on ${floatingId}: ${twin.id}.`,
    );
}
