import { regions } from "@accoreboot/catalogue";
import type { Call, Model } from "../model.ts";
import { newId } from "../random.ts";
import type { Entry } from "../store.ts";
import { list, refuse } from "../text.ts";
import { projectOf } from "./project.ts";

const networkToken = "ovh:CloudProject/networkPrivate:NetworkPrivate";
export const subnetToken = "ovh:CloudProject/networkPrivateSubnetV2:NetworkPrivateSubnetV2";

/** A network of the project's vRack. Its name is set at creation; the provider never sends a later one. */
export const networkPrivate: Model = {
  token: networkToken,
  neverSent: ["name"],
  create(call) {
    const serviceName = projectOf(call);
    const vlan = Number(call.inputs["vlanId"] ?? 0);
    if (vlan < 0 || vlan > 4000) refuse(400, "Client::BadRequest", `vlanId ${vlan} is not between 0 and 4000`);
    const taken = call.store
      .entries(networkToken)
      .find(({ inputs }) => inputs["serviceName"] === serviceName && Number(inputs["vlanId"] ?? 0) === vlan);
    if (taken) refuse(409, "Client::Conflict", `VLAN ${vlan} is already used by network ${taken.id}`);
    const wanted = list(call.inputs, "regions").map(String);
    const unknownRegion = wanted.find((region) => !regions[region]);
    if (unknownRegion) refuse(400, "Client::BadRequest", `unknown region ${unknownRegion}`);
    const ids = Object.fromEntries(
      (wanted.length > 0 ? wanted : Object.keys(regions)).map((name) => [name, newId.uuid()]),
    );
    const attributes = Object.entries(ids).map(([region, openstackid]) => ({ region, openstackid, status: "ACTIVE" }));
    return {
      id: `pn-${newId.number(7)}_${vlan}`,
      outputs: {
        regions: Object.keys(ids),
        vlanId: vlan,
        regionsAttributes: attributes,
        regionsStatuses: attributes.map(({ region, status }) => ({ region, status })),
        regionsOpenstackIds: ids,
        status: "ACTIVE",
        type: "private",
      },
    };
  },
  remove({ store }, entry) {
    const ids = Object.values((entry.outputs["regionsOpenstackIds"] ?? {}) as Record<string, string>);
    const inside = store.entries().find(({ token, inputs }) => token !== networkToken && uses(inputs, ids));
    if (inside) refuse(409, "Client::Conflict", `the network is still used by ${inside.token} ${inside.id}`);
  },
};

/** The network with that OpenStack UUID in that region of that project; refuses the `pn-` id by name. */
export function networkAt({ store }: Call, serviceName: string, region: string, id: string): Entry {
  const networks = store.entries(networkToken).filter(({ inputs }) => inputs["serviceName"] === serviceName);
  if (id.startsWith("pn-"))
    refuse(400, "Client::BadRequest", "networkId must be the OpenStack UUID of the network, not its pn- id");
  const found = networks.find(
    ({ outputs }) => (outputs["regionsOpenstackIds"] as Record<string, string>)[region] === id,
  );
  return found ?? refuse(404, "Client::NotFound", `network ${id} not found in region ${region} of the project`);
}

/** The region in which that OpenStack network lives, among all networks of the project. */
export function regionOfNetwork({ store }: Call, serviceName: string, id: string): string | undefined {
  for (const { inputs, outputs } of store.entries(networkToken)) {
    if (inputs["serviceName"] !== serviceName) continue;
    const ids = outputs["regionsOpenstackIds"] as Record<string, string>;
    const region = Object.keys(ids).find((name) => ids[name] === id);
    if (region) return region;
  }
  return undefined;
}

/** True when one of the ids stands in the value, at any depth. */
export function uses(value: unknown, ids: readonly string[]): boolean {
  if (typeof value === "string") return ids.includes(value);
  return typeof value === "object" && value !== null && Object.values(value).some((inner) => uses(inner, ids));
}
