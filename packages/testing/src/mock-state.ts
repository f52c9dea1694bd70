import { createHash } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";

interface Registration {
  readonly type: string;
  readonly name: string;
  // biome-ignore lint/suspicious/noExplicitAny: the SDK's own type of mocked inputs
  readonly inputs: any;
  readonly id?: string;
}

type Made = { readonly id: string; readonly outputs?: { readonly [name: string]: unknown } };

/** What the clouds add, per type; the same name always gives the same values. */
const made: { readonly [type: string]: (given: Registration) => Made } = {
  "ovh:CloudProject/project:Project": ({ name, inputs }) => ({
    id: hex(name),
    outputs: { projectId: hex(name), projectName: inputs.description },
  }),
  "ovh:CloudProject/networkPrivate:NetworkPrivate": ({ name, inputs }) => ({
    id: `pn-1000001_${inputs.vlanId ?? 0}`,
    outputs: {
      regionsOpenstackIds: Object.fromEntries(
        (inputs.regions ?? []).map((region: string) => [region, uuid(name + region)]),
      ),
    },
  }),
  "ovh:CloudProject/user:User": ({ name, inputs }) => ({
    id: decimal(name),
    outputs: {
      username: `user-${hex(name).slice(0, 12)}`,
      password: pulumi.secret(`password-of-${name}`),
      openstackRc: {
        OS_AUTH_URL: "https://auth.cloud.ovh.net/v3",
        OS_TENANT_ID: inputs.serviceName,
        OS_TENANT_NAME: "1000001",
        OS_USERNAME: `user-${hex(name).slice(0, 12)}`,
      },
    },
  }),
  "ovh:CloudProject/storage:Storage": ({ inputs }) => ({ id: inputs.name, outputs: { region: inputs.regionName } }),
  "ovh:CloudProject/s3Credential:S3Credential": ({ name }) => ({
    id: hex(`${name} id`),
    outputs: { accessKeyId: hex(`${name} id`), secretAccessKey: pulumi.secret(`secret-of-${name}`) },
  }),
  "ovh:CloudProject/database:Database": ({ name }) => ({
    id: uuid(name),
    outputs: {
      endpoints: [{ component: "postgresql", domain: `${hex(name).slice(0, 8)}.database.cloud.ovh.net`, port: 20184 }],
    },
  }),
  "ovh:CloudProjectDatabase/postgresSqlUser:PostgresSqlUser": ({ name }) => ({
    id: uuid(name),
    outputs: { password: pulumi.secret(`password-of-${name}`) },
  }),
  "openstack:compute/keypair:Keypair": ({ inputs }) => ({ id: inputs.name }),
  "openstack:networking/port:Port": ({ name, inputs }) => ({
    id: uuid(name),
    outputs: { allFixedIps: [inputs.fixedIps?.[0]?.ipAddress ?? "10.1.0.57"], macAddress: "fa:16:3e:00:00:01" },
  }),
  "openstack:compute/instance:Instance": ({ name }) => ({ id: uuid(name), outputs: { accessIpV4: "203.0.113.10" } }),
};

/** Id and state of a mocked resource: its inputs and what {@link made} says of its type. */
export function mockState(given: Registration): { id: string; state: { [name: string]: unknown } } {
  const { id, outputs }: Made = made[given.type]?.(given) ?? { id: uuid(given.name) };
  return { id: given.id || id, state: { ...given.inputs, ...outputs } };
}

/** 32 hexadecimal digits. */
function hex(seed: string): string {
  return createHash("sha256").update(seed).digest("hex").slice(0, 32);
}

function uuid(seed: string): string {
  return hex(seed).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** Up to six digits, as project users are numbered. */
function decimal(seed: string): string {
  return String(Number.parseInt(hex(seed).slice(0, 8), 16) % 1_000_000);
}
