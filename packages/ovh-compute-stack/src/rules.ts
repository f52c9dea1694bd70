import { contains, isLater, isPlainObject, masked, parseCidr, type Rule } from "@accoreboot/core";

/** An address of the subnet, without those that name the subnet itself and everybody in it. */
export const addressIn =
  (subnetCidr: string): Rule =>
  (value, show) => {
    const subnet = parseCidr(subnetCidr);
    const address = typeof value === "string" && !value.includes("/") ? parseCidr(value) : undefined;
    const inside = subnet && address && contains(subnet, address);
    if (inside && address.first !== subnet.first && address.first !== subnet.last) return undefined;
    return {
      problem: `${show(value)} is not an address of the subnet`,
      remedy: `Give a free address in ${subnetCidr}`,
    };
  };

/** OpenStack takes 65535 bytes of user data in base64; these are as many before it. */
const maxUserData = 49_149;

const secrets: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY/, "a private key"],
  [/AGE-SECRET-KEY-1/, "an age key"],
  [/\b(AKIA|ASIA)[A-Z0-9]{16}\b/, "an access key"],
  [/\bgh[pousr]_[A-Za-z0-9]{20}|\bglpat-[\w-]{20}/, "an access token"],
  [/:\/\/[^\s:/@]+:[^\s:/@]+@/, "a password in an address"],
  [/^\s*-?\s*(passwd|password|hashed_passwd|plain_text_passwd|chpasswd)\s*:/m, "a password"],
];

/** User data that fits and holds no secret: every process of the host can read it from the metadata service. */
export const openUserData: Rule = (value, show) => {
  const remedy = "Bring secrets to the host after it has booted, over SSH";
  if (show === masked) return { problem: "is a secret, and user data keeps none", remedy };
  if (typeof value !== "string" || value === "") {
    return { problem: "is not a text", remedy: "Leave it out, or give a #cloud-config document" };
  }
  const secret = secrets.find(([pattern]) => pattern.test(value));
  if (secret) return { problem: `holds ${secret[1]}, which every process of the host could read`, remedy };
  const size = Buffer.byteLength(value);
  return size <= maxUserData
    ? undefined
    : { problem: `has ${size} bytes`, remedy: `Keep it to ${maxUserData} bytes; OpenStack takes no more` };
};

/** Metadata that holds no secret: the host's processes read it, and the state keeps a copy of it in clear. */
export const openMetadata: Rule = (value, show) => {
  const remedy = "Bring secrets to the host after it has booted, over SSH";
  if (show === masked) return { problem: "is a secret, and metadata keeps none", remedy };
  if (!isPlainObject(value)) return { problem: "is not a map of texts", remedy: 'Give one such as { team: "fleet" }' };
  for (const [name, given] of Object.entries(value)) {
    if (isLater(given)) continue;
    if (typeof given !== "string") return { problem: `"${name}" is not a text`, remedy: "Give texts only" };
    const secret = secrets.find(([pattern]) => pattern.test(given));
    if (secret) return { problem: `"${name}" holds ${secret[1]}, which every process of the host could read`, remedy };
  }
  return undefined;
};

/** Refuses a value in any form: the component stands for what it would undo. */
export const never =
  (problem: string, remedy: string): Rule =>
  (value) =>
    value === undefined ? undefined : { problem, remedy };

/** Port security that stays on: without it no rule of the security group holds. */
export const portSecurityOn: Rule = (value) =>
  value === undefined || value === true
    ? undefined
    : { problem: "would switch the security group off", remedy: "Leave it out" };
