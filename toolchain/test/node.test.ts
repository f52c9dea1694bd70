import { mkdirSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { ensureNode, findNode } from "../src/node.mjs";
import { NODE_PACKAGES } from "../src/pins.mjs";
import { PLATFORM } from "../src/places.mjs";
import { isolated, script } from "./support.ts";

const old = { execPath: process.execPath, version: "v20.20.2" };

test("the running Node.js is taken when it is recent enough", async () => {
  const context = isolated();
  const running = { execPath: process.execPath, version: "v22.18.0" };
  expect(await findNode(context, running)).toMatchObject({ path: process.execPath, version: "v22.18.0" });
});

test("else the first recent one on PATH, in a folder with a blank", async () => {
  const context = isolated();
  const folders = ["a b", "c d", "e f"].map((name) => path.join(context.root, name));
  const files = ["v18.0.0", "v22.19.1", "v24.0.0"].map((version, n) =>
    script(path.join(folders[n] ?? "", "node"), `echo ${version}`),
  );
  context.env["PATH"] = folders.join(":");
  expect(await findNode(context, old)).toEqual({ path: files[1], version: "v22.19.1", origin: "PATH" });
});

test("a program's version is asked once, and again when the program changes", async () => {
  const context = isolated();
  const log = path.join(context.root, "asked");
  const file = script(path.join(context.root, "bin", "node"), `echo x >> "${log}"; echo v24.1.0; cat "${log}" >&2`);
  context.env["PATH"] = `${path.dirname(file)}:/usr/bin:/bin`;
  const answers = [await findNode(context, old), await findNode(context, old)];
  expect(answers.map((answer) => answer?.version)).toEqual(["v24.1.0", "v24.1.0"]);
  script(file, "echo v22.20.0 # another size");
  expect((await findNode(context, old))?.version).toBe("v22.20.0");
});

test("else the pinned npm package in the cache, without any network", async () => {
  const context = isolated();
  const pin = NODE_PACKAGES[PLATFORM];
  if (!pin) throw new Error(`no Node.js package for ${PLATFORM}`);
  const folder = path.join(context.cache, `node-${pin.version}-${PLATFORM}`, "node_modules", pin.name, "bin");
  const file = script(path.join(folder, "node"), "exit 1");
  expect(await ensureNode(context, old)).toMatchObject({ path: file, version: `v${pin.version}` });
  expect(context.said).toEqual([]);
});

test("without npm the failure names the package, the reason and the next step", async () => {
  const context = isolated();
  mkdirSync(context.tree, { recursive: true });
  const error = await ensureNode(context, old).catch((caught: unknown) => caught);
  expect((error as { format(): string }).format()).toMatch(
    /^error: Node.js v20.20.2 is too old, 22.18.0 is needed\n {2}- npm package \S+: not found\nnext step:\n {2}install Node.js/,
  );
});
