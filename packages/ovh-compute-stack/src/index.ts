export { bootFinishedMarker, type DockerUserData, dockerUserData } from "./cloud-init.ts";
export {
  DockerHost,
  type DockerHostArgs,
  type DockerHostNodes,
  type DockerHostOverrides,
} from "./docker-host.ts";
export type { IngressRule } from "./ingress.ts";
