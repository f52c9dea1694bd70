import type { Call, Model } from "../../model.ts";
import { subnetById } from "../../neutron/networks.ts";
import type { Properties } from "../../properties.ts";
import { newId } from "../../random.ts";
import type { Entry, Things } from "../../store.ts";
import { text } from "../../text.ts";
import { inProject, projectOf } from "../project.ts";
import { absent } from "../refusals.ts";
import { judgePlace } from "./gateway-rules.ts";
import { regionIn, type Spot, spotAt } from "./places.ts";
import { infraTokens } from "./tokens.ts";

/**
 * Puts a gateway into a further subnet. `interfaceId` is taken for the gateway's id: the real provider asks for it as
 * `id`, which the SDK's class has no place for, so that its check lets no program through.
 */
export const gatewayInterface: Model = inProject({
  token: infraTokens.gatewayInterface,
  importId: "serviceName/region/interfaceId/id",
  immediate: "synchronous call (source of the provider, 2.19)",
  unlimited: "no limit is documented",
  judge(call) {
    const { store, inputs } = call;
    const region = regionIn(call, "region");
    const id = text(inputs, "interfaceId");
    const gateway = store.find(infraTokens.gateway, "", id);
    const mine = gateway?.inputs["serviceName"] === projectOf(call) && gateway.inputs["region"] === region;
    if (!mine) absent(`Gateway ${id} not found in region ${region}`);
    judgePlace(call, spotOf(call, region));
  },
  create(call) {
    const { network, subnet } = spotOf(call, text(call.inputs, "region"));
    return { id: newId.uuid(), outputs: { ip: subnet.gatewayIp, networkId: network.id } };
  },
});

function spotOf(call: Call, region: string): Spot {
  const id = text(call.inputs, "subnetId");
  const subnet = subnetById(call.store, projectOf(call), region, id) ?? absent(`Subnet ${id} not found`);
  return spotAt(call, region, subnet.networkId, id);
}

/** The interfaces that were put to a gateway later, as it shows them. */
export const furtherInterfaces = (store: Things, { id: gatewayId }: Entry): Properties[] =>
  store
    .entries(infraTokens.gatewayInterface)
    .filter(({ inputs }) => inputs["interfaceId"] === gatewayId)
    .map(({ id, outputs: { ip, networkId, subnetId } }) => ({ id, ip, networkId, subnetId }));
