import type { Call, Lookup, Model } from "../../model.ts";
import { publicNetworkId } from "../../neutron/networks.ts";
import { publicAddress } from "../../neutron/public-addresses.ts";
import { publicSubnetOf } from "../../neutron/public-network.ts";
import type { Properties } from "../../properties.ts";
import { newId } from "../../random.ts";
import type { Entry } from "../../store.ts";
import { objects, text } from "../../text.ts";
import { inProject, projectOf } from "../project.ts";
import { absent } from "../refusals.ts";
import { furtherInterfaces } from "./gateway-interface.ts";
import { judgeModel, judgeNumber, judgePlace } from "./gateway-rules.ts";
import { regionIn, spotAt } from "./places.ts";
import { functions, infraTokens } from "./tokens.ts";

/** Leads a subnet to the public network, under an address that nobody chooses. */
export const gateway: Model = inProject({
  token: infraTokens.gateway,
  importId: "serviceName/region/id",
  unlimited: "counted by the quota profile of its region (CloudQuota), judged with the other rules",
  life: {
    output: "status",
    making: [["in-progress", 60]],
    ready: "active",
    leaving: [["in-progress", 30]],
    patience: { create: 10, delete: 10 },
    idAfterWait: true,
    source:
      "the provider polls an operation for 10 minutes and stores the id afterwards (its source, 2.19); seconds assumed",
  },
  judge(call, entry) {
    const { inputs } = call;
    const region = regionIn(call, "region");
    judgeModel(text(inputs, "model"));
    if (entry) return;
    judgePlace(call, spotAt(call, region, text(inputs, "networkId"), text(inputs, "subnetId")));
    judgeNumber(call, region);
  },
  read: ({ store }, entry) => ({
    ...entry.outputs,
    interfaces: [...objects(entry.outputs, "interfaces"), ...furtherInterfaces(store, entry)],
  }),
  create(call) {
    const { store, inputs } = call;
    const [region, networkId, subnetId] = ["region", "networkId", "subnetId"].map((name) => text(inputs, name)) as [
      string,
      string,
      string,
    ];
    const { subnet } = spotAt(call, region, networkId, subnetId);
    const ip = publicAddress(store);
    const ips = [{ ip, subnetId: publicSubnetOf(region, ip)?.id ?? "" }];
    return {
      id: newId.uuid(),
      outputs: {
        externalInformations: [{ networkId: publicNetworkId(region), ips }],
        interfaces: [{ id: newId.uuid(), ip: subnet.gatewayIp, networkId, subnetId }],
      },
    };
  },
});

/** The gateway that a function asks for. */
function gatewayFor(call: Call, input: string): Entry {
  const serviceName = projectOf(call);
  const id = text(call.inputs, input);
  const found = call.store.find(infraTokens.gateway, "", id);
  const here = found?.inputs["serviceName"] === serviceName && found.inputs["region"] === call.inputs["region"];
  return found && here ? found : absent(`Gateway ${id} not found`);
}

const shown = (call: Call, entry: Entry): Properties => gateway.read?.(call, entry) ?? entry.outputs;

const getGateway: Lookup = {
  token: functions.atTop("getCloudProjectGateway"),
  call(call): Properties {
    const entry = gatewayFor(call, "id");
    const { externalInformations, interfaces, model, name } = shown(call, entry);
    const [externalInformation] = (externalInformations ?? []) as Properties[];
    return { ...call.inputs, externalInformation, interfaces, model, name, status: "active" };
  },
};

const getInterface: Lookup = {
  token: functions.ofProject("getGatewayInterface"),
  call(call): Properties {
    const outputs = shown(call, gatewayFor(call, "id"));
    const wanted = text(call.inputs, "interfaceId");
    const found =
      objects(outputs, "interfaces").find(({ id }) => id === wanted) ?? absent(`Interface ${wanted} not found`);
    const { ip, networkId, subnetId } = found;
    return { ...call.inputs, ip, networkId, subnetId };
  },
};

/** A gateway, and the interface of one. */
export const gatewayLookups: readonly Lookup[] = [getGateway, getInterface];
