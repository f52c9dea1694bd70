import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { commandEnvironment } from "../src/environment.mjs";
import { Failure } from "../src/failure.mjs";
import { ensureVersitygw, findVersitygw, VERSITYGW_VERSION } from "../src/versitygw.mjs";
import { isolated, script } from "./support.ts";

const node = { path: process.execPath, version: process.version, origin: "PATH" };

/** A work tree whose Go writes down how it is called and "builds" a program that tells that version. */
function withGo(version = VERSITYGW_VERSION, status = 0) {
  const context = isolated();
  const calls = path.join(context.root, "calls");
  const program = `#!/bin/sh\\necho "Version  : ${version}"\\n`;
  const body = `
    echo "$PWD: $*" >> "${calls}"
    [ "$1" = build ] || exit 0
    while [ "$1" != -o ]; do shift; done
    printf '${program}' > "$2"; chmod +x "$2"; exit ${status}`;
  context.env["PATH"] = `${path.dirname(script(path.join(context.root, "bin", "go"), body))}:/usr/bin:/bin`;
  mkdirSync(path.join(context.tree, "toolchain", "versitygw"), { recursive: true });
  return { context, calls: () => readFileSync(calls, "utf8").trim().split("\n") };
}

async function failureOf(work: Promise<unknown>): Promise<string> {
  const error = await work.catch((caught: unknown) => caught);
  if (!(error instanceof Failure)) throw new Error(`not a failure: ${String(error)}`);
  return error.format();
}

test("builds the S3 server once, from its own module with its sources locked, and finds it again without Go", async () => {
  const { context, calls } = withGo();
  const [file, same] = await Promise.all([ensureVersitygw(context), ensureVersitygw(context)]);
  expect(same).toBe(file);
  const builds = calls().filter((call) => / build /.test(` ${call} `));
  expect(builds).toHaveLength(1);
  expect(builds[0]).toMatch(/toolchain\/versitygw: build -mod=readonly -trimpath .*-X main\.Version=1\.8\.0/);

  context.env["PATH"] = "/nowhere";
  context.said.length = 0;
  expect(await ensureVersitygw(context)).toBe(file);
  expect(context.said).toEqual([]);

  writeFileSync(file, "cut short");
  expect(findVersitygw(context.cache)).toBeUndefined();
});

test("the version that is built is the one that go.mod pins", () => {
  const pinned = readFileSync(new URL("../versitygw/go.mod", import.meta.url), "utf8");
  expect(pinned).toContain(`\tgithub.com/versity/versitygw v${VERSITYGW_VERSION} // indirect`);
});

test("puts the S3 server on PATH when it was built, and builds nothing for it", async () => {
  const { context } = withGo();
  expect(commandEnvironment(context, node, undefined)["PATH"]).not.toContain("versitygw");
  expect(readdirSync(context.cache)).toEqual([]);
  const file = await ensureVersitygw(context);
  expect(commandEnvironment(context, node, undefined)["PATH"]?.split(path.delimiter)).toContain(path.dirname(file));
});

test.each([
  ["Go fails", VERSITYGW_VERSION, 2, "go build: exit code 2"],
  ["what was built does not run", "0.0.1", 0, "it does not run"],
])("says why and what to do, and leaves no program, when %s", async (_, version, status, reason) => {
  const { context } = withGo(version, status);
  const text = await failureOf(ensureVersitygw(context));
  expect(text).toContain("error: no S3 server: versitygw 1.8.0 could not be built");
  expect(text).toContain(reason);
  expect(text).toContain("next step:");
  expect(readdirSync(context.cache).filter((name) => name.startsWith("versitygw"))).toEqual([]);
});
