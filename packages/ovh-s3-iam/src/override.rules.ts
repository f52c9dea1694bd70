/** What overrides of the children are judged by, where no argument of the component has the same form. */
import { userRoles } from "@accoreboot/catalogue";
import { all, isLater, isPlainObject, labelMap, oneOf, type Rule } from "@accoreboot/core";

const objectStorageRoles = userRoles.objectStorage;

/** The region that was planned, and no other: names, endpoints and documents are written for it. */
export const onlyRegion =
  (region: string): Rule =>
  (value, show) =>
    value === region
      ? undefined
      : { problem: `${show(value)} is not the region of the component`, remedy: "Give it as region instead" };

/** Whether the bucket keeps old versions: `enabled`, or `suspended` in one that did. */
export const versioningStatus: Rule = (value, show) => {
  if (!isPlainObject(value)) return { problem: `${show(value)} is no setting`, remedy: 'Give { status: "suspended" }' };
  const { status } = value;
  return isLater(status) ? undefined : oneOf(["enabled", "suspended", "disabled"], "versioning status")(status, show);
};

/** Encryption by keys of OVHcloud, or none. */
export const encryptionAlgorithm: Rule = (value, show) => {
  if (!isPlainObject(value))
    return { problem: `${show(value)} is no setting`, remedy: 'Give { sseAlgorithm: "AES256" }' };
  const { sseAlgorithm: algorithm } = value;
  return isLater(algorithm) ? undefined : oneOf(["AES256", "plaintext"], "encryption")(algorithm, show);
};

/** Objects stay out of the state: a read would bring in a thousand of their names. */
export const hidden: Rule = (value) =>
  value === true ? undefined : { problem: "would copy the names of objects into the state", remedy: "Leave it out" };

/** Retention as the provider takes it; see `objectLock` of a bucket, which is easier to write. */
export const lockSettings: Rule = (value, show) => {
  const remedy =
    'Give objectLock of the bucket, or { status: "enabled", rule: { mode: "governance", period: "P30D" } }';
  if (!isPlainObject(value)) return { problem: `${show(value)} is no setting`, remedy };
  const { status, rule } = value;
  const verdict = isLater(status) ? undefined : oneOf(["enabled", "disabled"], "status of a lock")(status, show);
  if (verdict || rule === undefined || isLater(rule)) return verdict;
  if (!isPlainObject(rule)) return { problem: `${show(rule)} is no rule of a lock`, remedy };
  const { mode, period } = rule;
  if (!isLater(mode) && mode !== "governance" && mode !== "compliance")
    return { problem: `unknown mode ${show(mode)}`, remedy };
  return isLater(period) || /^P[1-9]\d*[DWMY]$/.test(String(period))
    ? undefined
    : { problem: `${show(period)} is no time of days or longer`, remedy };
};

/** Copies in another bucket: a list of rules, which the API judges. */
export const replicationRules: Rule = (value, show) =>
  isPlainObject(value) && (isLater(value["rules"]) || Array.isArray(value["rules"]))
    ? undefined
    : { problem: `${show(value)} is no replication`, remedy: "Give { rules: [...] } as the provider documents it" };

/** Tags that keep the labels of the environment. */
export const keepsLabels = (labels: { readonly [name: string]: string }): Rule =>
  all(labelMap(), (value, show) => {
    const tags = value as { readonly [name: string]: unknown };
    const lost = Object.keys(labels).find((name) => tags[name] !== labels[name]);
    return lost === undefined
      ? undefined
      : {
          problem: `${show(value)} loses the label "${lost}"`,
          remedy: "Give tags of the bucket: they come beside the labels",
        };
  });

/** The one role that the owner of a bucket needs. */
export const storageRole: Rule = oneOf(objectStorageRoles, "role");

/** The owner holds the bucket, and may do nothing else in the project. */
export const storageRoles: Rule = (value, show) => {
  if (!Array.isArray(value) || value.length === 0) {
    return { problem: `${show(value)} is not a list of roles`, remedy: `Give ${objectStorageRoles.join(", ")}` };
  }
  for (const role of value) {
    const verdict = isLater(role) ? undefined : storageRole(role, show);
    if (verdict) return verdict;
  }
  return undefined;
};
