import type { Rule } from "./finding.ts";
import { nearestName } from "./nearest.ts";

/** Accepts a value only if it is given. */
export const required =
  (remedy: string): Rule =>
  (value) =>
    value === undefined || value === null || value === ""
      ? { problem: "required, but nothing was given", remedy }
      : undefined;

/** Accepts nothing (undefined) and whatever the rule accepts. */
export const optional =
  (rule: Rule): Rule =>
  (value, show) =>
    value === undefined ? undefined : rule(value, show);

/** Accepts what every rule accepts; the first verdict counts. */
export const all =
  (...rules: Rule[]): Rule =>
  (value, show) => {
    for (const rule of rules) {
      const verdict = rule(value, show);
      if (verdict) return verdict;
    }
    return undefined;
  };

/** Accepts one of the names; the remedy lists them and names the nearest. */
export const oneOf =
  (allowed: readonly string[], what = "value"): Rule =>
  (value, show) => {
    if (typeof value === "string" && allowed.includes(value)) return undefined;
    const nearest = typeof value === "string" ? nearestName(value, allowed) : undefined;
    const hint = nearest ? `Did you mean "${nearest}"? ` : "";
    return { problem: `unknown ${what} ${show(value)}`, remedy: `${hint}Allowed are ${allowed.join(", ")}` };
  };

/** Accepts text that matches; `remedy` says in words what matches. */
export const matches =
  (pattern: RegExp, what: string, remedy: string): Rule =>
  (value, show) =>
    typeof value === "string" && pattern.test(value) ? undefined : { problem: `${show(value)} is not ${what}`, remedy };

/** Accepts a whole number between two bounds, both included. */
export const integer =
  (min: number, max: number, unit = ""): Rule =>
  (value, show) =>
    Number.isInteger(value) && (value as number) >= min && (value as number) <= max
      ? undefined
      : {
          problem: `${show(value)} is out of range`,
          remedy: `Give a whole number from ${min} to ${max}${unit && ` ${unit}`}`,
        };

/** Accepts true and false, and nothing that only looks like them. */
export const boolean: Rule = (value, show) =>
  typeof value === "boolean"
    ? undefined
    : { problem: `${show(value)} is neither true nor false`, remedy: "Give true or false" };

/** Accepts a non-empty text. */
export const text: Rule = (value, show) =>
  typeof value === "string" && value.trim() !== ""
    ? undefined
    : { problem: `${show(value)} is not a text`, remedy: "Give a non-empty string" };

/** The value if it is a text, else the stand-in: to plan on with an argument that has been refused already. */
export const textOr = (value: unknown, standIn: string): string => (typeof value === "string" ? value : standIn);

const keyTypes = [
  "ssh-ed25519",
  "ssh-rsa",
  "ecdsa-sha2-nistp256",
  "ecdsa-sha2-nistp384",
  "ecdsa-sha2-nistp521",
  "sk-ssh-ed25519@openssh.com",
  "sk-ecdsa-sha2-nistp256@openssh.com",
];

/** A public key in OpenSSH's form, on one line. What looks like a private key is never shown. */
export const sshPublicKey: Rule = (value) => {
  const remedy = "Give the one line of the .pub file, such as ssh-ed25519 AAAA... name";
  if (typeof value !== "string" || value.trim() === "") return { problem: "required, but no key was given", remedy };
  if (/PRIVATE KEY|PuTTY-User-Key-File/.test(value))
    return { problem: "this is a private key: keep it to yourself", remedy };
  const [type = "", body = "", ...rest] = value.trim().split(/ +/);
  const wellFormed =
    /^[A-Za-z0-9+/]+={0,2}$/.test(body) && !/[\r\n]/.test(value.trim()) && !/[\r\n]/.test(rest.join(""));
  if (!wellFormed || !keyTypes.includes(type) || innerType(body) !== type) {
    return { problem: "not a public key in OpenSSH's form", remedy };
  }
  return undefined;
};

/** The type of key that its body says it is: a length of four bytes, then the name. */
function innerType(body: string): string {
  const bytes = Buffer.from(body, "base64");
  if (bytes.length < 4) return "";
  return bytes.subarray(4, 4 + bytes.readUInt32BE(0)).toString("latin1");
}
