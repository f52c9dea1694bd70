/** Values, and whether they are secrets or stand for them. */

/** The value at the start of the rest of a line: what stands in its quotes, a call or an access with its brackets, or the first word. */
export function valueIn(rest: string): string {
  const value = rest.replace(/^(?:(?:&\w+|!!str)[ \t]+)+/, "");
  const quoted = /^\\?("""|'''|["'])(.*?)\\?\1/.exec(value);
  return quoted?.[2] ?? /^[\w.]+[[(][^;]*?[)\]](?!\w)|^[^\s"'`,;&)}\]]*/.exec(value)?.[0] ?? "";
}

/** Words that say that there is no secret, or what kind of value it is. */
const words =
  /^(?:true|false|yes|no|on|off|null|none|nil|undefined|random|string|text|str|required|optional|prompt|stdin)$/i;

/** References and templates, files, masks, and names of constants. */
const references = [
  /^\\?\$[A-Za-z_{(]/,
  /^(?:\$\d)+$/,
  /^[<{]|^\[secret$/,
  /^%[a-z({]/,
  /^(?:@+\w+@+|__\w+__|%\w+%)$/,
  /^#\{/,
  /^\*[A-Za-z]\w*$/,
  /^(?:env|file|op|ref\+\w+|ssm|vault):[\w/]/,
  /^!(?:secret|vault|Ref|Sub|env_var)$/,
  /^(?:\.{1,2}|~|@)\//,
  /^\/(?:[^=+]*\/[^=+]*|[a-z._-]+)$/i,
  /^[\w.-]+\.(?:cfg|conf|ini|json|key|pem|txt|ya?ml)$/i,
  /^[*!x.-]+$/i,
  /^[A-Z]+(?:_[A-Z0-9]+)+$/,
  /^(?:[Pp]assword|PASSWORD|pass|passwd|PASS|SECRET|TOKEN)$/,
  /^[\w.]+[[(](?:.*[)\]])?$/,
  /^(?:process\.env|os\.environ|var|local|env|secrets|module)\.\w/,
  /^(?:[a-z_]\w*\.)+\w*(?:pass(?:word|wd)?|pwd|secret|token|key)$/i,
  /^(?:data\.)?[a-z]+(?:_[a-z]+)+(?:\.\w+){2,}$/,
];

/** True for a value that stands for another one, or for none. */
export const isReference = (value: string): boolean =>
  words.test(value) || references.some((reference) => reference.test(value));

/** Whether what is found in a text is a value of its own, by the first group of the pattern. */
export function givesValue(text: string, pattern: RegExp): boolean {
  // To search once costs a fraction of starting to match.
  if (text.search(pattern) < 0) return false;
  for (const [, value = ""] of text.matchAll(pattern)) if (!isReference(value)) return true;
  return false;
}

/** True for a value that a name like `password` makes a secret. */
export const isLiteral = (value: string): boolean => value.length >= 3 && !isReference(value);

const identifier = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i;
const digest = /^(?:sha\d+|md5)[:-]/i;

/**
 * True for a value of at least 16 characters that looks drawn by chance. Identifiers, digests and addresses are not, nor
 * are words, in whatever case they are put together, with a number or a date.
 */
export function isRandom(value: string): boolean {
  if (!/\d/.test(value) || !/^[\w+/=.~:!#$%&*?@^-]{16,512}$/.test(value) || isReference(value)) return false;
  if (/[!#$%&*?@^]/.test(value)) return isMixed(value.replace(/\$[A-Za-z_]\w*/g, ""));
  if (identifier.test(value) || digest.test(value) || value.includes("://")) return false;
  return keys.some((key) => key.test(value)) || isChanging(value);
}

/** The token to join a Kubernetes cluster, 32 hexadecimal digits or more, and a secret key of S3. */
const keys = [
  /^[a-z\d]{6}\.[a-z\d]{16}$/,
  /^(?=.*\d)(?=.*[a-f])[a-f\d]{32}/i,
  /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])[A-Za-z\d+/]{40}$/,
];

/** Small and capital letters, digits, and two kinds of signs that words and addresses do not have together. */
function isMixed(value: string): boolean {
  const signs = new Set(value.match(/[!#$%&*?@^]/g));
  return signs.size > 1 && /[a-z]/.test(value) && /[A-Z]/.test(value) && isChanging(value) && !value.includes("://");
}

/**
 * Letters and digits take turns in more than a fifth of the places, and so do cases, except where a word starts. Words
 * with signs between them do not.
 */
function isChanging(value: string): boolean {
  const turns = value.match(/\d(?=[A-Za-z])|[A-Za-z](?=\d)|[a-z](?=[A-Z](?![a-z]{2}))/g)?.length ?? 0;
  return turns > value.replace(/[^A-Za-z\d]/g, "").length / 5;
}
