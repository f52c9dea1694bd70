import { afterEach, beforeEach, expect, it } from "vitest";
import type { Properties } from "../../src/properties.ts";
import { type Drive, drive, type Thing } from "../drive.ts";
import { answered } from "./answered.ts";

const restrictions = "ovh:CloudProject/kubeIpRestrictions:KubeIpRestrictions";
const oidc = "ovh:CloudProject/kubeOidc:KubeOidc";
const subscription = "ovh:index/cloudProjectKubeLogSubscription:CloudProjectKubeLogSubscription";
const stream = "ovh:Dbaas/logsOutputGraylogStream:LogsOutputGraylogStream";
let cloud: Drive;
let on: { serviceName: string; kubeId: string };
beforeEach(async () => {
  cloud = drive();
  const cluster = await cloud.create("ovh:CloudProject/kube:Kube", {
    serviceName: cloud.project,
    name: "cluster",
    region: "GRA11",
  });
  on = { serviceName: cloud.project, kubeId: cluster.id };
});
afterEach(() => cloud.close());

const provider = { clientId: "kubernetes", issuerUrl: "https://login.example" };

it.each<[string, string, Properties, RegExp]>([
  ["what is no block", restrictions, { ips: ["10.0.0.0/33"] }, /not valid for type ipBlock/],
  ["a cluster that is not there", restrictions, { kubeId: "x", ips: [] }, /Kubernetes cluster x not found/],
  ["an issuer without TLS", oidc, { ...provider, issuerUrl: "http://login.example" }, /issuerUrl/],
  ["a foreign algorithm", oidc, { ...provider, oidcSigningAlgs: ["HS256"] }, /signingAlgorithms.*HS256/],
  ["a claim without its value", oidc, { ...provider, oidcRequiredClaims: ["group"] }, /key=value/],
  ["an empty claim", oidc, { ...provider, oidcGroupsClaims: [""] }, /groupsClaim/],
])("refuses %s", async (_what, token, inputs, words) => {
  await expect(cloud.create(token, { ...on, ...inputs })).rejects.toThrow(words);
});

it("keeps one list of addresses for a cluster, and one identity provider", async () => {
  await cloud.create(restrictions, { ...on, ips: ["203.0.113.0/24"] });
  await cloud.create(restrictions, { ...on, ips: ["198.51.100.0/24"] }, { name: "again" });
  expect(await answered(cloud, "ovh:CloudProject/getKubeIpRestrictions:getKubeIpRestrictions", on)).toMatchObject({
    ips: ["198.51.100.0/24"],
  });
  await cloud.create(oidc, { ...on, ...provider });
  await expect(cloud.create(oidc, { ...on, ...provider }, { name: "again" })).rejects.toThrow(/already configured/);
  expect(await answered(cloud, "ovh:CloudProject/getKubeOidc:getKubeOidc", on)).toMatchObject(provider);
});

it("has an identity provider for each cluster, which may change", async () => {
  const other = await cloud.create(
    "ovh:CloudProject/kube:Kube",
    { serviceName: cloud.project, name: "other", region: "GRA11" },
    { name: "other" },
  );
  const made = await cloud.create(oidc, { ...on, ...provider });
  await cloud.create(oidc, { ...on, kubeId: other.id, ...provider }, { name: "other" });
  expect((await cloud.update(made, { clientId: "kubectl" })).outputs["clientId"]).toBe("kubectl");
});

it("keeps titles of streams apart in a service, and finds a stream by its title", async () => {
  const audit = { serviceName: "ldp-sb-12345", title: "audit", description: "Audit" };
  const made = await cloud.create(stream, audit);
  await expect(cloud.create(stream, audit, { name: "again" })).rejects.toThrow(/stream audit already exists/);
  await expect(cloud.create(stream, { ...audit, title: "" }, { name: "bare" })).rejects.toThrow(/Invalid title/);
  await cloud.create(stream, { ...audit, title: "other" }, { name: "other" });
  await cloud.create(stream, { ...audit, serviceName: "ldp-sb-99999" }, { name: "elsewhere" });
  expect((await cloud.update(made, { description: "All" })).outputs["description"]).toBe("All");
  const token = "ovh:Dbaas/getLogsOutputGraylogStream:getLogsOutputGraylogStream";
  const { description: _, ...by } = audit;
  expect((await answered(cloud, token, by))["id"]).toBe(made.id);
  await expect(cloud.call(token, { ...by, title: "none" })).rejects.toThrow(/stream none not found in service/);
});

it("has no identity provider until one is set", async () => {
  await expect(cloud.call("ovh:CloudProject/getKubeOidc:getKubeOidc", on)).rejects.toThrow(/no OIDC is configured/);
});

it("sends audit logs to a stream, which stays while it is subscribed to", async () => {
  const service = { serviceName: "ldp-sb-12345" };
  const target: Thing = await cloud.create(stream, { ...service, title: "audit", description: "Audit" });
  await expect(cloud.create(subscription, { ...on, kind: "audit", streamId: "x" })).rejects.toThrow(
    /stream x not found/,
  );
  const made = await cloud.create(subscription, { ...on, kind: "audit", streamId: target.id });
  await expect(
    cloud.create(subscription, { ...on, kind: "audit", streamId: target.id }, { name: "again" }),
  ).rejects.toThrow(/already subscribed/);
  const second = await cloud.create(stream, { ...service, title: "second", description: "Audit" }, { name: "second" });
  await cloud.create(subscription, { ...on, kind: "audit", streamId: second.id }, { name: "second" });
  await expect(cloud.delete(target)).rejects.toThrow(/still in use by/);
  const token = "ovh:index/getCloudProjectKubeLogSubscription:getCloudProjectKubeLogSubscription";
  expect(await answered(cloud, token, { ...on, subscriptionId: made.id })).toMatchObject({
    kind: "audit",
    streamId: target.id,
  });
  await expect(cloud.call(token, { ...on, subscriptionId: "x" })).rejects.toThrow(/log subscription x not found/);
  const found = await answered(cloud, "ovh:Dbaas/getLogsOutputGraylogStream:getLogsOutputGraylogStream", {
    ...service,
    title: "audit",
  });
  expect(found["writeToken"]).toBe(target.outputs["writeToken"]);
  const { urls } = await answered(
    cloud,
    "ovh:index/getDbaasLogsOutputGraylogStreamUrl:getDbaasLogsOutputGraylogStreamUrl",
    { ...service, streamId: target.id },
  );
  expect(JSON.stringify(urls)).toContain(".invalid/");
});
