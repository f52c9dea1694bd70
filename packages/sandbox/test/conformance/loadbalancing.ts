import type { Earlier, Example } from "./example.ts";

const token = (name: string) => `openstack:loadbalancer/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;
const nowhere = "00000000-0000-4000-8000-000000000000";
const subnetId = (earlier: Earlier) => earlier("openstack:networking/subnet:Subnet").id;
const loadbalancerId = (earlier: Earlier) => earlier(token("LoadBalancer")).id;
const listenerId = (earlier: Earlier) => earlier(token("Listener")).id;
const poolId = (earlier: Earlier) => earlier(token("Pool")).id;

/** Octavia, from the load balancer down to the rule. */
export const examples: readonly Example[] = [
  {
    token: token("LoadBalancer"),
    inputs: (earlier) => ({ name: "web", vipSubnetId: subnetId(earlier), tags: ["shop"] }),
    change: () => ({ name: "shop", description: "in front of the shop", tags: ["shop", "front"], adminStateUp: true }),
    replace: () => ({ vipAddress: "192.0.2.1" }),
    refused: { inputs: () => ({ flavorId: nowhere }), words: /Invalid flavor_id.*status 400/ },
  },
  {
    token: token("Listener"),
    inputs: (earlier) => ({
      name: "http",
      loadbalancerId: loadbalancerId(earlier),
      protocol: "HTTP",
      protocolPort: 8080,
      insertHeaders: { "X-Forwarded-For": "true" },
      allowedCidrs: ["198.51.100.0/24"],
    }),
    change: () => ({ connectionLimit: 1000, timeoutClientData: 60_000, tags: ["shop"] }),
    replace: () => ({ protocolPort: 8081 }),
    refused: {
      inputs: () => ({ protocol: "TCP" }),
      words: /insert-headers is not a valid option for a TCP.*status 400/,
    },
  },
  {
    token: token("Pool"),
    inputs: (earlier) => ({
      name: "web",
      listenerId: listenerId(earlier),
      protocol: "HTTP",
      lbMethod: "ROUND_ROBIN",
      persistence: { type: "APP_COOKIE", cookieName: "session" },
    }),
    change: () => ({ lbMethod: "LEAST_CONNECTIONS", description: "web servers" }),
    replace: () => ({ protocol: "PROXY" }),
    refused: { inputs: () => ({ protocol: "UDP" }), words: /pool protocol 'UDP' is invalid.*status 400/ },
  },
  {
    token: token("Members"),
    inputs: (earlier) => ({
      poolId: poolId(earlier),
      members: [
        { address: "192.168.199.23", protocolPort: 8080, subnetId: subnetId(earlier) },
        { address: "192.168.199.24", protocolPort: 8080, weight: 2 },
      ],
    }),
    change: () => ({ members: [{ address: "192.168.199.23", protocolPort: 8080, weight: 3 }] }),
    replace: () => ({ poolId: nowhere }),
    refused: {
      inputs: () => ({ members: [{ address: "backend", protocolPort: 8080 }] }),
      words: /Value should be IPv4 or IPv6 format.*status 400/,
    },
  },
  {
    token: token("Member"),
    inputs: (earlier) => ({ name: "extra", poolId: poolId(earlier), address: "192.168.199.25", protocolPort: 8080 }),
    change: () => ({ weight: 5, backup: true, monitorPort: 9000, monitorAddress: "192.168.199.26" }),
    replace: () => ({ protocolPort: 8081 }),
    refused: {
      inputs: () => ({ address: "192.168.199.23" }),
      words: /Another member on this pool is already using ip 192.168.199.23.*status 409/,
    },
  },
  {
    token: token("Monitor"),
    inputs: (earlier) => ({
      name: "health",
      poolId: poolId(earlier),
      type: "HTTP",
      delay: 20,
      timeout: 10,
      maxRetries: 5,
    }),
    change: () => ({ delay: 30, urlPath: "/health", expectedCodes: "200-204", httpMethod: "HEAD", maxRetriesDown: 2 }),
    replace: () => ({ type: "TCP" }),
    refused: { inputs: () => ({ type: "UDP-CONNECT" }), words: /only supported for pools of type UDP.*status 400/ },
  },
  {
    token: token("L7PolicyV2"),
    inputs: (earlier) => ({
      name: "api",
      listenerId: listenerId(earlier),
      action: "REDIRECT_TO_URL",
      redirectUrl: "https://api.example/",
      position: 1,
    }),
    change: () => ({ description: "to the interface", redirectUrl: "https://api.example/v2" }),
    replace: () => ({ listenerId: nowhere }),
    refused: { inputs: () => ({ action: "REJECT" }), words: /must be empty when action is set to REJECT/ },
  },
  {
    token: token("L7RuleV2"),
    inputs: (earlier) => ({
      l7policyId: earlier(token("L7PolicyV2")).id,
      type: "PATH",
      compareType: "STARTS_WITH",
      value: "/api",
    }),
    change: () => ({ value: "/v1", invert: true }),
    replace: () => ({ l7policyId: nowhere }),
    refused: { inputs: () => ({ type: "HEADER" }), words: /key attribute is required/ },
  },
];
