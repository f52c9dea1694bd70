/** Other forms in which a name is given a value, and what only looks like it. */
import { isSecretOf } from "./names.ts";
import { valueIn } from "./values.ts";

/** A name, and the rest of the line with its value. */
const pairs = [
  // A variable of a container, in YAML and in JSON.
  /\bname\\?["']?[ \t]*:[ \t]*\\?["']?([\w.-]{1,64})\\?["']?[\s,]{1,40}\\?["']?value\\?["']?[ \t]*:[ \t]*(?=(\S[^\r\n]{0,255}))/g,
  // Text of several lines in YAML.
  /^[ \t-]{0,64}["']?([\w.-]{1,64})["']?:[ \t]*[|>][-+\d]{0,2}[ \t]*\r?\n[ \t]+(?=(\S[^\r\n]{0,255}))/gm,
  // A file of Docker, and the shells of Windows and fish.
  /(?:^[ \t]*ENV|\bsetx|\bset -\w{1,4})[ \t]+(\w{1,64})[ \t]+(?=([^\s(=][^\r\n]{0,255}))/gim,
  // PHP, and the clients of AWS and of many object stores.
  /\bdefine\([ \t]*["'](\w{1,64})["'][ \t]*,[ \t]*(?=(["'][^\r\n]{0,255}))/g,
  /\bconfigure set (\w{1,64}) (?=(\S[^\r\n]{0,255}))/g,
  /(?<=\brclone config [^\r\n]{0,256} )(\w{1,64})[ =](?=(\S[^\r\n]{0,255}))/g,
  // XML.
  /<(?:\w{1,32}:)?([\w.-]{1,64})>(?=([^<\r\n]{1,256})<\/)/g,
];

/** A value and then its name, of a variable of a container. Groups: value, name. */
const reversed =
  /\bvalue\\?["']?[ \t]*:[ \t]*([^\s,][^\r\n,]{0,255})[\s,]{1,40}\\?["']?name\\?["']?[ \t]*:[ \t]*\\?["']?([\w.-]{1,64})/g;

/** A name on a line of its own, and a word on the next. Groups: indentation, name, indentation, value. */
const lines = /^([ \t-]{0,64})["']?([\w.-]{1,64})["']?:[ \t]*\r?\n(?=([ \t]*)([^\s:#-][^\s:]{0,255})[ \t]*\r?$)/gm;

/** Whether a telling name is given a secret in another form than by a sign between them. */
export function isNamed(text: string): boolean {
  for (const pair of pairs) {
    for (const [, name = "", rest = ""] of text.matchAll(pair)) if (isSecretOf(name, valueIn(rest))) return true;
  }
  for (const [, value = "", name = ""] of text.matchAll(reversed)) if (isSecretOf(name, valueIn(value))) return true;
  for (const [, outer = "", name = "", inner = "", value = ""] of text.matchAll(lines)) {
    if (inner.length > outer.length && isSecretOf(name, valueIn(value))) return true;
  }
  return false;
}

/** What stands behind `passwd:` in the files of the name service and of sudo. */
const sources = /^(?:ALL|files|compat|db|sss|ldap|nis|winbind|systemd)(?![\w-])/;

/** Whether a colon is part of an expansion of a shell that gives no value, or `passwd` is the name of a list of accounts. */
export function isOtherwise(rest: string, before: string, name = ""): boolean {
  if (/^[?+]/.test(rest)) return /\$\{\w*$/.test(before);
  return /^passwd$/i.test(name) && !/[\w-]$/.test(before) && sources.test(rest);
}
