import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { leakedBelow, leakedIn } from "./leaks.ts";
import { type Place, place, type Ran, shell } from "./place.ts";
import { calls, type Vault } from "./stubs.ts";
import { fields, LOGIN, SECRETS, VARIABLES, vault } from "./vaults.ts";

let at: Place;
afterEach(() => at.remove());

/** The environment without what the shell itself adds. */
const own = (env: Record<string, string>) =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !["STATUS", "_", "SHLVL", "PWD", "OLDPWD"].includes(name)));

/** A refusal says the step, what was wrong and what to run; it changes nothing, shows nothing and keeps the shell alive. */
function expectRefusal(
  { after, stdout, stderr }: Ran,
  env: Record<string, string>,
  step: string,
  wrong: string | RegExp,
) {
  expect(stderr).toMatch(wrong);
  expect(stderr).toMatch(new RegExp(`^infra-manager: ${step} failed: `, "m"));
  expect(stderr).toMatch(/^ {2}next: \S.+\n$/m);
  expect(stderr).not.toMatch(/^ {4}at /m);
  expect(after["STATUS"]).toBe("1");
  expect(own(after)).toEqual({ ...at.env, ...env });
  expect(leakedIn(stdout + stderr, SECRETS)).toEqual([]);
  expect(leakedBelow([at.example, at.home, at.temporary], SECRETS)).toEqual([]);
}

const withFields = (
  variables: Record<string, string>,
  more: Vault["items"][number]["fields"] = [],
): Partial<Vault> => ({
  items: [
    { id: "aaaaaaaa-0000-0000-0000-000000000001", name: "infra-manager", fields: [...fields(variables), ...more] },
  ],
});
const without = (...names: string[]) =>
  Object.fromEntries(Object.entries(VARIABLES).filter(([name]) => !names.includes(name)));

describe("C022 refuses, and leaves the parent shell as it was", () => {
  const cases: [title: string, Partial<Vault>, env: Record<string, string>, wrong: string | RegExp][] = [
    ["a wrong master password", { password: "another" }, {}, /bw unlock: .*\n {2}next: check BW_PASSWORD/],
    [
      "a wrong client_secret",
      { clientSecret: "another" },
      {},
      /bw login: client_id or client_secret is incorrect.*\n {2}next: check BW_CLIENTID/,
    ],
    ["a server out of reach", { offline: true }, {}, /bw login: FetchError: .*ECONNREFUSED/],
    [
      "a server out of reach while logged in",
      { offline: true, status: "locked" },
      {},
      /bw sync: FetchError: .*\n {2}next: check the network/,
    ],
    ["an item that is not there", {}, { BW_ITEM: "infra" }, /the vault has no item "infra"\n {2}next: .*BW_ITEM/],
    [
      "an item that is there twice",
      { items: ["1", "2"].map((id) => ({ id: `aaaaaaaa-${id}`, name: "infra-manager", fields: [] })) },
      {},
      /has 2 items "infra-manager": aaaaaaaa-1, aaaaaaaa-2\n {2}next: set BW_ITEM to the id/,
    ],
    [
      "fields that would steer the shell",
      withFields(VARIABLES, fields({ PATH: SECRETS.OVH_CLIENT_SECRET, LD_PRELOAD: "x", "A\nB; rm": "y", "": "z" })),
      {},
      /field "PATH" is not one.*\n.*field "LD_PRELOAD" is not one.*\n.*field "A\?B; rm" is not one.*\n.*field without a name is not one/,
    ],
    [
      "everything that is missing, at once",
      withFields({ PULUMI_BACKEND_URL: "s3://acme-state" }),
      {},
      /PULUMI_CONFIG_PASSPHRASE is missing\n.*OVH_ENDPOINT is missing\n.*AWS_ACCESS_KEY_ID is missing.*\n.*AWS_SECRET_ACCESS_KEY is missing.*\n.*OVHcloud login is missing/,
    ],
    [
      "half of an OVHcloud login",
      withFields(without("OVH_CLIENT_SECRET")),
      {},
      /field OVH_CLIENT_SECRET is missing, which OVH_CLIENT_ID needs/,
    ],
    [
      "half of an OVHcloud login without its first part",
      withFields(without("OVH_CLIENT_ID")),
      {},
      /field OVH_CLIENT_ID is missing, which OVH_CLIENT_SECRET needs/,
    ],
    [
      "two OVHcloud logins",
      withFields({ ...VARIABLES, OVH_ACCESS_TOKEN: "t" }),
      {},
      /more than one kind of OVHcloud login/,
    ],
    [
      "fields of no use",
      withFields(without("OVH_ENDPOINT", "PULUMI_BACKEND_URL"), [
        { name: "OVH_ENDPOINT", value: "", type: 0 },
        { name: "PULUMI_BACKEND_URL", value: null, type: 3 },
        { name: "AWS_ACCESS_KEY_ID", value: "again", type: 1 },
      ]),
      {},
      /"OVH_ENDPOINT" is empty\n.*"PULUMI_BACKEND_URL" is neither text.*\n.*"AWS_ACCESS_KEY_ID" is there twice/,
    ],
  ];

  it.each(cases)("C022 refuses %s", async (_title, changes, env, wrong) => {
    at = place(vault(changes));
    const given = { ...LOGIN, ...env };
    expectRefusal(await shell(at, given), given, "secrets", wrong);
    expect(calls(at.tools, "pulumi").some(({ args }) => args[0] === "login")).toBe(false);
    const last = calls(at.tools, "bw").at(-1);
    expect(last?.args.at(-1)).toBe(changes.status === "locked" ? "lock" : "logout");
  });

  it("C022 logs out when the entry is ended from outside, and hands over nothing", async () => {
    at = place(vault({ slow: true }));
    const env = { ...at.env, ...LOGIN };
    const entering = spawn(process.execPath, ["shell/enter.mjs"], {
      cwd: at.example,
      env,
      stdio: ["ignore", "pipe", "ignore"],
    });
    let handed = "";
    entering.stdout.on("data", (text) => {
      handed += text;
    });
    const verbs = () => calls(at.tools, "bw").map(({ args }) => args.find((arg) => !arg.startsWith("--")));
    await vi.waitUntil(() => verbs().includes("sync"), { timeout: 10_000 });
    entering.kill("SIGTERM");
    const [code] = await once(entering, "close");
    expect(code).toBe(1);
    expect(handed).toBe("");
    expect(verbs().at(-1)).toBe("logout");
  });

  it("C022 takes an item by its id", async () => {
    at = place(vault());
    const { after } = await shell(at, { ...LOGIN, BW_ITEM: "aaaaaaaa-0000-0000-0000-000000000001" });
    expect(after).toMatchObject(VARIABLES);
  });
});

describe("C018 C019 C021 the other steps", () => {
  it("C019 names every tool that is missing or too old, and what to run", async () => {
    at = place(vault({ version: "2024.12.0" }));
    rmSync(path.join(at.tools, "npm"));
    const env = { ...LOGIN, STUB_PULUMI: "v3.252.9", PATH: at.tools };
    writeFileSync(path.join(at.tools, "node"), `#!/bin/sh\nexec '${process.execPath}' "$@"\n`, { mode: 0o755 });
    const ran = await shell(at, env, "/bin/bash");
    expectRefusal(
      ran,
      env,
      "tools",
      "pulumi is 3.252.9, needed is 3.253.0 or later; npm is not on PATH; bw is 2024.12.0",
    );
    expect(ran.stderr).toContain("next: run `nix develop`");
  });

  it("C019 says so when not even Node.js is there", async () => {
    at = place(vault());
    const { stderr, stdout } = await shell(at, { PATH: "/nowhere" }, "/bin/bash", ". ./shell/enter.sh; echo alive $?");
    expect(stderr).toContain("tools failed: node is not on PATH\n  next: run `nix develop`");
    expect(stdout).toBe("alive 1\n");
  });

  it("C021 stops when npm ci fails, and installs at the next entry", async () => {
    at = place(vault());
    const env = { ...LOGIN, STUB_NPM: "npm error code EUSAGE" };
    expectRefusal(await shell(at, env), env, "dependencies", /npm error code EUSAGE\n.*npm ci ended with exit code 1/);
    expect(existsSync(path.join(at.example, "node_modules"))).toBe(false);
    expect(calls(at.tools, "bw").every(({ args }) => args[0] === "--version" || args.includes("--version"))).toBe(true);
    expect((await shell(at, LOGIN)).after["STATUS"]).toBe("0");
  });

  it.each([
    ["acme-state", /not the address of a state backend/],
    ["ftp://acme-state", /not the address of a state backend/],
    ["s3://?region=gra", /names no bucket|not the address/],
    ["https://me:canary-in-url-1@state.example", /holds a user or a password/],
  ])("C018 refuses the backend %s", async (url, wrong) => {
    at = place(vault(withFields({ ...VARIABLES, PULUMI_BACKEND_URL: url })));
    const ran = await shell(at, LOGIN);
    expectRefusal(ran, LOGIN, "backend", wrong);
    expect(ran.stderr).not.toContain("canary-in-url-1");
  });

  it("C018 hides secrets that Pulumi quotes when it cannot log in", async () => {
    at = place(vault());
    const env = { ...LOGIN, STUB_PULUMI_LOGIN: "error: no such bucket" };
    const ran = await shell(at, env);
    expectRefusal(
      ran,
      env,
      "backend",
      /pulumi login to s3:\/\/acme-state\/infra at .*: error: no such bucket \[hidden\]\n {2}next: check the bucket/,
    );
  });

  it("C018 never lets pulumi login write the token of an https:// backend", async () => {
    at = place(vault(withFields({ ...VARIABLES, PULUMI_BACKEND_URL: "https://state.example" })));
    const { after } = await shell(at, LOGIN);
    expect(after["STATUS"]).toBe("0");
    expect(calls(at.tools, "pulumi").map(({ args }) => args[0])).toEqual(["version", "whoami"]);
  });
});
