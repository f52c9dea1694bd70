/** Secrets that are known by what is written around them. */
import { isNamed, isOtherwise } from "./forms.ts";
import { assignments, isGiven, isTelling, mayTell, options } from "./names.ts";
import { isRandom, isReference, valueIn } from "./values.ts";

/** What the text holds, as far as what is written around a secret tells. */
export function writtenIn(text: string): string | undefined {
  if (withPassword(text)) return "an address with a password";
  if (some(text, /authorization\\?["']?\s*[:=]?\s*\\?["']?(?:bearer|basic|token) +([^\s"'\\]{8})/gi, isValue))
    return "an authorization header";
  if (mayTell(text) && (isAssigned(text) || isNamed(text) || isNear(text))) return "a password or key";
  if (!mayLogIn(text)) return undefined;
  return logins.some((login) => some(text, login, isValue)) || inAccounts(text) ? "a login" : undefined;
}

const isValue = (value: string) => !isReference(value);

/** Whether the first group of a match is such a value. */
function some(text: string, pattern: RegExp, test: (value: string) => boolean): boolean {
  if (text.search(pattern) < 0) return false;
  for (const [, value = ""] of text.matchAll(pattern)) if (test(value)) return true;
  return false;
}

const withPassword = (text: string) => some(text, /:\/\/[^\s/@:'"<>]{0,128}:([^\s/@'"<>]{1,256})@/g, isValue);

/** Whether a telling name is given a value: a password any, another one that looks drawn by chance. */
function isAssigned(text: string): boolean {
  for (const { 1: strong, 2: more = "", 3: separator, 4: rest = "", index } of text.matchAll(assignments)) {
    if (!isGiven(strong, more, valueIn(rest))) continue;
    const before = text.slice(Math.max(0, index - 64), index);
    if (separator !== ":" || !(isSentence(rest, before, index) || isOtherwise(rest, before, strong))) return true;
  }
  for (const [, strong, rest = ""] of text.matchAll(options)) if (isGiven(strong, "", valueIn(rest))) return true;
  return false;
}

/** Whether words follow a colon in the middle of a line, as in a comment, or tell at the start of the text where to look. */
const isSentence = (rest: string, before: string, index: number): boolean =>
  index === 0
    ? /^(?:see|ask|kept|stored|in) [a-z]/i.test(rest)
    : /^[a-z]+,? [a-z]/i.test(rest) && !/(?:^|\n)[\s-]*["']?[\w.-]*$/.test(before);

/** Whether a text that looks drawn by chance stands on one line with a telling name. Public keys start with `AAAA`. */
function isNear(text: string): boolean {
  for (const [line] of text.matchAll(/[^\r\n]{1,1000}/g)) {
    const mixed =
      mayTell(line) && (line.match(runs) ?? []).some((run) => /[A-Z]/.test(run) && /[a-z]/.test(run) && isRandom(run));
    const words = mixed ? line.replace(runs, " ").split(/[^A-Za-z_-]/) : [];
    if (words.some(isTelling)) return true;
  }
  return false;
}

const runs = /(?<![\w/+=.$-])(?!AAAA)[A-Za-z0-9_-]{24,200}(?![\w/+=.-])/g;

/** Whether a login may be in the text: each of the forms below, and of accounts, has one of these in it. */
const mayLogIn = (text: string): boolean =>
  /pass|curl |identified|"auth|net user|mysql|login|redis|master|SecureS|PSK|secret|:(?:\d{1,5}|\*):/i.test(text);

/** Logins in the forms of commands and files. */
const logins = [
  /sshpass -p *["']?([^\s"']{3})/g,
  /curl [^\r\n]{0,100}?(?:-u|--user)[ =]["']?[^\s:"']{1,64}:([^\s"']{3})/g,
  /(?:password|identified by) '([^'\r\n]{3,128})'/gi,
  /\blogin \S{1,64}\s{1,8}password (\S{3})/g,
  /^[^\s:#]{1,253}:(?:\d{1,5}|\*):[^\s:]{1,64}:[^\s:]{1,64}:([^\s:]{3,})$/gm,
  /"auth" *: *"([A-Za-z0-9+/=]{8})/g,
  /\becho ["']?([^\s"'|]{3})[^\r\n|]{0,200}\| *(?:sudo +)?passwd [^\r\n|;&]{0,64}--stdin/g,
  /\bnet user \S{1,64} (?![/*])(\S{3})\S{0,125} \//gi,
  /\bmysql(?:dump|admin)? (?:[^\r\n|;&]{0,100} )?-p["']?(?!\d+(?::|\s|$))([^\s"']{3})/g,
  /\b(?:docker|podman) login (?:[^\r\n|;&]{0,100} )?-p ["']?([^\s"']{3})/g,
  /\bredis-cli (?:[^\r\n|;&]{0,100} )?-a ["']?([^\s"']{3})/g,
  /(?<=^[ \t]*)(?:requirepass|masterauth)[ \t]+["']?([^\s"']{3})/gm,
  /\bConvertTo-SecureString (?:-String )?["']([^"'\r\n]{3,128})["']/gi,
  /\bPSK[ \t]+["']([^"'\r\n]{3,128})["']/g,
  /\bsecret[ \t]+"([A-Za-z0-9+/=]{16,256})"[ \t]*;/g,
];

/** Whether accounts are given passwords by `chpasswd`, the command or cloud-init's module, which draws `RANDOM` ones. */
function inAccounts(text: string): boolean {
  for (const { index } of text.matchAll(/\| *(?:sudo +)?chpasswd/g)) {
    const [, value] = /[\w-]:([^\s"':|]{2,128})["']? *$/.exec(text.slice(Math.max(0, index - 200), index)) ?? [];
    if (value !== undefined && isValue(value)) return true;
  }
  for (const { index } of text.matchAll(/chpasswd["']?:/g)) {
    const block = text.slice(index + 9, index + 4000).split(/\n(?=[^\s#-])/)[0] ?? "";
    if (some(block, /(?:[\s"'-]|\\n)[a-z_][\w-]{0,31}:([^\s"',\\}]{2,128})/g, isValue)) return true;
  }
  return false;
}
