/** The shell with the real Bitwarden client, against a stand-in of the server with the real cryptography. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { clientArguments, installClient } from "./bitwarden-client.ts";
import { bitwardenStandIn, type StandIn } from "./bitwarden-stand-in.ts";
import { leakedBelow, leakedIn } from "./leaks.ts";
import { type Place, place, shell, terminal } from "./place.ts";
import { LOGIN, SECRETS, VARIABLES, vault } from "./vaults.ts";

let folder: string;
let at: Place;
let server: StandIn;
let trust: Record<string, string>;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "infra-manager-server-"));
  server = await bitwardenStandIn(folder, {
    email: "Ops@example.org",
    password: LOGIN.BW_PASSWORD,
    clientId: LOGIN.BW_CLIENTID,
    clientSecret: LOGIN.BW_CLIENTSECRET,
    items: [
      { name: "infra-manager", fields: Object.entries(VARIABLES).map(([name, value]) => ({ name, value, type: 1 })) },
      { name: "infra-manager (old)", fields: [] },
    ],
  });
  at = place(vault(), { real: ["bw"] });
  installClient(at.tools);
  trust = { NODE_EXTRA_CA_CERTS: server.certificate };
  await bw(`config server ${server.url}`);
});
afterEach(async () => {
  await server.close();
  at.remove();
  rmSync(folder, { recursive: true });
});

/** The user's own `bw`, outside the shell of the example. */
async function bw(words: string, env: Record<string, string> = {}) {
  const { stdout } = await shell(at, { ...trust, ...env }, "bash", `bw --response --nointeraction ${words}`);
  return JSON.parse(stdout);
}
const status = async () => (await bw("status")).data.template;
const leaks = () => leakedBelow([at.example, at.home, at.temporary], SECRETS);

describe("the real bw", () => {
  it("C022 C024 logs in with standard input closed, hands over every value unchanged, leaves no trace", async () => {
    const { after, stdout, stderr } = await shell(at, { ...trust, ...LOGIN });
    expect(stderr).toContain(
      "infra-manager: ready: tester, Bitwarden account Ops@example.org, state in s3://acme-state",
    );
    expect(after).toMatchObject(VARIABLES);
    expect(await status()).toMatchObject({ status: "unauthenticated", serverUrl: server.url });
    expect(leakedIn(stdout + stderr + clientArguments(at.tools), SECRETS)).toEqual([]);
    expect(leaks()).toEqual([]);
    expect(server.requests).toContain("POST /identity/connect/token");
    expect(server.requests.filter((request) => request === "GET /api/sync").length).toBeGreaterThan(0);
  });

  it("C023 asks only for the master password of who is logged in, and locks the vault again", async () => {
    const { BW_PASSWORD, ...key } = LOGIN;
    await bw("login --apikey", key);
    const { after, stdout } = await terminal(at, trust, { "Bitwarden master password: ": BW_PASSWORD });
    expect(after).toMatchObject(VARIABLES);
    expect(leakedIn(stdout, SECRETS)).toEqual([]);
    expect(await status()).toMatchObject({ status: "locked" });
  });

  it.each([
    ["password", { BW_PASSWORD: "not this one" }, /bw unlock: .+\n {2}next: check BW_PASSWORD/],
    [
      "client_secret",
      { BW_CLIENTSECRET: "not this one" },
      /bw login: client_id or client_secret is incorrect.*\n {2}next: check BW_CLIENTID/,
    ],
    ["item", { BW_ITEM: "infra" }, /the vault has no item "infra"/],
  ])("C022 refuses a wrong %s, exports nothing and logs out", async (_title, wrong, message) => {
    const { after, stderr } = await shell(at, { ...trust, ...LOGIN, ...wrong });
    expect(stderr).toMatch(message);
    expect(after["STATUS"]).toBe("1");
    expect(after).not.toHaveProperty("OVH_ENDPOINT");
    expect(await status()).toMatchObject({ status: "unauthenticated" });
    expect(leaks()).toEqual([]);
  });

  it("C022 says that the server does not answer", async () => {
    await server.close();
    const { after, stderr } = await shell(at, { ...trust, ...LOGIN });
    expect(stderr).toMatch(/secrets failed: bw login: .*ECONNREFUSED/);
    expect(after["STATUS"]).toBe("1");
  });
});
