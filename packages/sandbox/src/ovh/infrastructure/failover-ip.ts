import { habit } from "../../habit.ts";
import { type Call, CloudError, type Lookup, type Model } from "../../model.ts";
import { publicBlocks } from "../../neutron/public-addresses.ts";
import type { Properties } from "../../properties.ts";
import { idOf } from "../../random.ts";
import { list, text } from "../../text.ts";
import { inProject, projectOf } from "../project.ts";
import { absent } from "../refusals.ts";
import { instancesOf } from "./instances.ts";
import { functions, infraTokens } from "./tokens.ts";

const staysAttached = habit(
  "failover-ip.stays-attached",
  "deleting a FailoverIpAttach only forgets it: the address stays routed to the instance",
  "source of Terraform provider 2.19.0, resource_cloud_project_failover_ip_attach.go",
);

/** Addresses that every project owns here, unless the setting `failover ips <project>` lists others. */
const owned = publicBlocks.map((block) => `${block}.255`);

const listed = (call: Call): string[] => {
  const set = call.store.setting(`failover ips ${projectOf(call)}`);
  return Array.isArray(set) ? list({ set }, "set").map(String) : owned;
};

const routeKey = (call: Call, ip: string): string => `failover ip ${projectOf(call)} ${ip}`;

/** What an additional address of the project shows; refuses one that it does not have. */
function address(call: Call, ip: string): Properties {
  if (!listed(call).includes(ip))
    throw new CloudError(404, `failover IP ${ip} cannot be found in cloud project ${projectOf(call)}`);
  return { block: `${ip}/32`, continentCode: "EU", geoLoc: "fr", ip, progress: 0, status: "ok", subType: "cloud" };
}

/** Routes an additional address of the project to an instance. */
export const failoverIpAttach: Model = inProject({
  token: infraTokens.failoverIp,
  habits: [staysAttached],
  unlimited: "a project has the addresses that it has",
  life: {
    making: [["operationPending", 20]],
    ready: "ok",
    patience: { create: 5 },
    source:
      "the provider tries for 5 minutes and waits while an operation is pending (its source, 2.19); seconds assumed",
  },
  judge(call) {
    address(call, text(call.inputs, "ip"));
    const id = text(call.inputs, "routedTo");
    if (id !== "" && !instancesOf(call.store, projectOf(call)).some((entry) => entry.id === id))
      absent(`Instance ${id} not found`);
  },
  create(call) {
    const ip = text(call.inputs, "ip");
    const routedTo = text(call.inputs, "routedTo");
    call.store.setting(routeKey(call, ip), routedTo);
    return { id: idOf(`failover ip ${ip}`), outputs: { ...address(call, ip), routedTo } };
  },
  remove(call, { inputs }) {
    if (!call.has(staysAttached)) call.store.setting(routeKey({ ...call, inputs }, text(inputs, "ip")), "");
  },
});

/** An additional address of the project, by the address or by the instance that it leads to. */
export const failoverIpLookup: Lookup = {
  token: functions.ofProject("getFailoverIpAttach"),
  call(call) {
    const [ip, routedTo] = [text(call.inputs, "ip"), text(call.inputs, "routedTo")];
    const all = listed(call).map((one) => ({ ...address(call, one), routedTo: routeOf(call, one) }));
    const found = all.find(
      (one) => (ip === "" || text(one, "ip") === ip) && (routedTo === "" || one.routedTo === routedTo),
    );
    if (!found)
      throw new CloudError(404, "Your query returned no results, please change your search criteria and try again.");
    return { ...call.inputs, ...found, id: idOf(`failover ip ${text(found, "ip")}`) };
  },
};

const routeOf = (call: Call, ip: string): string => String(call.store.setting(routeKey(call, ip)) ?? "");
