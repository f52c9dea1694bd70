import { describe, expect, it } from "vitest";
import { encrypted, secret, unknown } from "../hidden.ts";
import { ruleOf, verdictsOn } from "../outcomes.ts";

const judged = (inputs: Record<string, unknown>) =>
  verdictsOn(ruleOf("SEC004"), { title: "", type: "pulumi:providers:openstack", inputs }).map(
    ({ path, outcome, mark }) => `${path} ${outcome}${mark ?? ""}`,
  );

describe("SEC004 provider-credentials", () => {
  it("accepts what is or will be a secret, in a preview and in a state", () => {
    for (const password of [encrypted, "[secret]", secret("correct"), secret(unknown)]) {
      expect(judged({ password })).toEqual([]);
    }
  });

  it("doubts a credential that is not known and not yet said to be a secret, and nothing else", () => {
    const inputs = { password: unknown, token: "correct", tenantId: unknown, key: unknown, kubeconfig: unknown };
    expect(judged({ ...inputs, credentials: unknown, accessKey: unknown, applicationKey: "a" })).toEqual([
      "password UNKNOWN",
      "token FAIL",
      "key UNKNOWN",
      "kubeconfig UNKNOWN",
      "credentials UNKNOWN",
    ]);
  });

  it("accepts the path of a file with a credential, and refuses its content", () => {
    const content = JSON.stringify({ type: "service_account", client_secret: "9f86d081884c7d65" });
    expect(judged({ credentials: content })).toEqual(["credentials FAIL"]);
    expect(judged({ credentials: "/etc/account.json", key: "", kubeconfig: "config" })).toEqual([]);
  });

  it.each(["authLogin", "registryAuth", "httpHeaders", "url", "databaseUri", "dsn", "host", "connectionString"])(
    "doubts %s while it is not known, since there can be a credential in it",
    (name) => {
      expect(judged({ [name]: unknown })).toEqual([`${name} UNKNOWN`]);
      expect(judged({ [name]: secret(unknown) })).toEqual([]);
      expect(judged({ [name]: "postgres://app:correct@db.example" })).toEqual([`${name} FAIL`]);
      expect(judged({ [name]: "db.example" })).toEqual([]);
    },
  );

  it("C076 sees a login in any other input, and no secret part of it", () => {
    expect(judged({ region: "postgres://app:correct@db.example", insecure: true, port: 443 })).toEqual(["region FAIL"]);
    expect(judged({ users: [{ password: "correct" }, { password: secret("correct") }, { name: unknown }] })).toEqual([
      "users[0].password FAIL",
      "users[2].name UNKNOWN",
    ]);
    expect(judged({ urls: unknown, dsnName: unknown })).toEqual([]);
  });

  it.each([
    ["registryAuth", '[{"address":"registry.example","username":"app","password":"correct-horse"}]', ""],
    ["registryAuth", [{ address: "registry.example", username: "app", password: "correct-horse" }], "[0].password"],
    ["authLogin", '{"path":"auth/userpass","password":"correct-horse"}', ""],
    ["host", "tcp://app:correct-horse@docker.example:2376", ""],
    ["httpHeaders", { "X-Kind": "a", Authorization: "Authorization: Bearer correct-horse" }, ".Authorization"],
  ])("C076 refuses a credential in %s: %j", (name, value, place) => {
    expect(judged({ region: "gra", [name]: value })).toEqual([`${name}${place} FAIL`]);
  });
});
