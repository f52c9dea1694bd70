/** Secrets that are known by their form: each is found at its shortest, and not when a character is missing. */
import { describe, expect, it } from "vitest";
import { secretIn } from "../../src/rules/secrets/detect.ts";

/** As long as asked, of letters and digits in turn. */
const mixed = (length: number) => "aB3x".repeat(32).slice(0, length);
const upper = (length: number) => "A1B2".repeat(32).slice(0, length);
const hex = (length: number) => "0a1b".repeat(32).slice(0, length);
const crypt = (length: number) => "./aZ09".repeat(32).slice(0, length);

const token = "an access token";
const hash = "a password hash";

/** Each ends at the last character that it needs. */
const shortest: readonly (readonly [kind: string, name: string, text: string])[] = [
  ...["gho", "ghp", "ghr", "ghs", "ghu"].map((prefix) => [token, prefix, `${prefix}_${mixed(36)}`] as const),
  [token, "github_pat", `github_pat_${mixed(20)}_A`],
  ...["agent", "cbt", "dt", "ft", "oas", "pat", "ptt", "rt", "soat"].map(
    (kind) => [token, `GitLab ${kind}`, `gl${kind}-${mixed(18)}-_`] as const,
  ),
  [token, "npm", `npm_${mixed(36)}`],
  ...[..."abeoprs"].map((kind) => [token, `Slack ${kind}`, `xox${kind}-1234567890`] as const),
  [token, "Slack app", `xapp-1-A${upper(10)}`],
  [token, "AWS", `AKIA${upper(16)}`],
  [token, "AWS for a session", `ASIA${upper(16)}`],
  [token, "Google", `AIza${mixed(33)}-_`],
  ...["sk_live", "rk_live", "sk_test", "rk_test"].map((kind) => [token, kind, `${kind}_${mixed(16)}`] as const),
  [token, "SendGrid", `SG.${mixed(20)}-_.${mixed(41)}-_`],
  [token, "PyPI", `pypi-AgE${mixed(48)}-_`],
  [token, "Docker Hub", `dckr_pat_${mixed(18)}-_`],
  [token, "Vault", `hvs.${mixed(22)}-_`],
  [token, "Vault batch", `hvb.${mixed(22)}-_`],
  [token, "Pulumi", `pul-${hex(40)}`],
  [token, "DigitalOcean", `dop_v1_${hex(64)}`],
  [token, "sk-ant", `sk-ant-${mixed(18)}-_`],
  [token, "sk-proj", `sk-proj-${mixed(18)}-_`],
  [token, "Tailscale", `tskey-auth-${mixed(10)}`],
  [token, "OpenStack", `gAAAAA${mixed(58)}-_`],
  ["a web token", "of three parts", `eyJ${mixed(6)}-_.eyJ${mixed(6)}-_.${mixed(14)}-_`],
  ["a private key", "age", `AGE-SECRET-KEY-1${upper(58)}`],
  ["a private key", "OpenSSH in base64", "b3BlbnNzaC1rZXktdjE"],
  ["a private key", "PuTTY", "Private-Lines: 8"],
  ["a private key", "PKCS 8", `-----BEGIN ${"PRIVATE"} KEY-----\nMII/`],
  ["a private key", "with a cipher", `-----BEGIN RSA ${"PRIVATE"} KEY-----\nProc`],
  ["a private key", "OpenPGP", `-----BEGIN PGP ${"PRIVATE"} KEY BLOCK-----\r\n\r\nlQ0+`],
  ["a private key", "in JSON", `-----BEGIN EC2 ${"PRIVATE"} KEY-----\\r\\nMII9`],
  ["a private key", "indented far", `-----BEGIN ${"PRIVATE"} KEY-----${" ".repeat(40)}MII9`],
  ["a webhook address", "Slack", `hooks.slack.com/services/T1/B1/${mixed(15)}_`],
  ["a webhook address", "Discord", `discord.com/api/webhooks/1/${mixed(30)}-_`],
  ["a webhook address", "Discord by its older name", `discordapp.com/api/webhooks/12/${mixed(32)}`],
  ["a signed address", "S3", `https://a/b?X-Amz-Signature=${hex(32)}`],
  ["a signed address", "S3, in other letters", `https://a/b?x-amz-signature=${hex(32)}`],
  ["a signed address", "Swift", `https://a/b?x=1&temp_url_sig=${hex(32)}`],
  ["a signed address", "Azure", `https://a/b?sig=${"a%2F+9".repeat(5)}aZ`],
  [hash, "MD5", `$1$a$${crypt(22)}`],
  [hash, "Apache", `$apr1$${crypt(16)}$${crypt(22)}`],
  ...["2", "2a", "2b", "2x", "2y"].map((kind) => [hash, kind, `$${kind}$10$${crypt(53)}`] as const),
  [hash, "SHA-256", `$5$a$${crypt(43)}`],
  [hash, "SHA-512 with rounds", `$6$rounds=500000000$${crypt(16)}$${crypt(43)}`],
  [hash, "SHA-512 with few rounds", `$6$rounds=1$a$${crypt(43)}`],
  [hash, "yescrypt", `$y$j9T$a$${crypt(43)}`],
  [hash, "gost-yescrypt", `$gy$${crypt(20)}$${crypt(86)}$${crypt(43)}`],
  ...["argon2i", "argon2d", "argon2id"].map((kind) => [hash, kind, `$${kind}$v=`] as const),
  [hash, "SCRAM-SHA-1", "SCRAM-SHA-1$4"],
  [hash, "SCRAM-SHA-256", "SCRAM-SHA-256$4"],
];

describe("a known shape", () => {
  it.each(shortest)("C076 is found as %s: %s", (kind, _name, text) => {
    expect(secretIn(text)).toBe(kind);
    expect(secretIn(`# here\n${text}`)).toBe(kind);
    expect(secretIn(`{"here":"${text}"}`)).toBe(kind);
    expect(secretIn(text.slice(0, -1))).toBe(undefined);
    expect(secretIn(`${text.slice(0, -1)}!`)).toBe(undefined);
  });

  it.each(shortest.filter(([kind]) => kind === token || kind === "a web token"))(
    "is not the end of a longer word: %s %s",
    (_kind, _name, text) => {
      for (const before of ["x", "Z", "7"]) expect(secretIn(`${before}${text}`)).toBe(undefined);
    },
  );

  it.each([
    ["a public key", `-----BEGIN PUBLIC KEY-----\n${mixed(64)}\n-----END PUBLIC KEY-----`],
    ["a public OpenPGP key", `-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n${mixed(64)}\n`],
    ["a certificate", `-----BEGIN CERTIFICATE-----\n${mixed(64)}\n`],
    ["the first line of a private key alone", `grep -q -- '-----BEGIN ${"PRIVATE"} KEY-----' /etc/key`],
    ["a private key that is filled in later", `-----BEGIN ${"PRIVATE"} KEY-----\n<the key>\n`],
    ["a private key that stands far behind", `-----BEGIN ${"PRIVATE"} KEY-----${" ".repeat(41)}MII9`],
    ["a long kind of key", `-----BEGIN ${"A".repeat(21)}${"PRIVATE"} KEY-----\nMII9`],
    ["two parts of a web token", `eyJ${mixed(8)}.eyJ${mixed(8)}`],
    ["a web token with a short head", `eyJ${mixed(7)}.eyJ${mixed(8)}.${mixed(16)}`],
    ["a web token with a short body", `eyJ${mixed(8)}.eyJ${mixed(7)}.${mixed(16)}`],
    ["a variable of a shell", "$1$2$3 $5$6$y$7"],
    ["a hash with a long salt", `$6$${crypt(17)}$${crypt(43)}`],
    ["a hash without a salt", `$6$$${crypt(43)}`],
    ["a hash with too many rounds", `$6$rounds=5000000000$a$${crypt(43)}`],
    ["a short apr1 salt", `$apr1$$${crypt(22)}`],
    ["an address with a signature that is named", `https://a/b?X-Amz-Signature=\${signature}`],
    ["words with a prefix", "glpat-one-two-three-four-five"],
  ])("C076 is not seen in %s", (_title, text) => {
    expect(secretIn(text)).toBe(undefined);
  });
});
