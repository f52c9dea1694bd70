import * as ovh from "@ovhcloud/pulumi-ovh";
import * as pulumi from "@pulumi/pulumi";

// What people write on the bare SDK. The stack's name chooses the mistake.
const mistakes: Record<string, Partial<ovh.cloudproject.DatabaseArgs>> = {
  "postgresql-18": { version: "18" },
  "public-database": { nodes: [{ region: "GRA" }], ipRestrictions: [{ ip: "0.0.0.0/0" }] },
};

new ovh.cloudproject.Database("db", {
  serviceName: new pulumi.Config().require("projectId"),
  engine: "postgresql",
  version: "17",
  plan: "essential",
  flavor: "db1-4",
  nodes: [
    {
      region: "GRA",
      networkId: "8f9b3c1e-5f0f-4a57-9d0c-5c1d2f6f7a10",
      subnetId: "0b1f4f2d-7d3c-4a69-8a44-3f1b2f0e9c55",
    },
  ],
  ipRestrictions: [{ ip: "10.1.0.0/24" }],
  ...mistakes[pulumi.getStack()],
});
