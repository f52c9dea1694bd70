import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { dependencyState, ensureDependencies, installMatches } from "../src/dependencies.mjs";
import { missingPlatformPackages } from "../src/lock-completion.mjs";
import { TREE } from "../src/places.mjs";
import { isolated, script } from "./support.ts";

const lock = {
  packages: {
    "": { name: "root" },
    "node_modules/a": { version: "1.0.0", integrity: "sha512-a" },
    "node_modules/a-darwin": { version: "1.0.0", optional: true },
  },
};
const { "": _root, "node_modules/a-darwin": _other, ...installed } = lock.packages;
const node = { path: process.execPath, version: process.version, origin: "test" };

function tree(context: ReturnType<typeof isolated>, hidden: object | undefined) {
  mkdirSync(path.join(context.tree, "node_modules"), { recursive: true });
  writeFileSync(path.join(context.tree, "package-lock.json"), JSON.stringify(lock));
  const record = path.join(context.tree, "node_modules", ".package-lock.json");
  if (hidden) writeFileSync(record, JSON.stringify(hidden));
  return record;
}

test("an install matches its lock when only optional packages are left out", () => {
  expect(installMatches(lock, { packages: installed })).toBe(true);
  expect(installMatches(lock, { packages: {} })).toBe(false);
  expect(installMatches(lock, { packages: { "node_modules/a": { version: "1.0.1", integrity: "sha512-a" } } })).toBe(
    false,
  );
  expect(installMatches(lock, { packages: { ...installed, "node_modules/b": { version: "1.0.0" } } })).toBe(false);
});

test("what somebody else installed is kept and stamped, without npm", async () => {
  const context = isolated();
  tree(context, { packages: installed });
  expect(dependencyState(context.tree)).toBe("matches");
  await ensureDependencies(context, node);
  expect(dependencyState(context.tree)).toBe("stamped");
  expect(await ensureDependencies(context, node)).toBe("kept");
});

test("another lock, or a record that is gone, makes npm run again with our cache and no real account", async () => {
  const context = isolated({ OVH_APPLICATION_KEY: "secret" });
  const record = tree(context, { packages: installed });
  const seen = path.join(context.root, "seen");
  const body = `{ pwd; echo "$@"; env; } > "${seen}"; cp "${path.join(context.root, "installed")}" node_modules/.package-lock.json`;
  const npm = script(path.join(context.root, "bin", "npm"), body);
  writeFileSync(path.join(context.root, "installed"), JSON.stringify({ packages: installed }));
  context.env["PATH"] = `${path.dirname(npm)}:/usr/bin:/bin`;
  await ensureDependencies(context, node);
  rmSync(record);
  expect(dependencyState(context.tree)).toBe("missing");
  expect(await ensureDependencies(context, node)).toBe("installed");
  const call = readFileSync(seen, "utf8");
  expect(call.split("\n").slice(0, 2).join(" ")).toContain(`${context.tree} ci --ignore-scripts`);
  expect(call).toContain(`npm_config_cache=${path.join(context.cache, "npm")}`);
  expect(call).not.toContain("secret");
  expect(dependencyState(context.tree)).toBe("stamped");
});

test("npm's refusal is shown without its usage text, with the step that mends it", async () => {
  const context = isolated();
  tree(context, undefined);
  const body =
    'echo "npm error not in sync with your lock\nnpm error Clean install a project\nnpm error usage" >&2; exit 1';
  context.env["PATH"] = path.dirname(script(path.join(context.root, "bin", "npm"), body));
  const error = await ensureDependencies(context, node).catch((caught: unknown) => caught);
  const text = (error as { format(): string }).format();
  expect(text).toContain("exit code 1\n      not in sync with your lock\nnext step:\n  npm install && node toolchain/");
  expect(text).not.toContain("Clean install");
});

test("missing platform packages get exact versions, system and processor", () => {
  const parent = {
    version: "1.0.0",
    dev: true,
    optionalDependencies: { "@x/cli-darwin-arm64": "1.0.0", "@x/cli-linux-x64": "1.0.0", fsevents: "~2.3.2" },
  };
  const packages = { "node_modules/x": parent, "node_modules/@x/cli-linux-x64": { version: "1.0.0" } };
  expect(missingPlatformPackages(packages)).toEqual({
    "node_modules/@x/cli-darwin-arm64": { version: "1.0.0", cpu: ["arm64"], dev: true, optional: true, os: ["darwin"] },
  });
});

test("package-lock.json names the packages of all platforms, as npm ci demands", () => {
  const own = JSON.parse(readFileSync(path.join(TREE, "package-lock.json"), "utf8"));
  const mend = "run: node toolchain/complete-lock.mjs";
  expect(Object.keys(missingPlatformPackages(own.packages)), mend).toEqual([]);
});
