import { isIP, isIPv4 } from "node:net";

/** What is allowed at one path. See `allowed.json`. */
export type Rule = readonly (string | number)[] | Limits;

interface Limits {
  readonly anyCase?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly is?: keyof typeof forms;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly keys?: readonly string[];
  readonly entries?: readonly [key: string, value: string];
  /** Allowed besides. */
  readonly or?: readonly (string | number)[];
}

const forms = {
  ip: ["an IP address", (text: string) => isIP(text) !== 0],
  ipv4: ["an IPv4 address", isIPv4],
  block: ["a block of IP addresses such as 10.1.0.0/24", isBlock],
  uuid: ["a UUID", (text: string) => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text)],
  time: ["a time such as 2026-01-31T12:00:00Z", isTime],
  duration: ["a duration such as PT30S", (text: string) => duration.test(text)],
  url: ["an address such as https://example.org", (text: string) => /^(\/|[a-z][\da-z+.-]*:)[^\s]*$/i.test(text)],
  "json object": ["the text of a JSON object", isJsonObject],
} as const satisfies Record<string, readonly [string, (text: string) => boolean]>;

const duration = /^-?P(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(\d+H)?(\d+M)?(\d+S)?)?$/;

/** Why the value is not allowed, without the value; undefined when it is. */
export function whatIsWrong(rule: Rule, value: unknown, isUnknown: (value: unknown) => boolean): string | undefined {
  if (isList(rule)) return rule.some((one) => String(one) === String(value)) ? undefined : oneOf(rule);
  if (rule.or?.some((one) => String(one) === String(value))) return undefined;
  return Array.isArray(value)
    ? wrongCount(rule, value)
    : typeof value === "object" && value !== null
      ? wrongMap(rule, value as Readonly<Record<string, unknown>>, isUnknown)
      : wrongText(rule, String(value));
}

function wrongText(
  { anyCase, min = -Infinity, max = Infinity, pattern, is }: Limits,
  text: string,
): string | undefined {
  if (anyCase && !anyCase.some((one) => one.toLowerCase() === text.toLowerCase()))
    return `${oneOf(anyCase)}, in any case`;
  if (Number(text) < min || Number(text) > max) return `expected a number ${range(min, max)}`;
  if (pattern && !new RegExp(pattern).test(text)) return `expected text that matches ${pattern}`;
  return is && !forms[is][1](text) ? `expected ${forms[is][0]}` : undefined;
}

function wrongCount({ minItems = 0, maxItems = Infinity }: Limits, { length }: readonly unknown[]): string | undefined {
  if (length >= minItems && length <= maxItems) return undefined;
  return `expected ${length < minItems ? `${minItems} elements or more` : `${maxItems} elements or fewer`}`;
}

function wrongMap(
  { keys = [], entries }: Limits,
  map: Readonly<Record<string, unknown>>,
  isUnknown: (value: unknown) => boolean,
): string | undefined {
  const missing = keys.find((key) => map[key] === undefined || map[key] === null);
  if (missing) return `lacks the key ${missing}`;
  const [key, value] = entries?.map((pattern) => new RegExp(pattern)) ?? [];
  const fits = ([name, text]: [string, unknown]) => key?.test(name) && (isUnknown(text) || value?.test(String(text)));
  return entries && !Object.entries(map).every(fits) ? "a key or a value has a form that is not allowed" : undefined;
}

const isList = (rule: Rule): rule is readonly (string | number)[] => Array.isArray(rule);

const oneOf = (list: readonly (string | number)[]) =>
  `expected one of ${list.map((value) => JSON.stringify(value)).join(", ")}`;

function range(min: number, max: number): string {
  if (max === Infinity) return `of at least ${min}`;
  return min === -Infinity ? `of at most ${max}` : `from ${min} to ${max}`;
}

function isBlock(text: string): boolean {
  const [, address = "", bits = ""] = /^([^/]+)\/(\d{1,3})$/.exec(text) ?? [];
  const version = isIP(address);
  return version !== 0 && Number(bits) <= (version === 4 ? 32 : 128);
}

function isTime(text: string): boolean {
  const form = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;
  return form.test(text) && !Number.isNaN(Date.parse(text));
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && !Array.isArray(value);
  } catch {
    return false;
  }
}
