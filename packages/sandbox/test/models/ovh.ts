import { expect } from "vitest";
import { checkInputs } from "../../src/contract/check.ts";
import { functionContract } from "../../src/contract/index.ts";
import type { Properties } from "../../src/properties.ts";
import { seeded } from "../../src/seed.ts";
import type { Drive, Thing } from "../drive.ts";

/** The seeded project, in which most things are made. */
export const serviceName = seeded.projectId;

export const tokens = {
  project: "ovh:CloudProject/project:Project",
  network: "ovh:CloudProject/networkPrivate:NetworkPrivate",
  subnet: "ovh:CloudProject/networkPrivateSubnetV2:NetworkPrivateSubnetV2",
  user: "ovh:CloudProject/user:User",
  bucket: "ovh:CloudProject/storage:Storage",
  lifecycle:
    "ovh:index/cloudProjectStorageObjectBucketLifecycleConfiguration:CloudProjectStorageObjectBucketLifecycleConfiguration",
  credential: "ovh:CloudProject/s3Credential:S3Credential",
  policy: "ovh:CloudProject/s3Policy:S3Policy",
  database: "ovh:CloudProject/database:Database",
  instance: "ovh:CloudProjectDatabase/databaseInstance:DatabaseInstance",
  postgresUser: "ovh:CloudProjectDatabase/postgresSqlUser:PostgresSqlUser",
  pool: "ovh:CloudProjectDatabase/postgresSqlConnectionPool:PostgresSqlConnectionPool",
} as const;

/** The smallest PostgreSQL, with other inputs laid over. */
export const postgres = (inputs: Properties = {}): Properties => ({
  serviceName,
  engine: "postgresql",
  version: "16",
  plan: "essential",
  flavor: "db1-4",
  nodes: [{ region: "GRA" }],
  ...inputs,
});

/** Identical nodes. */
export const nodes = (count: number, node: Properties = { region: "GRA" }): Properties[] =>
  Array.from({ length: count }, () => node);

/** Refused at creation and, over something that is right, at an update. */
export async function refusedBoth(cloud: Drive, token: string, good: Properties, bad: Properties, words: RegExp) {
  await expect(cloud.create(token, { ...good, ...bad }, { name: "bad" })).rejects.toThrow(words);
  const made = await cloud.create(token, good, { name: "good" });
  await expect(cloud.update(made, bad)).rejects.toThrow(words);
}

/** A network in GRA11 with a subnet: UUIDs as OpenStack has them, and the `pn-` id. */
export async function networkWithSubnet(cloud: Drive, inputs: Properties = {}) {
  const network = await cloud.create(tokens.network, { serviceName, name: "net", regions: ["GRA11"], vlanId: 7 });
  const networkId = uuidIn(network, "GRA11");
  const wanted = { serviceName, networkId, region: "GRA11", cidr: "10.9.0.0/24", name: "s", ...inputs };
  const subnet = await cloud.create(tokens.subnet, wanted);
  return { network, networkId, subnet, subnetId: subnet.id };
}

export const uuidIn = ({ outputs }: Thing, region: string): string =>
  (outputs["regionsOpenstackIds"] as Record<string, string>)[region] ?? "";

/** What a function answers, after a look at every output that its contract has. */
export async function answer(cloud: Drive, token: string, inputs: Properties): Promise<Properties> {
  const outputs = await cloud.call(token, inputs);
  const failures = checkInputs(functionContract(token)?.outputs ?? {}, outputs, () => false);
  // Inside a rule, what was not asked for is left out.
  expect(failures.filter(({ path, reason }) => !(path.startsWith("rules[") && reason.startsWith("missing")))).toEqual(
    [],
  );
  return outputs;
}

/** A user of the project that may hold S3 keys. */
export const storageUser = (cloud: Drive, description = "u"): Promise<Thing> =>
  cloud.create(tokens.user, { serviceName, description, roleNames: ["objectstore_operator"] }, { name: description });

/** Makes a thing as it is now in the cloud, status and all. */
export async function again(cloud: Drive, thing: Thing): Promise<Thing> {
  const found = await cloud.read(thing);
  expect(found).toBeDefined();
  return found as Thing;
}
