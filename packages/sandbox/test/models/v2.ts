import { v2Tokens } from "../../src/ovh/v2/tokens.ts";
import type { Properties } from "../../src/properties.ts";
import { idOf } from "../../src/random.ts";
import type { Drive, Thing } from "../drive.ts";

export const region = "GRA11";
/** A UUID that nothing has. */
export const nobody = "6f2f3c1e-1111-4222-8333-444455556666";
export const flavorId = (name: string, where = region) => idOf(`flavor ${name} ${where}`);
export const imageId = (name: string, where = region) => idOf(`image ${name} ${where}`);

/** Makes things of the API v2 in the drive's project, in one region unless told. */
export function v2(cloud: Drive) {
  const make = (token: string, inputs: Properties, name?: string): Promise<Thing> =>
    cloud.create(token, { serviceName: cloud.project, region, ...inputs }, name === undefined ? {} : { name });
  return {
    make,
    network: (inputs: Properties = {}) => make(v2Tokens.network, { name: "network", ...inputs }),
    subnet: (network: Thing, inputs: Properties = {}) =>
      make(v2Tokens.subnet, { name: "subnet", networkId: network.id, cidr: "10.0.0.0/24", ...inputs }),
    gateway: (subnets: readonly Thing[], inputs: Properties = {}) =>
      make(v2Tokens.gateway, {
        name: "gateway",
        externalGateway: { enabled: true, model: "S" },
        subnetIds: subnets.map(({ id }) => id),
        ...inputs,
      }),
    instance: (inputs: Properties = {}) =>
      make(v2Tokens.instance, {
        name: "server",
        flavorId: flavorId("b3-8"),
        imageId: imageId("Debian 12"),
        ...inputs,
      }),
    volume: (inputs: Properties = {}) => make(v2Tokens.volume, { name: "volume", size: 10, ...inputs }),
  };
}

/** The observed state of a thing. */
export const stateOf = ({ outputs }: Thing): Properties => outputs["currentState"] as Properties;
