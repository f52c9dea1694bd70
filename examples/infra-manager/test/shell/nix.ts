import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { onPath, unpacked } from "./debian.ts";

/** Nix as Debian 12 packages it, with the libraries it loads. */
const PACKAGES = [
  ...["nix-bin", "libarchive13", "libboost-context1.74.0", "libbrotli1", "libbsd0", "libcpuid16", "libcurl3-gnutls"],
  ...["libgc1", "libreadline8", "libseccomp2", "libsodium23", "libsqlite3-0"],
];

export interface Nix {
  /** Runs a program of Nix and gives its standard output; throws when it fails. */
  run(program: "nix" | "nix-instantiate", ...args: string[]): string;
  /** Environment and folder of the programs, for a test that starts one by itself. */
  env: Record<string, string>;
  bin: string;
}

/**
 * Nix with a store of its own and no network, from PATH or else from Debian's packages.
 *
 * @param folder for the store, private to the test
 */
export function nix(folder: string): Nix {
  const found = onPath("nix");
  const root = found ? undefined : unpacked("nix", PACKAGES);
  const own = (name: string) => path.join(folder, name);
  mkdirSync(own("etc"));
  const settings = [
    ...["experimental-features = nix-command flakes", "sandbox = false", "build-users-group =", "substituters ="],
    ...(root ? [`build-hook = ${path.join(root, "usr/libexec/nix/build-remote")}`] : []),
  ];
  writeFileSync(path.join(own("etc"), "nix.conf"), `${settings.join("\n")}\n`);
  const libraries = root && ["usr/lib/x86_64-linux-gnu", "usr/lib/nix"].map((library) => path.join(root, library));
  const env = {
    ...(libraries && { LD_LIBRARY_PATH: libraries.join(":") }),
    XDG_CACHE_HOME: own("cache"),
    NIX_CONF_DIR: own("etc"),
    NIX_STORE_DIR: own("store"),
    NIX_STATE_DIR: own("state"),
    NIX_LOG_DIR: own("log"),
  };
  const bin = root ? path.join(root, "usr/bin") : path.dirname(found ?? "");
  const options = { env: { ...process.env, ...env, HOME: folder }, cwd: folder };
  const run: Nix["run"] = (program, ...args) =>
    execFileSync(path.join(bin, program), args, { ...options, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  return { run, env, bin };
}

/** A flake that answers to Nixpkgs' name: the packages are marks, `mkShell` a derivation that keeps its arguments. */
export function stubNixpkgs(folder: string, pulumi: string): string {
  mkdirSync(folder);
  writeFileSync(
    path.join(folder, "flake.nix"),
    `{
  outputs = { self }: {
    legacyPackages = builtins.listToAttrs (map (system: {
      name = system;
      value =
        let
          package = pname: version: derivation {
            name = "\${pname}-\${version}";
            inherit pname version system;
            builder = "/bin/sh";
            args = [ "-c" "echo > $out" ];
          };
        in
        {
          nodejs_24 = package "nodejs" "24.0.0";
          bitwarden-cli = package "bitwarden-cli" "2026.6.0";
          git = package "git" "2.50.0";
          pulumi = package "pulumi" "${pulumi}";
          pulumiPackages.pulumi-nodejs = package "pulumi-nodejs" "${pulumi}";
          mkShell = { name, packages, shellHook }: derivation {
            inherit name packages shellHook system;
            outputs = [ "out" ];
            builder = "/bin/bash";
          } // { names = map (one: one.pname) packages; };
        };
    }) [ "x86_64-linux" "aarch64-linux" "aarch64-darwin" "x86_64-darwin" ]);
  };
}
`,
  );
  return folder;
}
