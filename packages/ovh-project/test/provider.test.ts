import { ArgumentError } from "@accoreboot/core";
import { recordedOf, recordProgram } from "@accoreboot/testing";
import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type OvhProviderArgs, ovhProvider } from "../src/index.ts";
import { planProvider } from "../src/provider.plan.ts";

const keys = { applicationKey: "key", applicationSecret: "secret", consumerKey: "consumer" };
const account = { clientId: "id", clientSecret: "secret" };
const findings = (args: object) =>
  planProvider(args as OvhProviderArgs).findings.map(({ path, problem, remedy }) => `${path}: ${problem}. ${remedy}`);
const made = async (args?: OvhProviderArgs) =>
  recordedOf(await recordProgram(() => void ovhProvider("ovh", args)), "pulumi:providers:ovh", "ovh");

describe("ovhProvider", () => {
  it("speaks to ovh-eu, once a second at most, and leaves the login to the machine where none is given", async () => {
    const { inputs } = await made();
    expect(inputs).toMatchObject({ endpoint: "ovh-eu", apiRateLimit: "1" });
    for (const name of Object.keys({ ...keys, ...account, accessToken: "" })) expect(inputs).not.toHaveProperty(name);
  });

  it.each([[keys], [account], [{ accessToken: "token" }]])("C012 keeps every value of %j a secret", async (login) => {
    const { inputs, secretInputs } = await made({ ...login, endpoint: "ovh-ca", requestsPerSecond: 5 });
    expect(inputs).toMatchObject({ ...login, endpoint: "ovh-ca", apiRateLimit: "5" });
    expect(secretInputs.toSorted()).toEqual(Object.keys(login).sort());
  });

  it("takes values that arrive later, and judges them then", async () => {
    const { inputs } = await made({ accessToken: pulumi.output("token") });
    expect(inputs["accessToken"]).toBe("token");
  });

  it.each([
    [{ applicationKey: "a" }, ["applicationSecret", "consumerKey"]],
    [{ applicationKey: "a", applicationSecret: "b" }, ["consumerKey"]],
    [{ clientSecret: pulumi.secret("a") }, ["clientId"]],
    [{ ...keys, ...account }, ["clientId"]],
    [{ ...keys, accessToken: "a" }, ["accessToken"]],
    [
      { ...account, accessToken: "a", consumerKey: "c" },
      ["clientId", "accessToken", "applicationKey", "applicationSecret"],
    ],
    [{ accesstoken: "a" }, ["accesstoken"]],
    [{ accessToken: "" }, ["accessToken"]],
    [{ accessToken: 7 }, ["accessToken"]],
    [{ accessToken: "to ken" }, ["accessToken"]],
  ])("refuses %j at %j", (args, paths) => {
    expect(planProvider(args as OvhProviderArgs).findings.map(({ path }) => path)).toEqual(paths);
  });

  it.each([
    [{ endpoint: "ovh-fr" }, 'endpoint: unknown endpoint "ovh-fr". Give ovh-eu, ovh-ca, ovh-us, or an https address'],
    [{ endpoint: "soyoustart-eu" }, 'endpoint: unknown endpoint "soyoustart-eu"'],
    [{ endpoint: "http://10.0.0.1/1.0" }, "would get the login in the clear"],
    [{ endpoint: "https://127.0.0.1:1/1.0", ...account }, "takes no service account"],
    [
      { endpoint: "https://u:hunter2@host/1.0" },
      "endpoint: an endpoint holds no login, and is kept in the clear. Give",
    ],
    [{ endpoint: "u:hunter2@host" }, "endpoint: an endpoint holds no login, and is kept in the clear. Give"],
    [{ endpoint: "https://host/1.0?a=b#c" }, "is not the plain address of an API. Write scheme, host and path alone"],
    [{ endpoint: "https://host/1.0#" }, "is not the plain address of an API"],
    [{ endpoint: "https://ho\nst/1.0" }, "is not the plain address of an API"],
    [{ endpoint: " https://host/1.0" }, "is not the plain address of an API"],
    [{ endpoint: "https://host/1 0" }, "is not the plain address of an API"],
    [{ endpoint: "https://host/1.0/../2.0" }, "is not the plain address of an API"],
    [{ endpoint: null }, "endpoint: null is not a text"],
    [{ requestsPerSecond: null }, "requestsPerSecond: null is out of range"],
    [{ endpoint: pulumi.output("ovh-eu") }, "endpoint: an output or a promise"],
    [{ requestsPerSecond: 0 }, "requestsPerSecond: 0 is out of range. Give a whole number from 1 to 1000"],
    [{ requestsPerSecond: 0.5 }, "requestsPerSecond: 0.5 is out of range"],
    [{ applicationKey: "a" }, "applicationSecret: missing, with applicationKey given. Give applicationKey, "],
    [
      { ...keys, accessToken: "a" },
      "accessToken: a login of another kind was given as well (applicationKey). Give one",
    ],
  ])("refuses %j with a remedy", (args, expected) => {
    expect(findings(args).join("\n")).toContain(expected);
    expect(findings(args).join("\n")).not.toContain("hunter2");
  });

  it.each([
    "ovh-eu",
    "ovh-ca",
    "ovh-us",
    "https://api.example/1.0",
    "https://api.example",
    "http://127.0.0.1:8080/1.0",
  ])("takes the endpoint %s", (endpoint) => expect(findings({ endpoint, ...keys })).toEqual([]));

  it("makes nothing of what it refuses, and shows no value of a login", () => {
    try {
      ovhProvider("ovh", { applicationKey: "hunter2 hunter2" });
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(ArgumentError);
      expect((error as Error).message).toContain('ovhProvider "ovh": 3 problems');
      expect((error as Error).message).not.toContain("hunter2");
    }
  });

  it("never throws while it plans, whatever it is given", () => {
    const names = ["endpoint", "requestsPerSecond", ...Object.keys({ ...keys, ...account }), "accessToken"];
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), fc.anything({ withBigInt: true })), (args) => {
        expect(Array.isArray(findings(args))).toBe(true);
      }),
    );
  });
});
