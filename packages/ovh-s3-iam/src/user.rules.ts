import { storageQuota } from "@accoreboot/catalogue";
import { type Finding, judgePlain, matches, names, optional, type Rule } from "@accoreboot/core";
import { grantsFindings, type UserContext } from "./grant.rules.ts";
import { namedFindings } from "./named.ts";
import type { S3User } from "./user.ts";

const userKeys = names<S3User>({ name: true, grants: true, keys: true });

/** What is wrong with the list of users. A bucket nobody may use is a mistake, and so are two users of one name. */
export function usersFindings(given: unknown, context: UserContext): Finding[] {
  const list = {
    path: "users",
    key: "name",
    name: userName,
    known: userKeys,
    none: noUsers,
    other: noUser,
    twice: "Give all its grants in one place: one user has one policy document",
    most: storageQuota.users - 1,
  };
  return namedFindings(given, list, (user, at) => [
    ...judgePlain([{ path: `${at}.keys`, value: user["keys"], rule: optional(keyNames) }]),
    ...grantsFindings(user["grants"], `${at}.grants`, context),
  ]);
}

const word: Rule = matches(
  /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
  "a name for a user",
  "Use up to 40 lower case letters, digits and single hyphens, a letter first",
);
const userName: Rule = (value, show) => {
  const verdict = word(value, show);
  if (verdict || String(value).length <= 40) return verdict;
  return { problem: `${show(value)} is too long`, remedy: "Use up to 40 characters" };
};

const keyName: Rule = matches(/^[a-z0-9]{1,20}$/, "a name for a key", "Use 1 to 20 lower case letters and digits");
const keyNames: Rule = (value, show) => {
  const remedy = 'Give one name, or two while the key is changed, such as ["first", "second"]';
  if (!Array.isArray(value) || value.length === 0) return { problem: `${show(value)} names no key`, remedy };
  if (value.length > 2) return { problem: `${show(value)} are more than two keys at a time`, remedy };
  if (new Set(value).size < value.length) return { problem: `${show(value)} names a key twice`, remedy };
  return value.map((name) => keyName(name, show)).find((verdict) => verdict !== undefined);
};

const noUsers: Rule = (value, show) => ({
  problem: `${show(value)} lets nobody use the buckets`,
  remedy: 'Give at least one user, such as { name: "app", grants: [{ bucket: "archive", access: "readWrite" }] }',
});
const noUser: Rule = (value, show) => ({
  problem: `${show(value)} is not a user`,
  remedy: 'Give { name: "app", grants: [{ bucket: "archive", access: "readWrite" }] }',
});
