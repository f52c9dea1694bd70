import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lbTokens } from "../../src/openstack/loadbalancer/tokens.ts";
import type { Properties } from "../../src/properties.ts";
import type { Thing } from "../drive.ts";
import { type Octavia, octavia } from "./octavia.ts";
import { nowhere } from "./openstack.ts";

let cloud: Octavia;
let balancer: Thing;
let http: Thing;
beforeAll(async () => {
  cloud = await octavia();
  balancer = await cloud.balancer();
  http = await cloud.listener(balancer);
});
afterAll(() => cloud.close());

describe("a listener", () => {
  it("has Octavia's limits until they are given, and keeps what was given when it is taken out", async () => {
    const limits = { connectionLimit: -1, timeoutClientData: 50_000, timeoutMemberConnect: 5000, timeoutTcpInspect: 0 };
    expect(http.outputs).toMatchObject(limits);
    const limited = await cloud.update(http, { connectionLimit: 10 });
    expect((await cloud.update(limited, { connectionLimit: undefined })).outputs["connectionLimit"]).toBe(10);
  });

  it("shares its port with one over UDP alone", async () => {
    const twin = { protocol: "TCP", protocolPort: 80 };
    await expect(cloud.listener(balancer, twin)).rejects.toThrow(
      /already using protocol HTTP and protocol_port 80.*409/,
    );
    const udp = await cloud.listener(balancer, { protocol: "UDP" });
    expect(udp.outputs["protocolPort"]).toBe(80);
  });

  it("takes a certificate of the key manager where it ends TLS, and only there", async () => {
    const tls = { protocol: "TERMINATED_HTTPS", protocolPort: 443 };
    await expect(cloud.listener(balancer, tls)).rejects.toThrow(/must be provided for TERMINATED_HTTPS.*status 400/);
    const secret = await cloud.create("ovh:index/cloudKeyManagerSecret:CloudKeyManagerSecret", {
      serviceName: cloud.project,
      region: "GRA11",
      name: "certificate",
      secretType: "OPAQUE",
    });
    const { secretRef } = secret.outputs["currentState"] as Record<string, string>;
    const made = await cloud.listener(balancer, { ...tls, defaultTlsContainerRef: secretRef });
    expect(made.outputs["defaultTlsContainerRef"]).toBe(secretRef);
    const lost = `https://key-manager.gra11.cloud.ovh.net/v1/secrets/${nowhere}`;
    await expect(cloud.update(made, { sniContainerRefs: [lost] })).rejects.toThrow(
      /Could not retrieve certificate.*400/,
    );
    const plain = { protocolPort: 81, defaultTlsContainerRef: secretRef };
    await expect(cloud.listener(balancer, plain)).rejects.toThrow(/not allowed on HTTP protocol listeners.*status 400/);
  });

  it.each<[string, Properties, RegExp]>([
    ["a load balancer that is not there", { loadbalancerId: nowhere }, /Load Balancer .* not found.*status 404/],
    ["a port beyond all", { protocolPort: 70_000 }, /protocol_port.*lower or equal to 65535.*status 400/],
    ["a pool that is not there", { defaultPoolId: nowhere }, /Pool .* not found.*status 404/],
    ["headers of TLS", { insertHeaders: { "X-SSL-Client-DN": "true" } }, /HTTP protocol listener.*status 400/],
    ["headers that nobody knows", { insertHeaders: { "X-Own": "true" } }, /for insert_headers.*status 400/],
    ["a block of IPv6", { allowedCidrs: ["2001:db8::/32"] }, /IP version incompatible.*status 400/],
    ["an address for a block", { allowedCidrs: ["10.0.0.1"] }, /IPv4 or IPv6 CIDR format.*status 400/],
    ["a time-out of a month", { timeoutClientData: 30 * 24 * 3600 * 1000 }, /timeoutClientData.*status 400/],
  ])("is refused with %s", async (_what, inputs, words) => {
    await expect(cloud.listener(balancer, { protocolPort: 8080, ...inputs })).rejects.toThrow(words);
  });
});

describe("a pool", () => {
  it("becomes the default one of its listener, which has room for one", async () => {
    expect(http.outputs["defaultPoolId"]).toBe("");
    const pool = await cloud.pool(http);
    expect((await cloud.read(http))?.outputs["defaultPoolId"]).toBe(pool.id);
    await expect(cloud.pool(http)).rejects.toThrow(/already has a default pool.*status 409/);
    await cloud.delete(pool);
    expect((await cloud.read(http))?.outputs["defaultPoolId"]).toBe("");
  });

  it.each([
    ["HTTP", "TCP", false],
    ["HTTP", "PROXY", true],
    ["TCP", "HTTPS", true],
    ["TCP", "UDP", false],
    ["HTTPS", "TCP", true],
    ["HTTPS", "HTTP", false],
    ["UDP", "UDP", true],
    ["SCTP", "UDP", false],
  ])("behind a listener of %s speaks %s: %s", async (front, back, fits) => {
    const own = await cloud.balancer();
    const listener = await cloud.listener(own, { protocol: front, protocolPort: 9000 });
    const pool = cloud.pool(listener, { protocol: back });
    if (fits) expect((await pool).outputs["protocol"]).toBe(back);
    else
      await expect(pool).rejects.toThrow(
        `pool protocol '${back}' is invalid while the listener protocol is '${front}'`,
      );
  });

  it.each<[string, Properties, RegExp]>([
    ["a cookie for UDP", { protocol: "UDP", persistence: { type: "HTTP_COOKIE" } }, /not supported for UDP\/SCTP.*400/],
    ["an application's cookie without a name", { persistence: { type: "APP_COOKIE" } }, /cookie_name needs to be set/],
    ["a name for another cookie", { persistence: { type: "HTTP_COOKIE", cookieName: "x" } }, /can only be set if/],
    ["a method that amphorae lack", { lbMethod: "SOURCE_IP_PORT" }, /does not support SOURCE_IP_PORT.*status 501/],
    ["a listener that is not there", { loadbalancerId: undefined, listenerId: nowhere }, /Listener .* not found.*404/],
  ])("is refused with %s", async (_what, inputs, words) => {
    await expect(cloud.pool(balancer, inputs)).rejects.toThrow(words);
  });

  it("takes its members and monitor along, and stays while a policy leads to it", async () => {
    const pool = await cloud.pool(balancer);
    const [member, monitor] = [await cloud.member(pool), await cloud.monitor(pool)];
    const policy = await cloud.policy(http, { action: "REDIRECT_TO_POOL", redirectPoolId: pool.id });
    await expect(cloud.delete(pool)).rejects.toThrow(/in use by L7 policy.*status 409/);
    await cloud.delete(policy);
    await cloud.delete(pool);
    for (const gone of [member, monitor]) expect(await cloud.read(gone)).toBeUndefined();
  });
});

describe("members", () => {
  it("have an address and a port that no other of the pool has", async () => {
    const pool = await cloud.pool(balancer);
    const member = await cloud.member(pool);
    expect(member.outputs).toMatchObject({ weight: 1, backup: false, monitorPort: 0, adminStateUp: true });
    await expect(cloud.member(pool)).rejects.toThrow(/already using ip 10.1.0.50 on protocol_port 8080.*status 409/);
    await cloud.member(pool, { protocolPort: 8081 });
    const lost = cloud.member(pool, { address: "10.1.0.51", subnetId: nowhere });
    await expect(lost).rejects.toThrow(/Subnet .* not found.*status 400/);
    expect((await cloud.import(lbTokens.member, `${pool.id}/${member.id}`))?.id).toBe(member.id);
  });

  it("all at once push out those that came one by one: loadbalancer.members-take-all (provider 1.54)", async () => {
    const whole = [{ address: "10.1.0.60", protocolPort: 80 }];
    const [first, second] = [await cloud.pool(balancer), await cloud.pool(balancer)];
    const single = await cloud.member(first);
    const all = await cloud.make(lbTokens.members, { poolId: first.id, members: whole });
    expect(all.id).toBe(first.id);
    expect(await cloud.read(single)).toBeUndefined();
    cloud.habit("loadbalancer.members-take-all", false);
    const kept = await cloud.member(second);
    await cloud.make(lbTokens.members, { poolId: second.id, members: whole });
    expect(await cloud.read(kept)).toBeDefined();
    cloud.habit("loadbalancer.members-take-all", true);
  });
});

describe("a monitor", () => {
  it("asks for / and 200 where it speaks HTTP, and is alone", async () => {
    const pool = await cloud.pool(balancer);
    const monitor = await cloud.monitor(pool);
    expect(monitor.outputs).toMatchObject({ urlPath: "/", expectedCodes: "200", httpMethod: "GET", maxRetriesDown: 3 });
    await expect(cloud.monitor(pool)).rejects.toThrow(/already has a health monitor.*status 409/);
  });

  it.each<[string, Properties, RegExp]>([
    ["a path where it does not", { type: "TCP", urlPath: "/x" }, /url_path is not a valid option for.*TCP.*status 400/],
    ["codes that are none", { expectedCodes: "OK" }, /expected_codes.*status 400/],
    ["a path that is none", { urlPath: "health" }, /Not a valid URLPath: health.*status 400/],
    ["eleven tries", { maxRetries: 11 }, /max_?retries/i],
    ["a verb of its own", { httpMethod: "FETCH" }, /http_method/],
  ])("is refused with %s", async (_what, inputs, words) => {
    const pool = await cloud.pool(balancer);
    await expect(cloud.monitor(pool, inputs)).rejects.toThrow(words);
  });

  it("of a pool over UDP speaks something that UDP has", async () => {
    const pool = await cloud.pool(balancer, { protocol: "UDP" });
    await expect(cloud.monitor(pool, { type: "PING" })).rejects.toThrow(/pool protocol is UDP, so only.*status 400/);
    expect((await cloud.monitor(pool, { type: "UDP-CONNECT" })).outputs["urlPath"]).toBe("");
  });
});

describe("policies", () => {
  it("are asked in the order of their positions, a later one pushing the others back", async () => {
    const listener = await cloud.listener(balancer, { protocolPort: 8090 });
    const [first, second] = [await cloud.policy(listener), await cloud.policy(listener)];
    expect([first.outputs["position"], second.outputs["position"]]).toEqual([1, 2]);
    const third = await cloud.policy(listener, { position: 1 });
    expect(third.outputs["position"]).toBe(1);
    expect((await cloud.read(first))?.outputs["position"]).toBe(2);
    const rule = await cloud.rule(first);
    await cloud.delete(listener);
    for (const gone of [first, second, third, rule]) expect(await cloud.read(gone)).toBeUndefined();
  });

  it.each<[string, Properties, RegExp]>([
    ["an action in small letters", { action: "reject" }, /action. Value: 'reject'. Value should be one of.*400/],
    ["no pool to lead to", { action: "REDIRECT_TO_POOL" }, /redirect_pool_id or redirect_pool must not be None.*400/],
    ["no address to lead to", { action: "REDIRECT_TO_URL" }, /redirect_url must not be None.*status 400/],
    ["a pool to reject to", { redirectPoolId: nowhere }, /must be empty when action is set to REJECT/],
    ["a pool that is not there", { action: "REDIRECT_TO_POOL", redirectPoolId: nowhere }, /Pool .* not found.*404/],
    ["a listener that is not there", { listenerId: nowhere }, /Listener .* not found.*status 404/],
  ])("are refused with %s", async (_what, inputs, words) => {
    await expect(cloud.policy(http, inputs)).rejects.toThrow(words);
  });

  it("lead to pools of their own load balancer that speak its protocol", async () => {
    const elsewhere = await cloud.pool(await cloud.balancer());
    const foreign = cloud.policy(http, { action: "REDIRECT_TO_POOL", redirectPoolId: elsewhere.id });
    await expect(foreign).rejects.toThrow(/Pool .* not found.*status 404/);
    const tcp = await cloud.pool(balancer, { protocol: "TCP" });
    const unfit = cloud.policy(http, { action: "REDIRECT_TO_POOL", redirectPoolId: tcp.id });
    await expect(unfit).rejects.toThrow(/pool protocol 'TCP' is invalid.*status 400/);
  });

  it.each<[string, Properties, RegExp]>([
    ["a header without a name", { type: "HEADER" }, /key attribute is required/],
    ["a path with one", { key: "x" }, /key attribute must not be used/],
    ["a file type that begins somehow", { type: "FILE_TYPE" }, /invalid comparison type for rule type.*status 400/],
    ["a comparison in small letters", { compareType: "regex" }, /compare_type. Value: 'regex'.*status 400/],
    ["a pattern that is none", { compareType: "REGEX", value: "(" }, /Unable to parse regular expression.*status 400/],
    ["a policy that is not there", { l7policyId: nowhere }, /L7Policy .* not found.*status 404/],
  ])("have no rule with %s", async (_what, inputs, words) => {
    const policy = await cloud.policy(http);
    await expect(cloud.rule(policy, inputs)).rejects.toThrow(words);
  });

  it("have 50 rules at most", async () => {
    const policy = await cloud.policy(http);
    for (let n = 0; n < 50; n++) await cloud.rule(policy, { value: `/${n}` });
    await expect(cloud.rule(policy)).rejects.toThrow(/Too many rules on L7 policy.*status 409/);
  });
});

describe("a login", () => {
  it("with no role for it may not balance anything", async () => {
    await cloud.enter("storage", ["objectstore_operator"]);
    const made = cloud.make(lbTokens.loadBalancer, { vipSubnetId: cloud.subnet.id }, { provider: "storage" });
    await expect(made).rejects.toThrow(/Policy doesn't allow.*status 403/);
    await cloud.enter("balancing", ["load-balancer_operator"]);
    await cloud.make(lbTokens.loadBalancer, { vipSubnetId: cloud.subnet.id }, { provider: "balancing" });
  });
});
