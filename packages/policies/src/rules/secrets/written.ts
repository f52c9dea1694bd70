/** Secrets that are known by what is written around them. */
import { isNamed, isOtherwise } from "./forms.ts";
import { hasLogin } from "./logins.ts";
import { assignments, isGiven, isTelling, mayTell, options } from "./names.ts";
import { givesValue, isRandom, valueIn } from "./values.ts";

/** What the text holds, as far as what is written around a secret tells. */
export function writtenIn(text: string): string | undefined {
  if (givesValue(text, withPassword)) return "an address with a password";
  if (givesValue(text, authorization)) return "an authorization header";
  if (mayTell(text) && (isAssigned(text) || isNamed(text) || isNear(text))) return "a password or key";
  return hasLogin(text) ? "a login" : undefined;
}

/** An address with a password in it. */
const withPassword = /:\/\/[^\s/@:'"<>]{0,128}:([^\s/@'"<>]{1,256})@/g;

/** The header of a request, as text, in JSON or as an option of a command. */
const authorization = /authorization\\?["']?\s*(?:[:=]\s*)?\\?["']?(?:bearer|basic|token) +([^\s"'\\]{8,512})/gi;

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
  /^(?:generated|kept|managed|provided|stored) (?:at|by|from|in|on|with) [a-z]/i.test(rest) ||
  (index === 0
    ? /^(?:see|ask|kept|stored|in) [a-z]/i.test(rest)
    : /^[a-z]+,? [a-z]/i.test(rest) && !/(?:^|\n)[\s-]*["']?[\w.-]*$/.test(before));

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
