import type { Properties } from "../properties.ts";
import { names } from "../rules.ts";
import type { Entry, Things } from "../store.ts";
import { list, object, objects, text } from "../text.ts";

export const gatewayTokens = {
  router: "openstack:networking/router:Router",
  routerInterface: "openstack:networking/routerInterface:RouterInterface",
  gateway: "ovh:CloudProject/gateway:Gateway",
  gatewayInterface: "ovh:CloudProject/gatewayInterface:GatewayInterface",
  cloudGateway: "ovh:index/cloudGateway:CloudGateway",
} as const;

/** Resources that may make a gateway of their own beside themselves. */
const makers = ["ovh:CloudProject/loadBalancer:LoadBalancer", "ovh:CloudProject/instance:Instance"] as const;

/**
 * The thing that leads from a subnet to the public network: an OpenStack router with an external gateway, a Gateway of
 * either OVHcloud API, or what made one for itself. Undefined when the subnet has no way out.
 */
export function gatewayOn(store: Things, project: string, subnetId: string): Entry | undefined {
  const of = (token: string) =>
    store.entries(token).filter(({ scope, inputs }) => scope === project || inputs["serviceName"] === project);
  const faces = of(gatewayTokens.routerInterface).filter(({ outputs }) => outputs["subnetId"] === subnetId);
  const router = of(gatewayTokens.router).find(
    ({ id, outputs }) =>
      text(outputs, "externalNetworkId") !== "" && faces.some(({ inputs }) => inputs["routerId"] === id),
  );
  const extended = of(gatewayTokens.gatewayInterface)
    .filter(({ inputs }) => inputs["subnetId"] === subnetId)
    .map(({ inputs }) => text(inputs, "interfaceId"));
  const gateway = of(gatewayTokens.gateway).find(
    ({ id, inputs }) => inputs["subnetId"] === subnetId || extended.includes(id),
  );
  const cloudGateway = of(gatewayTokens.cloudGateway).find(
    ({ inputs }) =>
      list(inputs, "subnetIds").includes(subnetId) && object(inputs, "externalGateway")["enabled"] !== false,
  );
  const maker = makers
    .flatMap(of)
    .find(({ inputs }) => nested(inputs)["gatewayCreate"] !== undefined && names(nested(inputs), [subnetId]));
  return router ?? gateway ?? cloudGateway ?? maker;
}

/** Public addresses of an OpenStack router or of a Gateway. */
export function gatewayAddresses({ token, outputs }: Entry): Properties[] {
  if (token === gatewayTokens.router) return objects(outputs, "externalFixedIps");
  return objects(outputs, "externalInformations").flatMap((information) => objects(information, "ips"));
}

const nested = (inputs: Properties): Properties => object(object(inputs, "network"), "private");
