import { stateAt } from "../../life.ts";
import type { Call, Lookup } from "../../model.ts";
import { subnetsOf, tokens } from "../../neutron/networks.ts";
import type { Properties } from "../../properties.ts";
import type { Entry } from "../../store.ts";
import { objects, text } from "../../text.ts";
import { listId } from "../lists.ts";
import { entriesIn, projectOf } from "../project.ts";
import { absent } from "../refusals.ts";
import { functions, infraTokens } from "./tokens.ts";

function network({ now }: Call, { id, inputs, outputs, timeline }: Entry): Properties {
  const regions = objects(outputs, "regionsAttributes").map(({ openstackid, region, status }) => ({
    openstackId: openstackid,
    region,
    status,
  }));
  const status = stateAt(timeline, now) || "ACTIVE";
  return { id, name: text(inputs, "name"), regions, status, type: outputs["type"], vlanId: outputs["vlanId"] };
}

function networkIn(call: Call): Entry {
  const id = text(call.inputs, "networkId");
  const found = call.store.find(infraTokens.networkPrivate, "", id);
  return found?.inputs["serviceName"] === projectOf(call)
    ? found
    : absent(`Network ${id} does not exist in the project`);
}

/** The subnets of a network in all its regions, whichever resource made them. */
function subnets(call: Call, { outputs }: Entry): Properties[] {
  const ids = (outputs["regionsOpenstackIds"] ?? {}) as Record<string, string>;
  return Object.entries(ids).flatMap(([region, uuid]) =>
    subnetsOf(call.store, projectOf(call), region)
      .filter(({ networkId }) => networkId === uuid)
      .map(({ id, cidr, dhcp, gatewayIp, entry }) => {
        const pools = entry.token === tokens.subnetV1 ? [entry.inputs] : objects(entry.outputs, "allocationPools");
        const ipPools = pools.map(({ start, end }) => ({ dhcp, start, end, network: cidr, region }));
        return { id, cidr, dhcpEnabled: dhcp, gatewayIp, ipPools };
      }),
  );
}

/** The private networks of a project, and the subnets of one. */
export const networkLookups: readonly Lookup[] = [
  {
    token: functions.ofProject("getNetworkPrivate"),
    call(call) {
      const found = networkIn(call);
      return { ...call.inputs, ...network(call, found), regionsOpenstackIds: found.outputs["regionsOpenstackIds"] };
    },
  },
  {
    token: functions.ofProject("getNetworkPrivates"),
    call(call) {
      const networks = entriesIn(call.store, infraTokens.networkPrivate, projectOf(call)).map((one) =>
        network(call, one),
      );
      return { ...call.inputs, id: listId(networks.map(({ id }) => String(id))), networks };
    },
  },
  {
    token: functions.ofProject("getNetworkPrivateSubnets"),
    call(call) {
      const found = subnets(call, networkIn(call));
      return { ...call.inputs, id: listId(found.map(({ id }) => String(id))), subnets: found };
    },
  },
];
