import {
  all,
  type Finding,
  integer,
  judge,
  judgePlain,
  names,
  optional,
  type Rule,
  text,
  unknownNames,
} from "@accoreboot/core";
import type { OvhProviderArgs } from "./provider.ts";

/** The three kinds of login, each with all that belongs to it (provider documentation). */
const kinds = [
  ["applicationKey", "applicationSecret", "consumerKey"],
  ["clientId", "clientSecret"],
  ["accessToken"],
] as const;
type LoginName = (typeof kinds)[number][number];

const argNames = names<OvhProviderArgs>({
  endpoint: true,
  requestsPerSecond: true,
  applicationKey: true,
  applicationSecret: true,
  consumerKey: true,
  clientId: true,
  clientSecret: true,
  accessToken: true,
});

/** A part of a login. Never shown. */
export const loginValue: Rule = (value) =>
  typeof value === "string" && /^\S+$/.test(value)
    ? undefined
    : { problem: "is empty, or no text without blanks", remedy: "Give the value as OVHcloud gave it" };

/** What the provider is made with, and what is wrong with it. Creates nothing. */
export function planProvider(given: OvhProviderArgs) {
  const args: Partial<OvhProviderArgs> = given ?? {};
  const used = kinds.filter((kind) => kind.some((name) => args[name] !== undefined));
  const login: readonly LoginName[] = used[0] ?? [];
  return {
    findings: [
      ...unknownNames(given, argNames),
      ...judgePlain([
        {
          path: "endpoint",
          value: args.endpoint,
          rule: optional(all(text, endpointRule(args.clientId !== undefined))),
        },
        { path: "requestsPerSecond", value: args.requestsPerSecond, rule: optional(integer(1, 1000)) },
      ]),
      ...used.slice(1).map((kind) => mixed(args, kind, login)),
      ...used.flatMap((kind) => halves(args, kind)),
      ...judge(kinds.flat().map((path) => ({ path, value: args[path], rule: optional(loginValue) }))),
    ] as Finding[],
    endpoint: args.endpoint ?? "ovh-eu",
    requestsPerSecond: args.requestsPerSecond ?? 1,
    login,
  };
}

/** Endpoints of the API that know Public Cloud. */
const endpoints = ["ovh-eu", "ovh-ca", "ovh-us"];

/** A known endpoint, or an address for tests: over TLS, or on this machine. Service accounts have none but the known. */
const endpointRule =
  (oauth2: boolean): Rule =>
  (value, show) => {
    if (endpoints.includes(value as string)) return undefined;
    const address = value as string;
    const url = URL.parse(address);
    const remedy = `Give ${endpoints.join(", ")}, or an https address for tests`;
    // Before an @ stands a login, which is no more shown than any other.
    if (address.includes("@")) return { problem: "an endpoint holds no login, and is kept in the clear", remedy };
    if (!url || !/^https?:$/.test(url.protocol)) return { problem: `unknown endpoint ${show(value)}`, remedy };
    if (![url.origin, url.origin + url.pathname].includes(address)) {
      const plainly = "Write scheme, host and path alone, in lower case, such as https://api.example/1.0";
      return { problem: `${show(value)} is not the plain address of an API`, remedy: plainly };
    }
    const here = ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);
    if (url.protocol === "http:" && !here) {
      return { problem: `${show(value)} would get the login in the clear`, remedy };
    }
    return oauth2
      ? { problem: `${show(value)} takes no service account: the provider knows no place to log it in`, remedy }
      : undefined;
  };

const mixed = (args: Partial<OvhProviderArgs>, kind: readonly LoginName[], first: readonly LoginName[]): Finding => ({
  path: kind.find((name) => args[name] !== undefined) ?? "",
  problem: `a login of another kind was given as well (${first.find((name) => args[name] !== undefined)})`,
  remedy: `Give one kind: ${kinds.map((names) => names.join(" with ")).join(", or ")}`,
});

const halves = (args: Partial<OvhProviderArgs>, kind: readonly LoginName[]): Finding[] =>
  kind
    .filter((name) => args[name] === undefined)
    .map((path) => ({
      path,
      problem: `missing, with ${kind.find((name) => args[name] !== undefined)} given`,
      remedy: `Give ${kind.join(", ")} together`,
    }));
