import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { zsh } from "./debian.ts";
import { leakedBelow, leakedIn } from "./leaks.ts";
import { type Place, place, shell } from "./place.ts";
import { calls } from "./stubs.ts";
import { LOGIN, SECRETS, VARIABLES, vault } from "./vaults.ts";

let at: Place;
afterEach(() => at.remove());

describe("C024 with all three BW_ variables", () => {
  it.each(["bash", "sh", "zsh"])(
    "C022 C024 enters in %s with standard input closed, every value unchanged",
    async (name) => {
      at = place(vault());
      const program = name === "zsh" ? zsh() : name;
      const { after, stdout, stderr } = await shell(at, { ...LOGIN, OVH_APPLICATION_KEY: "left over" }, program);
      expect(stderr).toBe(
        `infra-manager: installing the locked dependencies of ${at.example}\nadded 1 package\n` +
          "infra-manager: ready: tester, Bitwarden account ops@example.org, state in s3://acme-state/infra at s3.gra.io.cloud.ovh.net\n",
      );
      expect(stdout).toBe("");
      expect(after["STATUS"]).toBe("0");
      expect(after).toMatchObject(VARIABLES);
      for (const gone of ["BW_PASSWORD", "BW_CLIENTSECRET", "BW_SESSION", "OVH_APPLICATION_KEY"]) {
        expect(after).not.toHaveProperty(gone);
      }
      expect(existsSync(path.join(at.example, "pwned"))).toBe(false);
    },
  );

  it("C022 leaves nothing secret in arguments, files, output or a trace, and shows secrets only to who needs them", async () => {
    at = place(vault());
    const script = "set -xv; . ./shell/enter.sh";
    const { stdout, stderr } = await shell(at, LOGIN, "bash", script);
    const all = { ...SECRETS, session: "canary-session-6py" };
    expect(leakedIn(stdout + stderr, all)).toEqual([]);
    expect(leakedBelow([at.example, at.home, at.temporary], all)).toEqual([]);
    expect(leakedIn(JSON.stringify(calls(at.tools).map(({ args }) => args)), all)).toEqual([]);

    const secrets = ["BW_CLIENTSECRET", "BW_PASSWORD", "BW_SESSION"];
    const seen = calls(at.tools).map(({ program, args, names }) => {
      const verb = args.find((arg) => !arg.startsWith("--")) ?? args[0];
      return [`${program} ${verb}`, names.filter((name) => secrets.includes(name) || name === "OVH_CLIENT_SECRET")];
    });
    expect(seen.filter(([call]) => !String(call).includes("version"))).toEqual([
      ["npm ci", []],
      ["bw status", []],
      ["bw login", ["BW_CLIENTSECRET"]],
      ["bw status", []],
      ["bw unlock", ["BW_PASSWORD"]],
      ["bw sync", ["BW_SESSION"]],
      ["bw list", ["BW_SESSION"]],
      ["bw logout", ["BW_SESSION"]],
      ["pulumi login", ["OVH_CLIENT_SECRET"]],
      ["pulumi whoami", ["OVH_CLIENT_SECRET"]],
    ]);
    for (const { names } of calls(at.tools)) expect(names).not.toContain("infra_manager_handed");
  });

  it("C022 keeps who was logged in logged in, and locks the vault", async () => {
    at = place(vault({ status: "unlocked" }));
    const { after } = await shell(at, { BW_SESSION: "canary-session-6py" });
    expect(after).toMatchObject(VARIABLES);
    expect(after).not.toHaveProperty("BW_SESSION");
    expect(JSON.parse(readFileSync(path.join(at.tools, "vault.json"), "utf8")).status).toBe("locked");
    expect(calls(at.tools, "bw").some(({ args }) => args.includes("login") || args.includes("unlock"))).toBe(false);
  });

  it("C024 restores tracing, and leaves no name of its own behind", async () => {
    at = place(vault());
    const script = '. ./shell/enter.sh; case $- in *x*) echo tracing;; esac; set +x; set | grep -c "^infra_manager"; :';
    const { stdout } = await shell(at, LOGIN, "bash", `set -x; ${script}`);
    expect(stdout).toBe("tracing\n0\n");
  });
});

describe("C021 dependencies", () => {
  it("C021 installs on the first entry, nothing on the second, again when the lockfile changed", async () => {
    at = place(vault());
    const installs = () => calls(at.tools, "npm").filter(({ args }) => args[0] === "ci").length;
    await shell(at, LOGIN);
    expect(installs()).toBe(1);
    const second = await shell(at, LOGIN);
    expect(installs()).toBe(1);
    expect(second.stderr).toMatch(/^infra-manager: ready: [^\n]*\n$/);
    writeFileSync(path.join(at.example, "package-lock.json"), '{"lockfileVersion":3,"packages":{"":{}}}\n');
    await shell(at, LOGIN);
    expect(installs()).toBe(2);
  });

  it("C021 takes the lockfile of the workspace that lists the example, not one of a stranger", async () => {
    at = place(vault());
    const above = path.dirname(at.example);
    const lockfile = path.join(at.example, "package-lock.json");
    writeFileSync(path.join(above, "package-lock.json"), '{"lockfileVersion":3,"packages":{"other":{}}}');
    rmSync(lockfile);
    const stranger = await shell(at, LOGIN);
    expect(stranger.stderr).toContain(`dependencies failed: no package-lock.json locks ${at.example}`);
    expect(stranger.stderr).toContain("next: run `npm install` in that folder once");
    writeFileSync(
      path.join(above, "package-lock.json"),
      `{"lockfileVersion":3,"packages":{"${path.basename(at.example)}":{}}}`,
    );
    const listed = await shell(at, LOGIN);
    expect(listed.after["STATUS"]).toBe("0");
    expect(existsSync(path.join(above, "node_modules", ".infra-manager-lockfile"))).toBe(true);
  });

  it("C021 installs what the lockfile says with the real npm", async () => {
    at = place(vault(), { real: ["npm"] });
    mkdirSync(path.join(at.example, "greeting"));
    writeFileSync(path.join(at.example, "greeting", "package.json"), '{"name":"greeting","version":"1.0.0"}');
    writeFileSync(path.join(at.example, "package.json"), '{"name":"x","dependencies":{"greeting":"file:greeting"}}');
    const locked = { "": { name: "x", dependencies: { greeting: "file:greeting" } }, greeting: { version: "1.0.0" } };
    const link = { "node_modules/greeting": { resolved: "greeting", link: true } };
    const lock = { name: "x", lockfileVersion: 3, requires: true, packages: { ...locked, ...link } };
    writeFileSync(path.join(at.example, "package-lock.json"), JSON.stringify(lock));
    const { after, stderr } = await shell(at, LOGIN);
    expect(stderr).toContain("ready: tester");
    expect(after["STATUS"]).toBe("0");
    expect(existsSync(path.join(at.example, "node_modules", "greeting", "package.json"))).toBe(true);
  });
});
