import { bucketName as lengths, userRoles } from "@accoreboot/catalogue";
import {
  type Finding,
  isLater,
  isPlainObject,
  judgePlain,
  matches,
  names,
  oneOf,
  optional,
  type Rule,
  unknownNames,
} from "@accoreboot/core";
import { s3Access } from "./policy-document.ts";
import type { S3User } from "./s3-bucket-with-users.ts";

const objectStorageRoles = userRoles.objectStorage;

/**
 * A bucket name: 3 to 63 lower case letters, digits and hyphens. The service takes dots too, but a dotted name is not
 * covered by the certificate of its own host name.
 */
export const bucketName: Rule = (value, show) => {
  const remedy = `Use ${lengths.min} to ${lengths.max} lower case letters, digits and hyphens, without two hyphens in a row`;
  if (typeof value !== "string") return { problem: `${show(value)} is not a bucket name`, remedy };
  if (value.length < lengths.min || value.length > lengths.max) {
    return { problem: `${show(value)} has ${value.length} characters`, remedy };
  }
  return /^[a-z0-9]+(-[a-z0-9]+)*$/.test(value)
    ? undefined
    : { problem: `${show(value)} is not a bucket name`, remedy };
};

/** The role of a bucket, middle part of its name. */
export const roleName: Rule = matches(
  /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
  "a role",
  "Use lower case letters, digits and single hyphens, a letter first",
);

/** A prefix of object names, taken literally: what stands in it can neither leave it nor widen it. */
export const objectPrefix: Rule = (value, show) => {
  const remedy = 'Write it like "reports/", from the bucket\'s root, in letters, digits and ! - _ . / ( )';
  if (typeof value !== "string" || value === "") return { problem: `${show(value)} is not a prefix`, remedy };
  if (value.startsWith("/"))
    return { problem: `${show(value)} starts with a slash, and no object's name does`, remedy };
  if (/(^|\/)\.{1,2}(\/|$)/.test(value)) return { problem: `${show(value)} would climb out of itself`, remedy };
  if (/[*?$]/.test(value)) return { problem: `${show(value)} has a wildcard and would match other prefixes`, remedy };
  if (!/^[\w!.()/-]+$/.test(value) || value.includes("//"))
    return { problem: `${show(value)} is not a prefix`, remedy };
  return value.endsWith("/")
    ? undefined
    : { problem: `${show(value)} would match its neighbours too`, remedy: `End it with a slash: ${show(`${value}/`)}` };
};

/** Whether the bucket keeps old versions: `enabled`, or `suspended` in one that did. */
export const versioningStatus: Rule = (value, show) => {
  const status = isPlainObject(value) ? value["status"] : value;
  return isLater(status) ? undefined : oneOf(["enabled", "suspended", "disabled"], "versioning status")(status, show);
};

/** Encryption by keys of OVHcloud, or none. */
export const encryptionAlgorithm: Rule = (value, show) => {
  const algorithm = isPlainObject(value) ? value["sseAlgorithm"] : value;
  return isLater(algorithm) ? undefined : oneOf(["AES256", "plaintext"], "encryption")(algorithm, show);
};

/** Objects stay out of the state: a read would bring in a thousand of their names. */
export const hidden: Rule = (value) =>
  value === true ? undefined : { problem: "would copy the names of objects into the state", remedy: "Leave it out" };

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

const userNames = names<S3User>({ name: true, access: true, prefix: true });
const userName: Rule = matches(
  /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
  "a name for a user",
  "Use up to 40 lower case letters, digits and single hyphens, a letter first",
);
const userLength: Rule = (value, show) => {
  const verdict = userName(value, show);
  if (verdict || String(value).length <= 40) return verdict;
  return { problem: `${show(value)} is too long`, remedy: "Use up to 40 characters" };
};

/** What is wrong with the list of users. A bucket nobody may use is a mistake, and so are two users of one name. */
export function usersFindings(given: unknown): Finding[] {
  if (!Array.isArray(given) || given.length === 0)
    return judgePlain([{ path: "users", value: given, rule: someUsers }]);
  const seen = new Map<unknown, number>();
  return given.flatMap((user: unknown, i) => {
    const at = `users[${i}]`;
    if (!isPlainObject(user)) return judgePlain([{ path: at, value: user, rule: someUser }]);
    const before = seen.get(user["name"]);
    if (before === undefined) seen.set(user["name"], i);
    return [
      ...unknownNames(user, userNames, at),
      ...judgePlain([
        { path: `${at}.name`, value: user["name"], rule: before === undefined ? userLength : taken(before) },
        { path: `${at}.access`, value: user["access"], rule: oneOf(s3Access, "access") },
        { path: `${at}.prefix`, value: user["prefix"], rule: optional(objectPrefix) },
      ]),
    ];
  });
}

const taken =
  (i: number): Rule =>
  (value, show) => ({
    problem: `${show(value)} is users[${i}] already`,
    remedy: "Give every user a name of its own; one user has one policy document",
  });
const someUsers: Rule = (value, show) => ({
  problem: `${show(value)} lets nobody use the bucket`,
  remedy: 'Give at least one user, such as { name: "app", access: "readWrite" }',
});
const someUser: Rule = (value, show) => ({
  problem: `${show(value)} is not a user`,
  remedy: 'Give { name: "app", access: "readWrite" }',
});
