/** What DNS records tell: the names they answer for, and the origins they point at. */
import { isPrivate } from "@accoreboot/core/pure";
import type { Scalar } from "../../truth.ts";
import { blocksOf } from "../exposure.ts";

/** A record of a zone: its name in version 6 of the provider, and the name of version 5 that version 6 keeps. */
export const recordTypes: readonly string[] = [
  "cloudflare:index/dnsRecord:DnsRecord",
  "cloudflare:index/record:Record",
];

/** No text of a record is longer. */
export const longestText = 4096;

/** Whether a record is of one of these types. One whose type is missing or not text is taken for one. */
export const isTyped = (types: readonly string[]) => (value: Scalar) =>
  typeof value !== "string" || types.includes(value.trim().toUpperCase());

/** A name as it is compared: in lower case, without the dot of the root. */
export const hostOf = (text: string) => text.trim().toLowerCase().replace(/\.$/, "");

/** Whether a name is the one written, or beneath it when that is written `*.example.com`. */
export const matchesHost = (written: string, name: string) =>
  written.startsWith("*.") ? hostOf(name).endsWith(hostOf(written).slice(1)) : hostOf(name) === hostOf(written);

/** Names that no public server answers for: RFC 6761, RFC 6762 with its appendix G, RFC 8375, and ICANN's `internal`. */
const localHost = /(^|\.)(internal|intranet|private|corp|home|lan|local|localhost|home\.arpa)$/;

/** Endpoints of OVHcloud's managed databases. */
const databaseHost = /\.database\.cloud\.ovh\.(net|us)$/;

/** Whether a text is an address of a private network, in whatever spelling, or a name that only such a network knows. */
export const isPrivateOrigin = (text: string) => blocksOf(text.trim())?.some(isPrivate) ?? localHost.test(hostOf(text));

/** Whether a text is the name of a managed database's endpoint. */
export const isDatabaseHost = (text: string) => databaseHost.test(hostOf(text));
