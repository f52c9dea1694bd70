import type { Rule } from "../../rule.ts";
import { unproxiedOrigin } from "./cf001-unproxied-origin.ts";
import { sslStrict } from "./cf002-ssl-strict.ts";
import { tlsFloor } from "./cf003-tls-floor.ts";
import { dnssec } from "./cf004-dnssec.ts";
import { r2Public } from "./cf005-r2-public.ts";
import { privateAddressInDns } from "./cf006-private-address-in-dns.ts";

/** Rules on Cloudflare's zones and records, by id. */
export const edgeRules: readonly Rule[] = [unproxiedOrigin, sslStrict, tlsFloor, dnssec, r2Public, privateAddressInDns];
