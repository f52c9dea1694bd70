import { gatewayModels } from "@accoreboot/catalogue";
import type { Call } from "../../model.ts";
import { gatewayOn } from "../../neutron/gateways.ts";
import type { Entry } from "../../store.ts";
import { text } from "../../text.ts";
import { projectOf } from "../project.ts";
import { bad, conflict, oneOf } from "../refusals.ts";
import { withinQuota } from "../v2/limits.ts";
import { regionsOf, type Spot } from "./places.ts";
import { infraTokens } from "./tokens.ts";

/** Refuses a model that is not sold. */
export const judgeModel = (model: string): void => oneOf("model", model, gatewayModels);

/** Refuses a gateway where there is no place for one: no gateway address, a network in several regions, another one. */
export function judgePlace(call: Call, { network, subnet }: Spot, self?: Entry): void {
  if (subnet.gatewayIp === "") bad(`Subnet ${subnet.id} has no gateway IP for a router interface`);
  const regions = regionsOf(network);
  if (regions.length > 1)
    bad(`Network ${network.id} is in several regions (${regions.join(", ")}): a gateway takes a network of one region`);
  const other = gatewayOn(call.store, projectOf(call), subnet.id);
  if (other && other.id !== self?.id)
    conflict(`IP address ${subnet.gatewayIp} already allocated in subnet ${subnet.id}, by ${other.token} ${other.id}`);
}

/** Refuses one gateway more than the region may have. */
export function judgeNumber(call: Call, region: string): void {
  withinQuota(call, infraTokens.gateway, { service: "network", items: { gateways: 1 }, region });
}

/** The gateway of that id in a region of the project, made by either API, or undefined. */
export function gatewayById({ store, inputs }: Call, region: string, id: string): Entry | undefined {
  return [infraTokens.gateway, "ovh:index/cloudGateway:CloudGateway", "openstack:networking/router:Router"]
    .flatMap((token) => store.entries(token))
    .find(
      (entry) =>
        entry.id === id &&
        (entry.scope || entry.inputs["serviceName"]) === inputs["serviceName"] &&
        (text(entry.outputs, "region") || text(entry.inputs, "region")) === region,
    );
}
