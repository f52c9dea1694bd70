import { lbTokens } from "../../src/openstack/loadbalancer/tokens.ts";
import type { Properties } from "../../src/properties.ts";
import type { Thing } from "../drive.ts";
import { type Tenant, tenant } from "./openstack.ts";

/** A tenant with a network, and short words for Octavia's resources. */
export interface Octavia extends Tenant {
  readonly network: Thing;
  readonly subnet: Thing;
  balancer(inputs?: Properties): Promise<Thing>;
  listener(balancer: Thing, inputs?: Properties): Promise<Thing>;
  /** On a listener or, when told, on the load balancer itself. */
  pool(parent: Thing, inputs?: Properties): Promise<Thing>;
  member(pool: Thing, inputs?: Properties): Promise<Thing>;
  monitor(pool: Thing, inputs?: Properties): Promise<Thing>;
  policy(listener: Thing, inputs?: Properties): Promise<Thing>;
  rule(policy: Thing, inputs?: Properties): Promise<Thing>;
}

/** Opens it; close it when done. */
export async function octavia(): Promise<Octavia> {
  const cloud = await tenant();
  const { network, subnet } = await cloud.net();
  const { make } = cloud;
  return {
    ...cloud,
    network,
    subnet,
    balancer: (inputs = { vipSubnetId: subnet.id }) => make(lbTokens.loadBalancer, inputs),
    listener: ({ id }, inputs = {}) =>
      make(lbTokens.listener, { loadbalancerId: id, protocol: "HTTP", protocolPort: 80, ...inputs }),
    pool: ({ id, token }, inputs = {}) => {
      const parent = token === lbTokens.listener ? { listenerId: id } : { loadbalancerId: id };
      return make(lbTokens.pool, { ...parent, protocol: "HTTP", lbMethod: "ROUND_ROBIN", ...inputs });
    },
    member: ({ id }, inputs = {}) =>
      make(lbTokens.member, { poolId: id, address: "10.1.0.50", protocolPort: 8080, ...inputs }),
    monitor: ({ id }, inputs = {}) =>
      make(lbTokens.monitor, { poolId: id, type: "HTTP", delay: 5, timeout: 3, maxRetries: 3, ...inputs }),
    policy: ({ id }, inputs = {}) => make(lbTokens.l7Policy, { listenerId: id, action: "REJECT", ...inputs }),
    rule: ({ id }, inputs = {}) =>
      make(lbTokens.l7Rule, { l7policyId: id, type: "PATH", compareType: "STARTS_WITH", value: "/api", ...inputs }),
  };
}
