import { dnsRecord } from "./cloudflare/dns-record.ts";
import type { Lookup, Model } from "./model.ts";
import { instance } from "./openstack/instance.ts";
import { keypair } from "./openstack/keypair.ts";
import { port } from "./openstack/port.ts";
import { secGroup, secGroupRule } from "./openstack/security-group.ts";
import { certificates, database } from "./ovh/database.ts";
import { databaseInstance, postgresUser } from "./ovh/database-children.ts";
import { networkPrivate } from "./ovh/network.ts";
import { project } from "./ovh/project.ts";
import { s3Credential, s3Policy } from "./ovh/s3.ts";
import { storage } from "./ovh/storage.ts";
import { networkPrivateSubnetV2 } from "./ovh/subnet.ts";
import { user } from "./ovh/user.ts";

/** Every resource type with a behaviour; whatever is not here is refused by name. */
export const models: ReadonlyMap<string, Model> = new Map(
  [
    project,
    networkPrivate,
    networkPrivateSubnetV2,
    user,
    storage,
    s3Credential,
    s3Policy,
    database,
    databaseInstance,
    postgresUser,
    keypair,
    secGroup,
    secGroupRule,
    port,
    instance,
    dnsRecord,
  ].map((model) => [model.token, model]),
);

/** Every function with a behaviour. */
export const lookups: ReadonlyMap<string, Lookup> = new Map([certificates].map((lookup) => [lookup.token, lookup]));
