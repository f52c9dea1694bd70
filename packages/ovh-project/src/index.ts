export {
  OvhEnvironment,
  type OvhEnvironmentArgs,
  type OvhEnvironmentNodes,
  type OvhEnvironmentOverrides,
  type OvhEnvironmentProviders,
} from "./environment.ts";
