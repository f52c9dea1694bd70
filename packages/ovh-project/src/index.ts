export type { OvhEnvironmentArgs, OvhEnvironmentOverrides } from "./environment.args.ts";
export { OvhEnvironment, type OvhEnvironmentNodes, type OvhEnvironmentProviders } from "./environment.ts";
export { OvhProject, type OvhProjectArgs, type OvhProjectNodes, type OvhProjectOverrides } from "./project.ts";
export { type OvhProviderArgs, ovhProvider } from "./provider.ts";
export { vlanOf } from "./vlan.ts";
