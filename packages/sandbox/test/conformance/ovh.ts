import type { Example } from "./example.ts";
import { databaseExamples } from "./ovh-databases.ts";
import { storageExamples } from "./ovh-storage.ts";

const project = "ovh:CloudProject/project:Project";
const network = "ovh:CloudProject/networkPrivate:NetworkPrivate";

/** A project, its network and its users; then its buckets and its databases. */
export const examples: readonly Example[] = [
  {
    token: project,
    inputs: () => ({
      ovhSubsidiary: "FR",
      description: "shop",
      plan: { duration: "P1M", planCode: "project.2018", pricingMode: "default" },
    }),
    change: () => ({ description: "shop and blog" }),
    replace: () => ({ ovhSubsidiary: "DE" }),
    refused: { inputs: () => ({ ovhSubsidiary: "XX" }), words: /^ovhSubsidiary: expected one of .*, in any case$/ },
    absent: {
      paymentMean: "deprecated argument of older provider versions",
      planOptions: "shown only where an option was ordered",
    },
  },
  {
    token: network,
    inputs: (earlier) => ({ serviceName: earlier(project).id, name: "net", regions: ["GRA11"], vlanId: 7 }),
    change: () => ({ regions: ["GRA11", "SBG5"] }),
    replace: () => ({ vlanId: 8 }),
    refused: { inputs: () => ({ vlanId: 4001 }), words: /vlanId 4001 is not between 0 and 4000.*status 400/ },
  },
  {
    token: "ovh:CloudProject/networkPrivateSubnetV2:NetworkPrivateSubnetV2",
    inputs: (earlier) => ({
      serviceName: earlier(project).id,
      networkId: (earlier(network).outputs["regionsOpenstackIds"] as Record<string, string>)["GRA11"],
      region: "GRA11",
      name: "subnet",
      cidr: "10.9.0.0/24",
      hostRoutes: [{ destination: "10.8.0.0/16", nexthop: "10.9.0.254" }],
    }),
    replace: () => ({ cidr: "10.9.0.0/23" }),
    refused: { inputs: () => ({ gatewayIp: "10.10.0.1" }), words: /does not lie inside the block.*status 400/ },
  },
  {
    token: "ovh:CloudProject/user:User",
    inputs: (earlier) => ({
      serviceName: earlier(project).id,
      description: "storage",
      roleName: "authentication",
      roleNames: ["objectstore_operator"],
      passwordReset: "1",
    }),
    change: () => ({ roleNames: ["objectstore_operator", "volume_operator"], passwordReset: "2" }),
    replace: () => ({ description: "other" }),
    refused: { inputs: () => ({ roleNames: ["king"] }), words: /unknown role king.*status 400/ },
  },
  ...storageExamples,
  ...databaseExamples,
];
