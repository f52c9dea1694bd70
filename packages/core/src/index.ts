export {
  type AddressSet,
  addressCounts,
  addressSet,
  coversAddresses,
  everyAddress,
  ipv4Of,
  unite,
} from "./address-set.ts";
export { isPlainObject, type Names, names, override, unknownNames, unknownNamesEach } from "./arguments.ts";
export { type ChildDraft, type PlannedChild, planChild } from "./child.ts";
export { type Cidr, contains, formatAddress, formatCidr, overlaps, parseCidr } from "./cidr.ts";
export {
  appName,
  cidr4,
  environmentFindings,
  environmentName,
  labelMap,
  openstackId,
  projectFindings,
  projectId,
  readEnvironment,
  readProject,
  roleName,
} from "./environment.rules.ts";
export type { EnvironmentRef, ProjectRef, Region } from "./environment.ts";
export { ArgumentError, type Finding, masked, type Rule, type Show, shown, type Verdict } from "./finding.ts";
export { arrive, type Guard, guarded, judge, judgePlain, refuse } from "./judge.ts";
export { environments, fitName, label } from "./label.ts";
export { holdsLater, isLater } from "./later.ts";
export { editDistance, nearestName } from "./nearest.ts";
export { everyPort, type PortSet, portSet } from "./port-set.ts";
export { missingProvider } from "./providers.ts";
export { isPrivate, privateBlocks, publicAddresses, publicPart } from "./ranges.ts";
export {
  all,
  boolean,
  integer,
  matches,
  oneOf,
  optional,
  required,
  sshPublicKey,
  text,
  textOr,
} from "./rules.ts";
export type { Span, Spans, Whole } from "./spans.ts";
export * as spans from "./spans.ts";
export { pulumiBackendUrl, type StateBackend } from "./state-backend.ts";
export { bucketName, endpointUrl } from "./storage.rules.ts";
