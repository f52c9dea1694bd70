import type { Call, Model } from "../../model.ts";
import { publicAddress } from "../../neutron/public-addresses.ts";
import { text } from "../../text.ts";
import { floatingAt, judgePool } from "../networking/floating-ip.ts";
import { associable, floatingIps, portsOfServer } from "../networking/floating-ips.ts";
import { firstAddress } from "../networking/port.ts";
import { refuse } from "../refusal.ts";
import { projectQuota, resource } from "../resource.ts";
import { tokens } from "../tokens.ts";
import { serverAt } from "./server-at.ts";

/** A floating address made through the compute API, which hands it on to Neutron. */
export const computeFloatingIp: Model = resource({
  token: tokens.computeFloatingIp,
  service: "network",
  immediate: "Neutron answers with the address",
  unlimited: projectQuota,
  judge: judgePool,
  shown: (call, before) => ({
    address: before?.outputs["address"] ?? publicAddress(call.store),
    fixedIp: "",
    instanceId: "",
  }),
  read(call, entry) {
    const now = floatingIps(call).find(({ id }) => id === entry.id);
    const link = associationOf(call, text(entry.outputs, "address"));
    return { ...entry.outputs, fixedIp: now?.fixedIp ?? "", instanceId: text(link?.inputs ?? {}, "instanceId") };
  },
});

/** Leads a floating address to a server. Its id is the address, the server's id and the address inside, if given. */
export const computeFloatingIpAssociate: Model = resource({
  token: tokens.computeFloatingIpAssociate,
  service: "compute",
  immediate: "one update of the floating address",
  unlimited: "counts as a part of the floating address",
  judge(call) {
    const found = floatingAt(call, "compute_floatingip_associate_v2");
    associable(call, portOf(call).id, fixedOf(call), found.id);
  },
  id: ({ inputs }) => ["floatingIp", "instanceId", "fixedIp"].map((name) => text(inputs, name)).join("/"),
  shown: (call) => ({ fixedIp: fixedOf(call) }),
});

const associationOf = ({ store }: Call, address: string) =>
  store.entries(tokens.computeFloatingIpAssociate).find(({ inputs }) => inputs["floatingIp"] === address);

/** The server's port that has the address asked for, else its first one with an IPv4 address. */
function portOf(call: Call) {
  const { id } = serverAt(call, text(call.inputs, "instanceId"));
  const wanted = text(call.inputs, "fixedIp");
  const found = portsOfServer(call, id).find((port) =>
    wanted === "" ? firstAddress(port) !== "" : port.fixedIps.some(({ ipAddress }) => ipAddress === wanted),
  );
  if (found) return found;
  return refuse(
    400,
    wanted === "" ? "No fixed IPs associated to instance" : `Specified fixed address not assigned to instance`,
  );
}

const fixedOf = (call: Call): string => text(call.inputs, "fixedIp") || firstAddress(portOf(call));
