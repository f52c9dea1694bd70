import { shareNetworkCap } from "@accoreboot/catalogue";
import { networkById, subnetById } from "../../neutron/networks.ts";
import { text } from "../../text.ts";
import { absent, conflict } from "../refusals.ts";
import { apiV2 } from "./envelope.ts";
import { life } from "./lives.ts";
import { inRegion, locationOf } from "./places.ts";
import { v2Tokens } from "./tokens.ts";
import { usedIn } from "./usage.ts";

/** Where file shares sit: a subnet of a private network. */
export const fileShareNetwork = apiV2({
  token: v2Tokens.shareNetwork,
  importId: "serviceName/id",
  heldBy: [v2Tokens.share],
  life: life({ making: 10 }, 20),
  judge(call, entry) {
    inRegion(call);
    const { store, inputs } = call;
    const [project, region, networkId, subnetId] = ["serviceName", "region", "networkId", "subnetId"].map((name) =>
      text(inputs, name),
    ) as [string, string, string, string];
    const network = networkById(store, project, region, networkId);
    if (!network || network.external) absent(`Network ${networkId} could not be found in region ${region}`);
    if (subnetById(store, project, region, subnetId)?.networkId !== networkId)
      absent(`Subnet ${subnetId} could not be found in network ${networkId}`);
    if (!entry && usedIn(store, project, region, "share", "shareNetworks") >= shareNetworkCap)
      conflict(`Region ${region} holds ${shareNetworkCap} share networks already`);
  },
  target: ({ inputs }) => ({ description: text(inputs, "description") }),
  current: (_call, { target }) => ({
    name: text(target, "name"),
    description: text(target, "description"),
    networkId: text(target, "networkId"),
    subnetId: text(target, "subnetId"),
    location: locationOf(target),
  }),
});
