import { describe, expect, it } from "vitest";
import { encrypted, secret, unknown } from "../hidden.ts";
import { ruleOf, verdictsOn } from "../outcomes.ts";

const judged = (type: string, inputs: Record<string, unknown>) =>
  verdictsOn(ruleOf("SEC006"), { title: "", type, inputs }).map(({ path, outcome }) => `${path} ${outcome}`);
const policy = "ovh:Iam/policy:Policy";
const token = "cloudflare:index/apiToken:ApiToken";
const service = "urn:v1:eu:identity:credential:ab1234-ovh/client";
const rights = { identities: [service], resources: ["*"], allows: ["vps:apiovh:get"] };
const end = "2026-12-31T23:59:59Z";
const zones = '{"com.cloudflare.api.account.zone.*": "*"}';

describe("SEC006 ovh-iam-scope", () => {
  it.each([[unknown], [encrypted]])("doubts what is hidden, and sees what is known beside it: %j", (hidden) => {
    expect(judged(policy, { ...rights, allows: hidden })).toEqual(["allows UNKNOWN"]);
    expect(judged(policy, { ...rights, allows: [hidden, "vps:apiovh:get"] })).toEqual(["allows[0] UNKNOWN"]);
    expect(judged(policy, { ...rights, allows: [hidden, "*"] })).toEqual(["resources FAIL"]);
    expect(judged(policy, { ...rights, resources: hidden })).toEqual([]);
    expect(judged(policy, { ...rights, allows: ["*"], resources: [hidden] })).toEqual(["resources[0] UNKNOWN"]);
    expect(judged(policy, { ...rights, identities: hidden })).toEqual(["identities UNKNOWN"]);
    expect(judged(policy, { ...rights, identities: hidden, expiredAt: end })).toEqual([]);
    expect(judged(policy, { ...rights, identities: ["a"], expiredAt: hidden })).toEqual(["expiredAt UNKNOWN"]);
    expect(judged(token, { policies: hidden, expiresOn: end })).toEqual(["policies UNKNOWN"]);
    expect(judged(token, { policies: [], expiresOn: hidden })).toEqual(["expiresOn UNKNOWN"]);
    const resources = hidden;
    expect(judged(token, { policies: [{ effect: "allow", resources }], expiresOn: end })).toEqual([
      "policies[0].resources UNKNOWN",
    ]);
    expect(judged(token, { policies: [{ effect: hidden, resources: zones }], expiresOn: end })).toEqual([
      "policies[0].effect UNKNOWN",
    ]);
    expect(judged(token, { policies: [hidden], expiresOn: end })).toEqual(["policies[0].effect UNKNOWN"]);
  });

  it("marks a group by its rights, and a token by whose it is and how long it is meant to last", () => {
    const marks = (type: string, all: readonly Record<string, unknown>[]) =>
      new Set(
        all.flatMap((inputs) => verdictsOn(ruleOf("SEC006"), { title: "", type, inputs }).map(({ mark }) => mark)),
      );
    const groups = [{ allows: ["*"] }, { allows: ["*", "vps:apiovh:get"] }, { allows: ["*:get"] }];
    expect(marks("ovh:Iam/permissionsGroup:PermissionsGroup", groups).size).toBe(3);
    const tokens = [{ userLogin: "a" }, { userLogin: "b" }, { userLogin: "a", expiresAt: "x" }];
    expect(marks("ovh:Me/identityUserToken:IdentityUserToken", tokens).size).toBe(3);
    expect(
      marks(token, [
        { policies: [], expiresOn: "x" },
        { policies: [], expiresOn: "y" },
      ]).size,
    ).toBe(2);
  });

  it("takes nobody else for a service account, and one wide name among others for all", () => {
    expect(judged(policy, { ...rights, identities: [`x${service}`] })).toEqual(["expiredAt FAIL"]);
    const resources = '{"com.cloudflare.api.account.zone.1": "*", "com.cloudflare.api.account.zone.*": "*"}';
    expect(judged(token, { policies: [{ effect: "allow", resources }], expiresOn: end })).toEqual([
      "policies[0].resources FAIL",
    ]);
  });

  it.each([
    ["2026-12-31T23:59:59Z", true],
    ["2026-12-31t23:59:59z", true],
    ["2026-12-31T23:59:59.123456Z", true],
    ["2026-12-31T23:59:59-02:30", true],
    ["x2026-12-31T23:59:59Z", false],
    ["2026-12-31T23:59:59Zx", false],
    ["2026-12-31T23:59:59", false],
    ["2026-12-31 23:59:59Z", false],
    ["2026-12-31T23:59:59.Z", false],
    ["2026-12-31T25:59:59Z", false],
    ["3026-12-31T23:59:59Z", false],
    ["2026-12-31T23:59:59Z (x)", false],
    ["(x) 2026-12-31T23:59:59Z", false],
  ])("takes %s for an end: %s", (expiredAt, is) => {
    expect(judged(policy, { ...rights, identities: ["a"], expiredAt })).toEqual(is ? [] : ["expiredAt FAIL"]);
  });

  it.each([
    ["vps:apiovh:*", "*", false],
    ["", "*", true],
    [":apiovh:get", "*", true],
    ["*", "urn:v1:eu:resource:vps:vps-*", false],
    ["*", "urn:v1:eu:resource:v*:vps-1", true],
    ["*", "urn:v1:*:resource:vps:vps-1", true],
    ["*", "urn:v1:eu:resourceGroup:5b2f7a10-6f4e-4e0c-9a3d-0a9c6c1f2e11", false],
  ])("takes %j on %j for everything: %s", (action, resource, is) => {
    const found = judged(policy, {
      ...rights,
      allows: ["vps:apiovh:get", action],
      resources: ["urn:v1:eu:resource:a:b", resource],
    });
    expect(found).toEqual(is ? ["resources FAIL"] : []);
  });

  it("marks a violation by who is given which rights on what and until when, in whatever order", () => {
    const user = "urn:v1:eu:identity:user:ab1234-ovh/alice";
    const marksOf = (inputs: object) =>
      verdictsOn(ruleOf("SEC006"), {
        title: "",
        type: policy,
        inputs: { ...rights, identities: [user], ...inputs },
      }).map(({ mark }) => mark);
    const [mark] = marksOf({});
    expect(mark).toMatch(/^[\da-f]{12}$/);
    expect(marksOf({ name: "other" })).toEqual([mark]);
    const group = "urn:v1:eu:identity:group:ab1234-ovh/ops";
    const others = [
      { identities: [user, group] },
      { allows: ["vps:apiovh:*"] },
      { permissionsGroups: ["urn:v1:eu:permissionsGroup:ovh:controlPanelAccess"] },
      { resources: ["urn:v1:eu:resource:vps:vps-1"] },
      { expiredAt: "next year" },
    ];
    const marks = others.flatMap(marksOf);
    expect(new Set([mark, ...marks]).size).toBe(others.length + 1);
    expect(marksOf({ identities: [group, user] })).toEqual(marksOf({ identities: [user, group] }));
    expect(marksOf({ identities: [user, secret(group)] })).toEqual([""]);
    const all = { identities: [service], allows: ["*"] };
    const [first, second] = [marksOf({ ...all, resources: ["*"] }), marksOf({ ...all, resources: ["urn:v1:*"] })];
    expect(first).not.toEqual(second);
  });

  it("marks a violation by a token by what the token may do", () => {
    const grant = { effect: "allow", permissionGroups: [{ id: "a" }], resources: zones };
    const marksOf = (grants: object, inputs: object = {}) =>
      verdictsOn(ruleOf("SEC006"), {
        title: "",
        type: token,
        inputs: { policies: [{ ...grant, ...grants }], ...inputs },
      }).map(({ mark }) => mark);
    const marks = [
      ...marksOf({}),
      ...marksOf({ permissionGroups: [{ id: "b" }] }),
      ...marksOf({ resources: '{"com.cloudflare.api.account.*": "*"}' }),
      ...marksOf({ resources: "{" }, { expiresOn: "2026" }),
      ...marksOf({ resources: {} }, { expiresOn: end }),
      ...marksOf({ resources: { "com.cloudflare.api.account.zone.*": "*" } }, { expiresOn: end }),
    ];
    expect(marks).toHaveLength(10);
    expect(new Set(marks).size).toBe(10);
    expect(marks).not.toContain("");
    expect(marksOf({}, { name: "other" })).toEqual(marks.slice(0, 2));
  });
});
