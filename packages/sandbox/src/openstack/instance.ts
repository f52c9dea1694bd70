import { computeFlavors, images, publicNetwork } from "@accoreboot/catalogue";
import { type Call, CloudError, type Model } from "../model.ts";
import type { Properties } from "../properties.ts";
import { newId, sha1 } from "../random.ts";
import type { Store } from "../store.ts";
import { list, objects, text } from "../text.ts";
import { keypairToken } from "./keypair.ts";
import { regionOf, tenantOf } from "./keystone.ts";
import { portToken } from "./port.ts";
import { secGroupToken } from "./security-group.ts";

/** A server, ACTIVE as soon as it is made. No machine runs and no user data is executed. */
export const instance: Model = {
  token: "openstack:compute/instance:Instance",
  kept: { userData: (value) => sha1(String(value)) },
  judge(call) {
    const { store, inputs } = call;
    const tenant = tenantOf(call);
    known(computeFlavors, text(inputs, "flavorName"), "flavor");
    known(images, text(inputs, "imageName"), "image");
    const state = inputs["powerState"];
    if (state !== undefined && !powerStates.includes(String(state)))
      throw new CloudError(400, `Invalid power_state ${String(state)}: it is one of ${powerStates.join(", ")}`);
    const foreign = list(inputs, "securityGroups")
      .map(String)
      .find(
        (name) =>
          name !== "default" &&
          !store.entries(secGroupToken).some((entry) => entry.scope === tenant && entry.inputs["name"] === name),
      );
    if (foreign) throw new CloudError(404, `Security group ${foreign} not found.`);
  },
  create(call) {
    const { store, inputs } = call;
    const tenant = tenantOf(call);
    const key = text(inputs, "keyPair");
    if (key !== "" && !store.find(keypairToken, tenant, key)) throw new CloudError(400, "Invalid key_name provided.");
    const networks = objects(inputs, "networks").map((network) => attached(call, tenant, network));
    if (networks.length === 0)
      throw new CloudError(409, "Multiple possible networks found, use a Network ID to be more specific.");
    const now = new Date().toISOString();
    return {
      id: newId.uuid(),
      outputs: {
        region: regionOf(call),
        networks,
        accessIpV4: (networks.find((network) => network["accessNetwork"]) ?? networks[0])?.["fixedIpV4"],
        accessIpV6: "",
        availabilityZone: inputs["availabilityZone"] ?? "nova",
        ...shown(inputs),
        powerState: inputs["powerState"] ?? "active",
        created: now,
        updated: now,
      },
    };
  },
  update({ inputs }, { outputs }) {
    const { networks, userData } = outputs;
    return { ...outputs, ...inputs, ...shown(inputs), networks, userData, updated: new Date().toISOString() };
  },
};

const powerStates = ["active", "shutoff", "shelved_offloaded"];

/** What the server shows of settings that may change. */
function shown(inputs: Properties): Properties {
  const groups = list(inputs, "securityGroups");
  return {
    flavorId: sha1(text(inputs, "flavorName")).slice(0, 32),
    imageId: sha1(text(inputs, "imageName")).slice(0, 32),
    securityGroups: groups.length > 0 ? groups : ["default"],
    allMetadata: inputs["metadata"] ?? {},
    allTags: inputs["tags"] ?? [],
  };
}

function attached({ store }: Call, tenant: string, network: Properties): Properties {
  const mac = newId.mac();
  if (network["port"]) {
    const port = store.find(portToken, tenant, String(network["port"]));
    if (!port) throw new CloudError(404, `Port ${String(network["port"])} could not be found.`);
    return {
      ...network,
      fixedIpV4: list(port.outputs, "allFixedIps")[0],
      mac: port.outputs["macAddress"],
      uuid: port.inputs["networkId"],
    };
  }
  if (network["name"] !== publicNetwork)
    throw new CloudError(
      404,
      `Network ${String(network["name"] ?? network["uuid"])} is not modelled; known is ${publicNetwork}`,
    );
  return { ...network, fixedIpV4: publicAddress(store), mac, uuid: "", port: "" };
}

/** A free address of TEST-NET-3 (RFC 5737): they belong to nobody. */
function publicAddress(store: Store): string {
  const taken = store
    .entries("openstack:compute/instance:Instance")
    .flatMap(({ outputs }) => objects(outputs, "networks").map((network) => network["fixedIpV4"]));
  for (let host = 10; host < 255; host++) if (!taken.includes(`203.0.113.${host}`)) return `203.0.113.${host}`;
  throw new CloudError(409, "No more public addresses: the sandbox has 245");
}

function known(table: Readonly<Record<string, unknown>>, name: string, what: string): void {
  if (!Object.hasOwn(table, name)) throw new CloudError(404, `No ${what} with the name ${name} exists`);
}
