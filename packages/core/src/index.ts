export { isPlainObject, type Names, names, override, unknownNames, unknownNamesEach } from "./arguments.ts";
export { type ChildDraft, type PlannedChild, planChild } from "./child.ts";
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
export { holdsLater, isLater } from "./later.ts";
export { missingProvider } from "./providers.ts";
export * from "./pure.ts";
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
export { pulumiBackendUrl, type StateBackend } from "./state-backend.ts";
export { bucketName, endpointUrl } from "./storage.rules.ts";
