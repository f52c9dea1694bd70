import type { Call } from "../../model.ts";
import type { Entry } from "../../store.ts";
import { list, object, objects, text } from "../../text.ts";
import { refuse, unsent } from "../refusal.ts";
import { here } from "../resource.ts";
import { tokens } from "../tokens.ts";
import { networkAt } from "./network.ts";
import { allowedOwner, disallowed } from "./policy.ts";
import { groupAt } from "./security-group.ts";

/** What only the owner of a network may set on a port, and the rule that says so. The public network is not the tenant's. */
const ownersOnly: Readonly<Record<string, string>> = {
  fixedIps: "fixed_ips",
  macAddress: "mac_address",
  allowedAddressPairs: "allowed_address_pairs",
};

/** Kinds of port as Neutron writes them; the provider's check lets any case of letters through. */
const kinds = ["direct", "direct-physical", "macvtap", "normal", "baremetal", "virtio-forwarder"];

/** Judges a port before it is made and before it changes. */
export function judgePort(call: Call, entry?: Entry): void {
  const { inputs } = call;
  allowedOwner(call, "create_port");
  const kind = text(object(inputs, "binding"), "vnicType");
  if (kind !== "" && !kinds.includes(kind))
    refuse(400, `Invalid input for binding:vnic_type. Reason: '${kind}' is not in [${kinds.join(", ")}].`);
  const groups = list(inputs, "securityGroupIds").map(String);
  if (inputs["noSecurityGroups"] === true && groups.length > 0)
    unsent("Cannot have both no_security_groups and security_group_ids set for openstack_networking_port_v2");
  for (const group of groups) groupAt(call, group);
  if (inputs["portSecurityEnabled"] === false) {
    if (groups.length > 0)
      refuse(400, "Port security must be enabled and port must have an IP address in order to use security groups.");
    if (objects(inputs, "allowedAddressPairs").length > 0)
      refuse(409, "Port Security must be enabled in order to have allowed address pairs on a port.");
  }
  const network = networkAt(call, text(inputs, "networkId"));
  if (network.external) {
    const foreign = Object.keys(ownersOnly).find((name) => inputs[name] !== undefined && !isEmpty(inputs[name]));
    if (foreign) disallowed("create_port", ownersOnly[foreign]);
    if (inputs["portSecurityEnabled"] === false) disallowed("create_port", "port_security_enabled");
  }
  judgeMac(call, entry);
}

const isEmpty = (value: unknown) => value === null || value === "" || (Array.isArray(value) && value.length === 0);

function judgeMac(call: Call, entry?: Entry): void {
  const mac = text(call.inputs, "macAddress").toLowerCase();
  if (mac === "") return;
  if (!/^([\da-f]{2}:){5}[\da-f]{2}$/.test(mac))
    refuse(400, `Invalid input for mac_address. Reason: '${mac}' is not a valid MAC address.`);
  const networkId = text(call.inputs, "networkId");
  const rival = here(call, tokens.port).find(
    ({ id, outputs }) => id !== entry?.id && outputs["networkId"] === networkId && outputs["macAddress"] === mac,
  );
  if (rival) refuse(409, `Unable to complete operation for network ${networkId}. The mac address ${mac} is in use.`);
}
