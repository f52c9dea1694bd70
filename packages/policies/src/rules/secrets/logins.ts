/** Logins in the forms of commands and files. */
import { givesValue, isReference } from "./values.ts";

/** Whether a text gives somebody a password, or logs in with one. */
export const hasLogin = (text: string): boolean =>
  mayLogIn.test(text) && (logins.some((login) => givesValue(text, login)) || inAccounts(text));

/** What stands in each of the forms below: without any of it there is no need to look closer. */
const mayLogIn =
  /pass|curl |identified|"auth|net user|mysql|login|redis|master|SecureS|PSK|secret|\bmc |x-ovh|:(?:\d{1,5}|\*):|^\[[\w.-]+\]/im;

const logins = [
  /sshpass -p *["']?([^\s"']{3,128})/g,
  /curl (?:[^\r\n]{0,100}?\s)?(?:-[A-Za-z]{0,8}u ?|--user[ =])["']?[^\s:"']{1,64}:([^\s"']{3,128})/g,
  /(?:password|identified by) '([^'\r\n]{3,128})'/gi,
  /identified(?: with ["'`]?\w{1,64}["'`]?)? by (?:password )?\\?["']([^"'\r\n\\]{3,128})/gi,
  /\blogin \S{1,64}\s{1,8}password (\S{3,128})/g,
  /^[^\s:#]{1,253}:(?:\d{1,5}|\*):[^\s:]{1,64}:[^\s:]{1,64}:([^\s:]{3,})$/gm,
  /"auth" *: *"([A-Za-z0-9+/=]{8,256})/g,
  /\b(?:echo|printf) (?:-\w{1,4} )?["']?([^\s"'|]{3,128})[^\r\n|]{0,200}\| *(?:sudo +)?passwd\b/g,
  /\bnet user \S{1,64} (?![/*])(\S{3,128})\S{0,125} \//gi,
  /\bmysql(?:dump|admin)? (?:[^\r\n|;&]{0,100} )?-p["']?(?!\d+(?::|\s|$))([^\s"']{3,128})/g,
  /\b(?:docker|podman) login (?:[^\r\n|;&]{0,100} )?-p ["']?([^\s"']{3,128})/g,
  /\bredis-cli (?:[^\r\n|;&]{0,100} )?-a ["']?([^\s"']{3,128})/g,
  // A lookbehind, so that the word is looked for, and not every line tried.
  /(?<=^[ \t]*)(?:requirepass|masterauth)[ \t]+["']?([^\s"']{3,128})/gm,
  /\bConvertTo-SecureString (?:-String )?["']([^"'\r\n]{3,128})["']/gi,
  /\bPSK[ \t]+["']([^"'\r\n]{3,128})["']/g,
  /\bsecret[ \t]+"([A-Za-z0-9+/=]{16,256})"[ \t]*;/g,
  // Hashes of passwords, made where everybody can read them.
  /\b(?:openssl passwd|mkpasswd)(?: -(?:(?:-?salt|-?method|m|S)[ =]\S{1,32}|(?!in\b|stdin\b|s\b|-?salt\b|-?method\b|m\b|S\b)[\w-]{1,16})){0,4} ["']?(?!-)([^\s"')|>;&]{3,128})/g,
  /\bhtpasswd (?:-\w{1,8} +){0,4}-\w{0,8}b\w{0,8} +(?:\S{1,256} +){1,2}["']?([^\s"'|>&;]{3,128})/g,
  // Answers to the questions of Debian's packages.
  /\/[\w.-]{0,64}pass[\w.-]{0,64}[ \t]+password[ \t]+([^\s"']{3,128})/gi,
  // The map of logins that Postfix sends mail with.
  /^\[[\w.-]{1,253}\](?::\d{1,5})?[ \t]+[^\s:]{1,128}:([^\s:]{3,128})$/gm,
  // Keys of S3, for its clients.
  /\bmc (?:alias set|config host add) \S{1,64} \S{1,256} \S{1,128} ["']?([^\s"']{8,128})/g,
  /\becho ["']?[^\s:"']{1,128}:([^\s"']{8,128})["']? *> *\S{0,128}passwd-s3fs/g,
  /\bx-ovh-consumer\\?["']? *[:=] *\\?["']?([A-Za-z0-9]{16,64})/gi,
];

/** `chpasswd` at the end of a pipe, and before what it is given. */
const piped = /\| *(?:sudo +(?:-\w+ +){0,4})?(?:\/[\w/]{1,32}\/)?chpasswd/g;
const fed = /chpasswd[^\r\n|;&<]{0,32}<<(?:<|-?[ \t]*["']?\w{1,32}["']?[ \t]*\r?\n)/g;

/** Whether accounts are given passwords by `chpasswd`, the command or cloud-init's module, which draws `RANDOM` ones. */
function inAccounts(text: string): boolean {
  for (const { index } of text.matchAll(piped)) {
    const [, value] = /[\w-]:([^\s"':|]{2,128})["']? *$/.exec(text.slice(Math.max(0, index - 200), index)) ?? [];
    if (value !== undefined && !isReference(value)) return true;
  }
  for (const { index, 0: start } of text.matchAll(fed)) {
    const given = text.slice(index + start.length, index + start.length + 4000);
    if (givesValue(given.split(/\n(?=\w+\r?(?:\n|$))/)[0] ?? "", /^[ \t"']*[a-z_][\w-]{0,31}:([^\s"':]{2,128})/gm))
      return true;
  }
  for (const { index } of text.matchAll(/chpasswd["']?:/g)) {
    const block = text.slice(index + 9, index + 4000).split(/\n(?=[^\s#-])/)[0] ?? "";
    if (givesValue(block, /(?:[\s"'-]|\\n)[a-z_][\w-]{0,31}:([^\s"',\\}]{2,128})/g)) return true;
  }
  return false;
}
