import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { packageManager } from "../src/language-host/install.ts";
import { runtimeOptions, splitArguments } from "../src/language-host/options.ts";
import { installedPackages, requiredPackages } from "../src/language-host/packages.ts";
import { sdkEntry } from "../src/language-host/sdk.ts";
import { language, struct } from "../src/language-host/stubs.ts";
import { temporaryFolder } from "./support.ts";

test.each([
  ["--import tsx --max-old-space-size=4096", ["--import", "tsx", "--max-old-space-size=4096"]],
  [`--title "a b" 'c "d"' e\\ f "g\\"h"`, ["--title", "a b", 'c "d"', "e f", 'g"h']],
  [`--x="a b"c ''`, ["--x=a bc", ""]],
  ["  ", []],
])("splits the Node.js arguments %j", (text, words) => {
  expect(splitArguments(text)).toEqual(words);
});

function info(options: Record<string, string | boolean>) {
  const program = new language.ProgramInfo();
  program.setOptions(struct.Struct.fromJavaScript(options));
  return program;
}

test("reads the options of a program, TypeScript unless it is turned off", () => {
  expect(runtimeOptions(undefined)).toMatchObject({ typescript: true, nodeArgs: [], packageManager: undefined });
  expect(runtimeOptions(info({ typescript: false, nodeargs: "--a b", packagemanager: "pnpm" }))).toEqual({
    typescript: false,
    nodeArgs: ["--a", "b"],
    tsconfig: undefined,
    packageManager: "pnpm",
  });
  expect(runtimeOptions(info({ typescript: "false", packagemanager: "auto", tsconfig: "x.json" }))).toMatchObject({
    typescript: false,
    packageManager: undefined,
    tsconfig: "x.json",
  });
});

/** Writes package.json files; keys are folders below the program. */
function program(files: Record<string, object>): string {
  const root = temporaryFolder();
  for (const [folder, manifest] of Object.entries(files)) {
    mkdirSync(path.join(root, folder), { recursive: true });
    writeFileSync(path.join(root, folder, "package.json"), JSON.stringify(manifest));
  }
  return root;
}

test("tells the plugins of direct and indirect dependencies, with name, version and server", () => {
  const root = program({
    ".": { dependencies: { "@pulumi/openstack": "*", component: "*", gone: "*" }, devDependencies: { plain: "*" } },
    "node_modules/@pulumi/openstack": { version: "5.0.0", pulumi: { resource: true, name: "openstack" } },
    "node_modules/component": {
      name: "component",
      version: "1.0.0",
      peerDependencies: { "@ovhcloud/pulumi-ovh": "*" },
    },
    "node_modules/@ovhcloud/pulumi-ovh": {
      name: "@ovhcloud/pulumi-ovh",
      version: "2.0.0",
      dependencies: { "@pulumi/openstack": "*" },
      pulumi: { resource: true, server: "github://api.example/x", version: "v2.0.1" },
    },
    "node_modules/plain": { name: "plain", version: "3.0.0", pulumi: { comment: "not a plugin" } },
    "node_modules/unrelated": { name: "unrelated", version: "9.0.0", pulumi: { resource: true } },
  });
  const told = requiredPackages(path.join(root)).map((one) => [
    one.getKind(),
    one.getName(),
    one.getVersion(),
    one.getServer(),
  ]);
  expect(told).toEqual([
    ["resource", "openstack", "5.0.0", ""],
    ["resource", "ovh", "v2.0.1", "github://api.example/x"],
  ]);
  const direct = installedPackages(root).filter((one) => one.direct);
  expect(direct.map(({ manifest }) => manifest.version)).toEqual(["5.0.0", "1.0.0", "3.0.0"]);
});

test("passes the parameters of a parameterized plugin on", () => {
  const value = Buffer.from("parameters").toString("base64");
  const root = program({
    ".": { dependencies: { x: "*" } },
    "node_modules/x": {
      pulumi: {
        resource: true,
        name: "any",
        version: "1.0.0",
        parameterization: { name: "x", version: "2.0.0", value },
      },
    },
  });
  const [one] = requiredPackages(root);
  expect(one?.getParameterization()?.toObject()).toEqual({ name: "x", version: "2.0.0", value });
});

test("says for which folder the SDK is not installed", () => {
  const root = program({ ".": {} });
  expect(() => sdkEntry("cmd/run", root)).toThrow(`@pulumi/pulumi is not installed for the program in ${root} (`);
});

test("installs with npm unless a lock file or the options say otherwise", () => {
  const root = program({ ".": {} });
  expect(packageManager(root, undefined)).toBe("npm");
  writeFileSync(path.join(root, "yarn.lock"), "");
  expect(packageManager(root, undefined)).toBe("yarn");
  expect(packageManager(root, "bun")).toBe("bun");
});
