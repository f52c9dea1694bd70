import { Failure } from "./failure.mjs";

/** The three kinds of OVHcloud login. A vault item holds one of them, whole. */
const OVH_LOGINS = [
  ["OVH_APPLICATION_KEY", "OVH_APPLICATION_SECRET", "OVH_CONSUMER_KEY"],
  ["OVH_CLIENT_ID", "OVH_CLIENT_SECRET"],
  ["OVH_ACCESS_TOKEN"],
];

/** Login of the bucket that an `s3://` backend keeps the state in. */
const S3_LOGIN = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"];

/** Every variable of an OVHcloud login: one that the item does not hold is taken out of the shell. */
export const OVH_VARIABLES = ["OVH_ENDPOINT", ...OVH_LOGINS.flat()];

/** The only names a vault may set: what an item calls PATH or LD_PRELOAD stays in the vault. */
export const ALLOWED = [...OVH_VARIABLES, "PULUMI_BACKEND_URL", ...S3_LOGIN, "PULUMI_CONFIG_PASSPHRASE"];

/** Custom fields that hold text: 0 shown, 1 hidden. Bitwarden's others are a tick (2) and a link (3). */
const TEXT_FIELDS = [0, 1];

/**
 * The one item that is meant: its name or its id is the wanted one, letter by letter.
 *
 * @param {readonly any[]} found
 * @param {string} wanted
 */
export function theItem(found, wanted) {
  const items = found.filter((item) => item.name === wanted || item.id === wanted);
  if (items.length === 1) return items[0];
  if (items.length === 0) {
    throw new Failure(
      "secrets",
      `the vault has no item "${wanted}"`,
      "make one whose custom fields are the variables (docs/shell.md, The vault item), or name another by BW_ITEM",
    );
  }
  throw new Failure(
    "secrets",
    `the vault has ${items.length} items "${wanted}": ${items.map((item) => item.id).join(", ")}`,
    "set BW_ITEM to the id of the right one, or rename the others",
  );
}

/**
 * The variables that an item's custom fields set. Names everything that is wrong at once, never a value.
 *
 * @param {{ fields?: readonly { name?: string | null, value?: string | null, type?: number }[] | null }} item
 * @param {string} wanted what the item is called in messages
 * @returns {Record<string, string>}
 */
export function variablesOf(item, wanted) {
  /** @type {Record<string, string>} */
  const variables = {};
  const seen = new Set();
  const findings = [];
  for (const { name, value, type } of item.fields ?? []) {
    const shown = printable(name ?? "");
    if (!ALLOWED.includes(name ?? "")) findings.push(`field ${shown} is not one that this shell takes`);
    else if (seen.has(name)) findings.push(`field ${shown} is there twice`);
    else if (!TEXT_FIELDS.includes(type ?? 0)) findings.push(`field ${shown} is neither text nor hidden text`);
    else if (!value) findings.push(`field ${shown} is empty`);
    else if (value.includes("\0")) findings.push(`field ${shown} has a NUL character, which no variable can hold`);
    else variables[name ?? ""] = value;
    seen.add(name);
  }
  findings.push(...missing(seen, variables["PULUMI_BACKEND_URL"]));
  if (findings.length === 0) return variables;
  throw new Failure(
    "secrets",
    `item "${wanted}":\n${findings.map((text) => `    - ${text}`).join("\n")}`,
    "mend the custom fields of that item (docs/shell.md, The vault item, lists them) and enter again",
  );
}

/**
 * @param {ReadonlySet<unknown>} seen names of the item's fields
 * @param {string | undefined} backend
 * @returns {string[]}
 */
function missing(seen, backend) {
  const findings = ["PULUMI_BACKEND_URL", "PULUMI_CONFIG_PASSPHRASE", "OVH_ENDPOINT"]
    .filter((name) => !seen.has(name))
    .map((name) => `field ${name} is missing`);
  if (backend?.startsWith("s3://")) {
    const absent = S3_LOGIN.filter((name) => !seen.has(name));
    findings.push(...absent.map((name) => `field ${name} is missing, which an s3:// backend needs`));
  }

  const begun = OVH_LOGINS.filter((login) => login.some((name) => seen.has(name)));
  if (begun.length === 0) {
    findings.push(`an OVHcloud login is missing: ${OVH_LOGINS.map((login) => login.join(" + ")).join(", or ")}`);
  }
  if (begun.length > 1) {
    findings.push(
      `more than one kind of OVHcloud login: keep ${begun.map((login) => login.join(" + ")).join(", or ")}`,
    );
  }
  for (const login of begun) {
    const absent = login.filter((name) => !seen.has(name));
    const there = login.find((name) => seen.has(name));
    findings.push(...absent.map((name) => `field ${name} is missing, which ${there} needs beside it`));
  }
  return findings;
}

/**
 * A field's name as it may be shown: one line, no control characters, not long.
 *
 * @param {string} name
 */
function printable(name) {
  const clean = name.replace(/[^\x20-\x7e]/g, "?");
  return clean.length === 0 ? "without a name" : JSON.stringify(clean.slice(0, 60));
}
