const token = (name: string) => `openstack:loadbalancer/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;

/** Resource types of Octavia. */
export const lbTokens = {
  loadBalancer: token("LoadBalancer"),
  listener: token("Listener"),
  pool: token("Pool"),
  member: token("Member"),
  members: token("Members"),
  monitor: token("Monitor"),
  l7Policy: token("L7PolicyV2"),
  l7Rule: token("L7RuleV2"),
  /** The older OVHcloud API's, which is the same thing. */
  ovhLoadBalancer: "ovh:CloudProject/loadBalancer:LoadBalancer",
} as const;
