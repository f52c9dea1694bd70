import type { EnvironmentRef } from "@accoreboot/core";

/** An environment that is well formed and stands nowhere, for the tests of what takes one. */
export const exampleEnvironment: EnvironmentRef = {
  app: "accoreboot",
  name: "test",
  protect: false,
  labels: { app: "accoreboot", environment: "test", team: "fleet" },
  region: { compute: "GRA11", database: "GRA", storage: "GRA" },
  projectId: "0123456789abcdef0123456789abcdef",
  networkId: "8f9b3c1e-5f0f-4a57-9d0c-5c1d2f6f7a10",
  subnetId: "0b1f4f2d-7d3c-4a69-8a44-3f1b2f0e9c55",
  subnetCidr: "10.1.0.0/24",
};
