import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { mostCharacters } from "../../src/rules/secrets/decode.ts";
import { encrypted, secret, unknown } from "../hidden.ts";
import { ruleOf, verdictsOn } from "../outcomes.ts";

const type = "openstack:compute/instance:Instance";
const judged = (inputs: Record<string, unknown>) =>
  verdictsOn(ruleOf("SEC001"), { title: "", type, inputs }).map(
    ({ path, outcome, mark }) => `${path} ${outcome}${mark}`,
  );

/** Not there where only this package and those it stands on are copied. */
const cloudInit = fileURLToPath(new URL("../../../ovh-compute-stack/src/cloud-init.ts", import.meta.url));

describe("SEC001 secret-in-userdata", () => {
  it.skipIf(!existsSync(cloudInit))("C032 C040 accepts the user data of a Docker host", async () => {
    const { dockerUserData, bootFinishedMarker: marker } = await import(cloudInit);
    const userData = dockerUserData({
      packages: ["docker.io"],
      loginUser: "debian",
      subnetCidr: "10.1.0.0/24",
      marker,
    });
    expect(userData).toContain("policy-routing");
    expect(judged({ userData })).toEqual([]);
    expect(judged({ userData: Buffer.from(userData).toString("base64") })).toEqual([]);
  });

  it("refuses what is or will be a secret, readable or not, and keeps no hash of it", () => {
    for (const userData of [encrypted, "[secret]", secret("#!/bin/sh\n"), secret(unknown), "PASSWORD=correct"]) {
      expect(judged({ userData })).toEqual(["userData FAIL"]);
    }
  });

  it("doubts what is not known, and sees what is known beside it", () => {
    expect(judged({ userData: unknown })).toEqual(["userData UNKNOWNundefined"]);
    expect(judged({ personalities: unknown })).toEqual(["personalities UNKNOWNundefined"]);
    expect(judged({ personalities: encrypted })).toEqual(["personalities FAIL"]);
    expect(judged({ personalities: [unknown, { content: "PASSWORD=correct" }, { content: unknown }, {}] })).toEqual([
      "personalities[0] UNKNOWNundefined",
      "personalities[1].content FAIL",
      "personalities[2].content UNKNOWNundefined",
    ]);
    expect(judged({ userData: null, personalities: null })).toEqual([]);
  });

  it("C076 looks through so much text in all files together and no more", () => {
    const half = " ".repeat(mostCharacters / 2);
    const files = (...contents: string[]) => ({ personalities: contents.map((content) => ({ content })) });
    expect(judged({ userData: half, ...files(half) })).toEqual([]);
    expect(judged({ userData: half, ...files(half, "Welcome", "Welcome") })).toEqual(["personalities[1].content FAIL"]);
    const customizations = { configDriveUserData: half, postInstallationScript: `${half} ` };
    expect(judged({ customizations })).toEqual(["customizations.postInstallationScript FAIL"]);
  });
});
