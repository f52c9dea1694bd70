import type { Call } from "../../model.ts";
import { takeAddress } from "../../neutron/addresses.ts";
import { networkById, subnetById } from "../../neutron/networks.ts";
import type { Properties } from "../../properties.ts";
import type { Entry } from "../../store.ts";
import { objects, text } from "../../text.ts";
import { absent, bad, conflict } from "../refusals.ts";
import { exportAddresses } from "./export-addresses.ts";
import { floatingIpAt } from "./floating-ip.ts";
import { isFixed, isPrivate } from "./interfaces.ts";
import { v2Tokens } from "./tokens.ts";

/** Refuses interfaces that are none of the four shapes, and those on what does not exist or is taken. */
export function judgeInterfaces(call: Call, entry: Entry | undefined): void {
  const asked = objects(call.inputs, "networks");
  for (const [i, one] of asked.entries()) {
    const path = `networks[${i}]`;
    if (isPrivate(one)) judgePrivate(call, one, path, entry);
    else judgePublic(call, one, path, entry);
  }
  if (asked.filter((one) => one["autoAssignPublicIp"] === true).length > 1)
    bad("at most one entry of networks may set autoAssignPublicIp");
  const places = asked.map((one) => ["networkId", "subnetId", "ip"].map((name) => text(one, name)).join(" "));
  const twice = places.find((place, i) => place.trim() !== "" && places.indexOf(place) !== i);
  if (twice) bad(`networks holds the same interface twice: ${twice}`);
}

function judgePublic(call: Call, one: Properties, path: string, entry: Entry | undefined): void {
  const ip = text(one, "ip");
  const auto = one["autoAssignPublicIp"] === true;
  if (text(one, "subnetId") !== "") bad(`${path}: networkId is required with subnetId`);
  if (auto === (ip !== ""))
    bad(
      `${path} must have one of: autoAssignPublicIp alone, ip alone, networkId and subnetId, networkId, subnetId and ip`,
    );
  if (ip === "") return;
  if (!ownedAddresses(call).includes(ip)) absent(`Public IP ${ip} not found in the project`);
  free(call, ip, entry);
}

function judgePrivate(call: Call, one: Properties, path: string, entry: Entry | undefined): void {
  const { store, inputs } = call;
  const [project, region] = [text(inputs, "serviceName"), text(inputs, "region")];
  const [networkId, subnetId, ip] = ["networkId", "subnetId", "ip"].map((name) => text(one, name)) as [
    string,
    string,
    string,
  ];
  if (one["autoAssignPublicIp"] === true) bad(`${path}: autoAssignPublicIp is only valid without networkId and ip`);
  if (subnetId === "") bad(`${path}: subnetId is required with networkId`);
  const network = networkById(store, project, region, networkId);
  if (!network || network.external) absent(`Network ${networkId} could not be found in region ${region}`);
  const subnet = subnetById(store, project, region, subnetId);
  if (subnet?.networkId !== networkId) absent(`Subnet ${subnetId} could not be found in network ${networkId}`);
  if (ip === "") return;
  if (isFixed(ip, subnet)) {
    takeAddress(store, subnet, ip, entry, exportAddresses(store));
    return;
  }
  if (!floatingIpAt(store, project, region, ip))
    absent(`${path}: ${ip} is outside of ${subnet.cidr} and no floating IP of the project in region ${region}`);
  free(call, ip, entry);
}

/** Refuses an address that another instance asks for. */
function free({ store }: Call, ip: string, entry: Entry | undefined): void {
  const other = store
    .entries(v2Tokens.instance)
    .find(({ id, inputs }) => id !== entry?.id && objects(inputs, "networks").some((one) => one["ip"] === ip));
  if (other) conflict(`IP ${ip} is already associated with instance ${other.id}`);
}

/** Additional IPs that are routed to the project. */
function ownedAddresses({ store, inputs }: Call): string[] {
  return store
    .entries("ovh:CloudProject/failoverIpAttach:FailoverIpAttach")
    .filter((entry) => entry.inputs["serviceName"] === inputs["serviceName"])
    .map((entry) => text(entry.outputs, "ip") || text(entry.inputs, "ip"));
}
