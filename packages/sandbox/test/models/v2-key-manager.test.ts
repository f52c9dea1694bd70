import { afterAll, beforeAll, expect, it } from "vitest";
import { v2Tokens } from "../../src/ovh/v2/tokens.ts";
import type { Properties } from "../../src/properties.ts";
import { type Drive, drive, type Thing } from "../drive.ts";
import { nobody, stateOf, v2 } from "./v2.ts";

let cloud: Drive;
let certificate: Thing;
const payload = Buffer.from("SIMULATED").toString("base64");
const secret = (inputs: Properties = {}) =>
  v2(cloud).make(v2Tokens.secret, { name: "secret", secretType: "OPAQUE", ...inputs });
const container = (inputs: Properties) => v2(cloud).make(v2Tokens.container, { name: "container", ...inputs });

beforeAll(async () => {
  cloud = drive();
  certificate = await secret({ secretType: "certificate", payload, payloadContentType: "APPLICATION_PKIX_CERT" });
});
afterAll(() => cloud.close());

it("a secret is written in capitals, and lower case is no difference", async () => {
  expect(certificate.outputs["secretType"]).toBe("CERTIFICATE");
  expect(stateOf(certificate)).toMatchObject({ secretType: "CERTIFICATE", status: "ACTIVE", bitLength: 0 });
  expect(stateOf(certificate)["secretRef"]).toBe(
    `https://key-manager.gra11.cloud.ovh.net/v1/secrets/${certificate.id}`,
  );
  expect(await cloud.diff(certificate, { ...certificate.inputs, secretType: "CERTIFICATE" })).toEqual({});
});

it("a secret comes up under the short name of a place, as the documentation has it", async () => {
  expect((await secret({ region: "GRA" })).outputs["region"]).toBe("GRA");
});

it("gives its payload to the function that asks for it, and in no other output than its own", async () => {
  const look = (secretId: string) =>
    cloud.call("ovh:index/getCloudKeyManagerSecretPayload:getCloudKeyManagerSecretPayload", {
      serviceName: cloud.project,
      secretId,
    });
  expect(await look(certificate.id)).toMatchObject({ payload });
  expect(JSON.stringify(stateOf(certificate))).not.toContain(payload);
  await expect(look((await secret()).id)).rejects.toThrow(/your secret has no payload/);
});

it.each([
  ["a type", { secretType: "TOKEN" }, /secretType must be one of/],
  ["a mode", { mode: "GCM" }, /mode must be one of/],
  ["a content type", { payload, payloadContentType: "text/plain" }, /payloadContentType must be one of/],
  ["a payload without content type", { payload }, /payloadContentType is required/],
  ["a payload in clear", { payload: "s3cr3t!", payloadContentType: "TEXT_PLAIN" }, /must be base64-encoded/],
  ["a date", { expiration: "tomorrow" }, /not a date in RFC 3339 format/],
  ["a date that is past", { expiration: "2001-01-01T00:00:00Z" }, /is in the past/],
  ["a bit length", { bitLength: -1 }, /Invalid bit length/],
  ["a region", { region: "MARS" }, /Region MARS not found/],
])("refuses %s", async (_what, inputs: Properties, words) => {
  await expect(secret(inputs)).rejects.toThrow(words);
});

it("a refusal does not repeat the payload", async () => {
  const refusal = await secret({ payload: "s3cr3t!", payloadContentType: "TEXT_PLAIN" }).catch(String);
  expect(refusal).not.toContain("s3cr3t");
});

it.each([
  ["a certificate without certificate", { type: "CERTIFICATE", names: ["private_key"] }, /needs certificate/],
  ["a place that the type lacks", { type: "RSA", names: ["certificate"] }, /has no place for certificate/],
  ["a name twice", { type: "GENERIC", names: ["a", "a"] }, /two entries of the same name/],
])("refuses a container with %s", async (_what, { type, names }, words) => {
  const secretRefs = names.map((name) => ({ name, secretId: certificate.id }));
  await expect(container({ type, secretRefs })).rejects.toThrow(words);
});

it("deletes a secret that a container names, whose state then shows it no longer", async () => {
  const [one, other] = [await secret(), await secret()];
  const secretRefs = [one, other].map(({ id }, i) => ({ name: `part-${i}`, secretId: id }));
  const box = await container({ type: "GENERIC", secretRefs });
  await cloud.delete(one);
  const after = await cloud.read(box);
  expect(after && stateOf(after)["secretRefs"]).toEqual([secretRefs[1]]);
});

it("takes new metadata after it expired", async () => {
  const expiration = new Date(cloud.cloud.clock.now() + 60_000).toISOString();
  const made = await secret({ expiration });
  cloud.cloud.clock.advance(120_000);
  const after = await cloud.update(made, { metadata: { rotated: "yes" } });
  expect(stateOf(after)).toMatchObject({ metadata: { rotated: "yes" }, expiration });
});

it("a container holds secrets of its region, and what is consumed stays", async () => {
  const missing = { type: "GENERIC", secretRefs: [{ name: "a", secretId: nobody }] };
  await expect(container(missing)).rejects.toThrow(/status code 404.*Secret/);
  const tls = await container({ type: "CERTIFICATE", secretRefs: [{ name: "certificate", secretId: certificate.id }] });
  const use = { service: "LOADBALANCER", resourceType: "LOADBALANCER", resourceId: nobody, serviceName: cloud.project };
  const consumer = await cloud.create(v2Tokens.containerConsumer, { ...use, containerId: tls.id });
  expect(Buffer.from(consumer.id, "base64url").toString()).toBe(`LOADBALANCER:LOADBALANCER:${nobody}`);
  await expect(cloud.delete(tls)).rejects.toThrow(/still in use/);
  const other = await container({ type: "GENERIC" });
  await expect(cloud.create(v2Tokens.containerConsumer, { ...use, containerId: other.id })).rejects.toThrow(
    /status 501/,
  );
  await cloud.delete(consumer);
  await cloud.delete(tls);
});
