/** Names behind which a secret is to be expected. */
import { isLiteral, isRandom } from "./values.ts";

/** Names whose value is a secret whatever it looks like, as the end of a name. `NOPASSWD` is none. */
const strong =
  "(?<!(?<![a-z])no[_-]?)passw(?:or)?d|passphrase|(?<!by|com|(?:proxy|fastcgi|grpc|scgi|uwsgi)_)pass|pwd|temp[_-]?url[_-]?key";
/** Names whose value is a secret when it looks like one: they are also used for references to secrets. */
const weak =
  "secret|token|credentials?|client-key-data|(?:access|account|api|app|application|auth|consumer|encryption|master|preshared|private|secret|service|shared|signing)[_-]?key";

/** A telling name, what else belongs to the name, a separator, and the rest of the line. Groups: strong, more, separator, rest. */
export const assignments = new RegExp(
  `(?:(${strong})|${weak})([\\w-]{0,24})\\\\?["'\`]?[ \\t]*(=>|:=|[:=])[ \\t]*(?=(\\S[^\\r\\n]{0,255}))`,
  "gi",
);

/** An option of a command whose name tells, and its value as the next word or the next text of a list. Groups: strong, value. */
export const options = new RegExp(
  `(?<!-)--(?=[a-z])[a-z-]{0,24}(?:(${strong})|${weak})\\\\?["']?[ \\t,]{1,4}\\\\?(?=(["']?[\\w$<{/%][^\\r\\n]{0,255}))`,
  "gi",
);

/** Whether any word of a text may be telling: without one there is no need to look closer. */
export const mayTell = (text: string): boolean => anyTelling.test(text);

const anyTelling = new RegExp(`pass|pwd|url[_-]?key|${weak}`, "i");

const ending = new RegExp(`(?:${strong}|${weak})$`, "i");

/** True for a name that ends in a telling word: `dbPassword`, `API_KEY`. */
export const isTelling = (name: string): boolean => ending.test(name);

const named = new RegExp(`(?:(${strong})|${weak})([\\w-]{0,24})$`, "i");

/** Names of keys of which another value is the secret part. */
const identifier = /^(?:access|application)[_-]?key$/i;

/** What follows a telling name and leaves it what it is: a number, an environment or an account. */
const kept = /^(?:[_-]?(?:\d{1,3}|prod(?:uction)?|preprod|staging|test|dev|root|admin))?$/i;

/** True for a value that is a secret because it stands under that name: `adminPassword`, `token_2`. */
export function isSecretOf(name: string, value: string): boolean {
  if (!mayTell(name) || identifier.test(name)) return false;
  const [whole, first, more = ""] = named.exec(name) ?? [];
  return whole !== undefined && isGiven(first, more, value);
}

/**
 * Whether a telling name is given a secret: a password by any value, other names by one that looks drawn by chance.
 *
 * @param password The telling word, of a name whose value is a secret whatever it looks like.
 * @param more What else belongs to the name. An identifier of a key is not the key, and what proves whose a domain is stands in the DNS.
 */
export function isGiven(password: string | undefined, more: string, value: string): boolean {
  if (/^[_-]?ids?$|verification$/i.test(more)) return false;
  return password !== undefined && kept.test(more) ? isLiteral(value) : isRandom(value);
}
