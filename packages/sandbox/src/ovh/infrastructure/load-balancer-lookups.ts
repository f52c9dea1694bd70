import { loadBalancerFlavors } from "@accoreboot/catalogue";
import { stateAt } from "../../life.ts";
import type { Call, Lookup } from "../../model.ts";
import { publicNetworkId } from "../../neutron/networks.ts";
import { flavorIdOf } from "../../openstack/loadbalancer/load-balancer.ts";
import { lbTokens } from "../../openstack/loadbalancer/tokens.ts";
import type { Properties } from "../../properties.ts";
import type { Entry } from "../../store.ts";
import { text } from "../../text.ts";
import { listId } from "../lists.ts";
import { projectOf } from "../project.ts";
import { absent } from "../refusals.ts";
import { holderOf, floatingIpsOf as openFloatingIps } from "./floating-ips.ts";
import { regionIn } from "./places.ts";
import { functions, infraTokens } from "./tokens.ts";

const states: { readonly [octavia: string]: string } = {
  PENDING_CREATE: "creating",
  PENDING_UPDATE: "updating",
  PENDING_DELETE: "deleting",
  ACTIVE: "active",
};

/** The load balancers of a region of the project, whichever API made them, as the older API shows them. */
function balancersOf(call: Call): Properties[] {
  const [project, region] = [projectOf(call), regionIn(call, "regionName")];
  const { store, now } = call;
  const own = ({ scope, inputs, outputs }: Entry) =>
    (scope || inputs["serviceName"]) === project && outputs["region"] === region;
  const fips = openFloatingIps(store, project, region);
  return [infraTokens.loadBalancer, lbTokens.loadBalancer]
    .flatMap((token) => store.entries(token))
    .filter(own)
    .map(({ id, outputs, timeline }) => {
      const { name, flavorId, vipAddress, vipNetworkId, vipSubnetId } = outputs;
      const fip = fips.find((one) => holderOf(store, project, region, one)?.id === id);
      const state = stateAt(timeline, now);
      const made = new Date(timeline.made).toISOString();
      return {
        id,
        name,
        flavorId,
        region,
        vipAddress,
        vipNetworkId,
        vipSubnetId,
        createdAt: outputs["createdAt"] ?? made,
        updatedAt: outputs["updatedAt"] ?? made,
        floatingIp: { id: fip?.id ?? "", ip: fip?.ip ?? "" },
        operatingStatus: "online",
        provisioningStatus: states[state] ?? state,
      };
    });
}

/** Load balancers, their flavors, and floating IPs. */
export const loadBalancerLookups: readonly Lookup[] = [
  {
    token: functions.ofProject("getLoadBalancer"),
    call(call) {
      const id = text(call.inputs, "id");
      const found = balancersOf(call).find((one) => one["id"] === id) ?? absent(`Load balancer ${id} not found`);
      const { region: _region, ...shown } = found;
      return { ...call.inputs, ...shown };
    },
  },
  {
    token: functions.ofProject("getLoadBalancers"),
    call(call) {
      const loadbalancers = balancersOf(call);
      return { ...call.inputs, id: listId(loadbalancers.map(({ id }) => String(id))), loadbalancers };
    },
  },
  {
    token: functions.ofProject("getLoadBalancerFlavors"),
    call(call) {
      projectOf(call);
      const region = regionIn(call, "regionName");
      const flavors = loadBalancerFlavors.map((name) => ({ id: flavorIdOf(name, region), name, region }));
      return { ...call.inputs, id: listId(flavors.map(({ id }) => id)), flavors };
    },
  },
  {
    token: functions.ofProject("getFloatingIPs"),
    call(call) {
      const [project, region] = [projectOf(call), regionIn(call, "regionName")];
      const { store } = call;
      const cloudProjectFloatingips = openFloatingIps(store, project, region).map((one) => {
        const holder = holderOf(store, project, region, one);
        return {
          id: one.id,
          ip: one.ip,
          networkId: publicNetworkId(region),
          region,
          status: holder ? "active" : "down",
          associatedEntity: { gatewayId: "", id: holder?.id ?? "", ip: holder?.ip ?? "", type: holder?.type ?? "" },
        };
      });
      return { ...call.inputs, id: listId(cloudProjectFloatingips.map(({ id }) => id)), cloudProjectFloatingips };
    },
  },
];
