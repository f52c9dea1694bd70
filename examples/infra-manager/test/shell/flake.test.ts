import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Nix, nix, stubNixpkgs } from "./nix.ts";
import { EXAMPLE, type Place, place, shell } from "./place.ts";
import { LOGIN, SECRETS, VARIABLES, vault } from "./vaults.ts";

const SYSTEMS = ["aarch64-darwin", "aarch64-linux", "x86_64-darwin", "x86_64-linux"];
const TOOLS = ["nodejs", "bitwarden-cli", "git"];
const PULUMI = ["pulumi", "pulumi-nodejs"];

let folder: string;
let own: Nix;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "infra-manager-nix-"));
  own = nix(folder);
  cpSync(path.join(EXAMPLE, "shell"), path.join(folder, "example", "shell"), { recursive: true });
  for (const name of ["flake.nix", "flake.lock"]) cpSync(path.join(EXAMPLE, name), path.join(folder, "example", name));
  stubNixpkgs(path.join(folder, "recent"), "3.253.0");
  stubNixpkgs(path.join(folder, "old"), "3.192.0");
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

const STUBS = { nixpkgs: "recent", "nixpkgs-intel-mac": "old" };
const overridden = (stubs: typeof STUBS) =>
  Object.entries(stubs).flatMap(([name, stub]) => ["--override-input", name, `path:${folder}/${stub}`]);

/** Runs `nix` on the flake with stubs for its two inputs. */
function flake(words: string[], attribute: string, stubs = STUBS): string {
  return own.run("nix", ...words, `path:${folder}/example${attribute}`, ...overridden(stubs), "--no-write-lock-file");
}

describe("C019 the locked flake", () => {
  it("C019 is Nix that parses, and describes a shell for each system", () => {
    expect(own.run("nix-instantiate", "--parse", path.join(EXAMPLE, "flake.nix"))).toContain("devShells");
    const shown = JSON.parse(flake(["flake", "show", "--json"], ""));
    expect(Object.keys(shown.devShells)).toEqual(SYSTEMS);
    const apply = "builtins.mapAttrs (system: shells: { inherit (shells.default) name type; })";
    const shells = JSON.parse(flake(["eval", "--json", "--apply", apply], "#devShells"));
    for (const system of SYSTEMS) expect(shells[system]).toEqual({ name: "infra-manager", type: "derivation" });
    flake(["flake", "check", "--no-build"], "");
  });

  it("C019 gives every system the tools, Pulumi only where it is recent enough", () => {
    const names = (inputs?: { nixpkgs: string; "nixpkgs-intel-mac": string }) =>
      JSON.parse(
        flake(
          ["eval", "--json", "--apply", "builtins.mapAttrs (system: shells: shells.default.names)"],
          "#devShells",
          inputs,
        ),
      );
    expect(names()).toEqual({
      "aarch64-darwin": [...TOOLS, ...PULUMI],
      "aarch64-linux": [...TOOLS, ...PULUMI],
      "x86_64-darwin": TOOLS,
      "x86_64-linux": [...TOOLS, ...PULUMI],
    });
    const swapped = names({ nixpkgs: "old", "nixpkgs-intel-mac": "recent" });
    expect(swapped["x86_64-linux"]).toEqual(TOOLS);
    expect(swapped["x86_64-darwin"]).toEqual([...TOOLS, ...PULUMI]);
  });

  it("C019 is locked: each input of flake.nix has one revision, hash and date in flake.lock", () => {
    const source = readFileSync(path.join(EXAMPLE, "flake.nix"), "utf8");
    const lock = JSON.parse(readFileSync(path.join(EXAMPLE, "flake.lock"), "utf8"));
    expect(lock).toMatchObject({ version: 7, root: "root" });
    const inputs = [...source.matchAll(/^ {4}([\w-]+)\.url = "github:(\w+)\/(\w+)\/([\w.-]+)";$/gm)];
    expect(inputs).toHaveLength(2);
    expect(Object.keys(lock.nodes).sort()).toEqual([...inputs.map(([, name]) => name), "root"].sort());
    for (const [, name = "", owner, repo, ref] of inputs) {
      expect(lock.nodes.root.inputs[name]).toBe(name);
      const { original, locked } = lock.nodes[name];
      expect(original).toEqual({ owner, ref, repo, type: "github" });
      expect(locked).toMatchObject({ owner, repo, type: "github" });
      expect(locked.rev).toMatch(/^[0-9a-f]{40}$/);
      expect(locked.narHash).toMatch(/^sha256-[A-Za-z0-9+/]{43}=$/);
      expect(Buffer.from(locked.narHash.slice(7), "base64")).toHaveLength(32);
      expect(new Date(locked.lastModified * 1000).getUTCFullYear()).toBeGreaterThanOrEqual(2026);
    }
    // Nix itself takes the lock as it stands: asked for nothing but its inputs, it wants to change nothing.
    const { locks } = JSON.parse(
      own.run("nix", "flake", "metadata", "--json", "--no-update-lock-file", `path:${folder}/example`),
    );
    expect(locks).toEqual(lock);
  });
});

describe("C019 C024 the hook of the shell", () => {
  let at: Place;
  afterEach(() => at.remove());
  const hook = () => flake(["eval", "--raw"], "#devShells.x86_64-linux.default.shellHook");
  const report = `node -e 'process.stdout.write("=====environment=====" + JSON.stringify(process.env))'`;

  it("C019 C024 enters from any folder of the example", async () => {
    at = place(vault());
    const { after, stderr } = await shell(at, LOGIN, "bash", `cd shell; ${hook()}\n${report}`);
    expect(stderr).toContain("ready: tester");
    expect(after).toMatchObject(VARIABLES);
  });

  it.each([
    ["right", 0, SECRETS.OVH_CLIENT_SECRET],
    ["wrong", 1, ""],
  ])("C019 C024 runs under the real `nix develop --command`, with a %s password", async (password, code, printed) => {
    // Nix 2.8 itself does not bear a quote in the name of the folder it runs in.
    at = place(vault(password === "wrong" ? { password } : {}), { folder: "example" });
    const overrides = overridden(STUBS).join(" ");
    const command = `node -e 'process.stdout.write(process.env.OVH_CLIENT_SECRET)'`;
    const script = `'${own.bin}/nix' develop path:${folder}/example ${overrides} --no-write-lock-file --command ${command}`;
    const ran = await shell(at, { ...LOGIN, ...own.env }, "bash", script);
    expect(ran).toMatchObject({ code, stdout: printed });
    expect(ran.stderr).toContain(
      code === 0 ? "infra-manager: ready: tester" : "infra-manager: secrets failed: bw unlock",
    );
  });

  it("C024 does not run the command of `nix develop --command` without secrets, but leaves a person the tools", async () => {
    at = place(vault({ password: "another" }));
    const command = await shell(at, LOGIN, "bash", `${hook()}\necho command ran`);
    expect(command).toMatchObject({ code: 1, stdout: "" });
    const person = await shell(
      at,
      LOGIN,
      "bash",
      `cat >rc <<'RC'\n${hook()}\nRC\nbash --rcfile rc -i -c 'pulumi version'`,
    );
    expect(person.stderr).toContain("the tools are here, no secret is");
    expect(person.stdout).toBe("v3.253.0\n");
  });

  it("C019 says where to go when the folder is not the example's", async () => {
    at = place(vault());
    const { code, stderr } = await shell(at, LOGIN, "bash", `cd /; ${hook()}`);
    expect(code).toBe(1);
    expect(stderr).toContain(
      "shell/enter.sh is in no folder above /\n  next: change to the folder that holds flake.nix",
    );
  });
});
