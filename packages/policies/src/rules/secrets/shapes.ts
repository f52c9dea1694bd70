/** Secrets that are known by their form, whatever stands around them. */

/** What a text that matches holds, for a message. */
export interface Shape {
  readonly kind: string;
  readonly pattern: RegExp;
}

const crypt = "[./A-Za-z0-9]";

/** Prefixes and lengths as the issuers of the tokens document them. */
const tokens = [
  "gh[oprsu]_[A-Za-z0-9]{36}",
  "github_pat_[A-Za-z0-9_]{22}",
  "gl(?:agent|cbt|dt|ft|oas|pat|ptt|rt|soat)-[\\w-]{20}",
  "npm_[A-Za-z0-9]{36}",
  "xox[abeoprs]-\\d{10}",
  "xapp-\\d-A[A-Z0-9]{10}",
  "(?:AKIA|ASIA)[A-Z0-9]{16}",
  "AIza[\\w-]{35}",
  "glsa_[A-Za-z0-9]{32}_[a-f0-9]{8}",
  "(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{16}",
  "SG\\.[\\w-]{22}\\.[\\w-]{43}",
  "pypi-AgE[\\w-]{50}",
  "dckr_pat_[\\w-]{20}",
  "hv[bs]\\.[\\w-]{24}",
  "pul-[a-f0-9]{40}",
  "dop_v1_[a-f0-9]{64}",
  "sk-(?:ant|proj)-[\\w-]{20}",
  "sk-[A-Za-z0-9]{32}",
  "hf_[A-Za-z0-9]{34}",
  "tskey-[a-z]+-[A-Za-z0-9]{10}",
  "gAAAAA[\\w-]{60}",
];

/** Looked for at its first dot, and backwards from there: a text of many beginnings takes no longer than another. */
const webToken = /\.(?=eyJ)(?<=(?<![A-Za-z0-9])eyJ[\w-]{8,4096}\.)eyJ[\w-]{8,4096}\.[\w-]{16}/;

/**
 * A private key as ASN.1 writes it (RFC 8017 A.1.2, RFC 5958, RFC 5915), a character for a byte: a sequence that starts
 * with the number 0 and then another number or the name of an algorithm, or with the number 1 and then some bytes.
 */
export const keyInBytes =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are bytes
  /^0(?:\x82..|\x81.|[\x20-\x7f])\x02\x01(?:\x00(?:\x02[\x81\x82]|0[\x05-\x13]\x06)|\x01\x04[\x1c-\x42])/s;

/** In the order in which they are looked for: the first that is found names the text. */
export const shapes: readonly Shape[] = [
  {
    kind: "a private key",
    pattern:
      /-----BEGIN [A-Z0-9 ]{0,20}PRIVATE KEY(?: BLOCK)?-----(?:\s|\\[nr]){0,40}[A-Za-z0-9+/]{4}|AGE-SECRET-KEY-1[A-Z0-9]{58}|b3BlbnNzaC1rZXktdjE|Private-Lines: \d/,
  },
  { kind: "an access token", pattern: new RegExp(`(?<![A-Za-z0-9])(?:${tokens.join("|")})`) },
  { kind: "a web token", pattern: webToken },
  { kind: "a tunnel's token", pattern: /\{"a":"[\da-f]{32}","t":"[\da-f-]{36}","s":"/ },
  {
    kind: "a webhook address",
    pattern: /hooks\.slack\.com\/services\/T\w+\/B\w+\/\w{16}|discord(?:app)?\.com\/api\/webhooks\/\d+\/[\w-]{32}/,
  },
  {
    kind: "a signed address",
    pattern: /[?&](?:X-Amz-Signature=[a-f0-9]{32}|temp_url_sig=[a-f0-9]{32}|sig=[\w%/+]{32})/i,
  },
  {
    kind: "a password hash",
    pattern: new RegExp(
      [
        `\\$(?:1|apr1)\\$${crypt}{1,16}\\$${crypt}{22}`,
        `\\$2[abxy]?\\$\\d\\d\\$${crypt}{53}`,
        `\\$[56]\\$(?:rounds=\\d{1,9}\\$)?${crypt}{1,16}\\$${crypt}{43}`,
        `\\$g?y\\$${crypt}{1,20}\\$${crypt}{1,86}\\$${crypt}{43}`,
        "\\$argon2(?:id|i|d)\\$v=",
        "SCRAM-SHA-(?:1|256)\\$\\d",
      ].join("|"),
    ),
  },
];
