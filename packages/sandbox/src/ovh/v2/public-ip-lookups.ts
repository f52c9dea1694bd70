import type { Call, Lookup } from "../../model.ts";
import type { Properties } from "../../properties.ts";
import type { Entry } from "../../store.ts";
import { object, objects, text } from "../../text.ts";
import { projectOf } from "../project.ts";
import { absent } from "../refusals.ts";
import { functionToken } from "./lookups.ts";
import { locationOf } from "./places.ts";
import { v2Tokens } from "./tokens.ts";

interface PublicIp {
  readonly ip: string;
  readonly type: "ADDITIONAL_IP" | "EXT_NET_IP" | "FLOATING_IP";
  readonly shown: Properties;
}

const ofProject = ({ store, inputs }: Call, token: string): Entry[] =>
  store.entries(token).filter((entry) => entry.inputs["serviceName"] === inputs["serviceName"]);

/** The checksum is empty for addresses that come and go with other things. */
const envelope = { checksum: "", resourceStatus: "READY", currentTasks: [] };

/** Addresses of instances on the public network. */
function extNetIps(call: Call): PublicIp[] {
  return ofProject(call, v2Tokens.instance).flatMap(({ id, outputs }) => {
    const { createdAt, updatedAt } = outputs;
    const open = objects(object(outputs, "currentState"), "networks").filter((nic) => text(nic, "id") === "");
    const addresses = open.flatMap((nic) => objects(nic, "addresses")).filter(({ type }) => type === "FIXED");
    return addresses.map((one): PublicIp => {
      const ip = text(one, "ip");
      const currentState = { id: ip, ip, associatedResource: { id, type: "INSTANCE" }, location: locationOf(outputs) };
      return { ip, type: "EXT_NET_IP", shown: { id: ip, ...envelope, createdAt, updatedAt, currentState } };
    });
  });
}

/** Addresses that are routed to the project. */
function additionalIps(call: Call): PublicIp[] {
  return ofProject(call, "ovh:CloudProject/failoverIpAttach:FailoverIpAttach").map(({ inputs, outputs }) => {
    const ip = text(outputs, "ip") || text(inputs, "ip");
    const holder = text(outputs, "routedTo") || text(inputs, "routedTo");
    const region = text(outputs, "geoLoc") || text(inputs, "geoLoc");
    const associated = holder === "" ? {} : { associatedResource: { id: holder, type: "INSTANCE" } };
    const ipBlock = text(outputs, "block") || text(inputs, "block") || `${ip}/32`;
    const currentState = { id: ip, ip, ipBlock, ...associated, location: locationOf({ region }) };
    return { ip, type: "ADDITIONAL_IP", shown: { id: ip, ...envelope, currentState } };
  });
}

const floatingIps = (call: Call): PublicIp[] =>
  ofProject(call, v2Tokens.floatingIp).map(({ id }) => ({ ip: id, type: "FLOATING_IP", shown: {} }));

function lookup(name: string, call: (call: Call, project: string) => Properties): Lookup {
  return { token: functionToken(name), call: (given) => call(given, projectOf(given)) };
}

function single(addresses: readonly PublicIp[], { inputs }: Call, what: string): Properties {
  const id = text(inputs, "id");
  const found = addresses.find(({ ip }) => ip === id) ?? absent(`${what} ${id} not found`);
  return { ...inputs, ...found.shown };
}

/** The public addresses of a project. */
export const publicIpLookups: readonly Lookup[] = [
  lookup("getCloudExtNetIps", (call, id) => ({
    ...call.inputs,
    id,
    extNetIps: extNetIps(call).map(({ shown }) => shown),
  })),
  lookup("getCloudExtNetIp", (call) => single(extNetIps(call), call, "External network IP")),
  lookup("getCloudAdditionalIps", (call, id) => ({
    ...call.inputs,
    id,
    additionalIps: additionalIps(call).map(({ shown }) => shown),
  })),
  lookup("getCloudAdditionalIp", (call) => single(additionalIps(call), call, "Additional IP")),
  lookup("getCloudPublicIps", (call, id) => ({
    ...call.inputs,
    id,
    publicIps: [...additionalIps(call), ...extNetIps(call), ...floatingIps(call)].map(({ ip, type }) => ({ ip, type })),
  })),
];
