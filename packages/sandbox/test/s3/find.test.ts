import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { findVersitygw, noS3Server } from "../../src/s3/find.ts";
import { startS3 } from "../../src/s3/server.ts";
import { removeFolder, temporaryFolder } from "./support.ts";

/** A folder with a program in it that runs these shell lines. */
function folderWith(body: string): { folder: string; program: string } {
  const folder = temporaryFolder();
  onTestFinished(() => removeFolder(folder));
  const program = join(folder, "bin", "versitygw");
  mkdirSync(join(folder, "bin"));
  writeFileSync(program, `#!/bin/sh\n${body}\n`, { mode: 0o755 });
  return { folder, program };
}

test("the S3 server is the one the variable names, else the first on PATH, else none", () => {
  const { folder, program } = folderWith("exit 0");
  const env = { PATH: ["relative", folder, join(folder, "bin")].join(":") };
  expect(findVersitygw(env)).toBe(program);
  expect(findVersitygw({ PATH: "/nowhere" })).toBeUndefined();
  expect(findVersitygw({ PATH: "/nowhere", OVH_SANDBOX_VERSITYGW: program })).toBe(program);
  expect(() => findVersitygw({ ...env, OVH_SANDBOX_VERSITYGW: join(folder, "none") })).toThrow(
    "which is not a program that can be run",
  );
  expect(() => findVersitygw({ ...env, OVH_SANDBOX_VERSITYGW: folder })).toThrow("not a program");
});

test("without the S3 server nothing is started, and what to install can be said", async () => {
  vi.stubEnv("PATH", "/nowhere");
  vi.stubEnv("OVH_SANDBOX_VERSITYGW", "");
  onTestFinished(() => void vi.unstubAllEnvs());
  expect(await startS3(join(temporaryFolder(), "s3"))).toBeUndefined();
  expect(noS3Server).toMatch(/^no S3 server: buckets hold no objects\. Install versitygw 1\.8\.0/);
});

test("an S3 server that does not start is refused with its last words, which hold no secret", async () => {
  const { folder, program } = folderWith('echo "cannot bind, secret is $ROOT_SECRET_KEY" | cut -c1-11; exit 3');
  vi.stubEnv("OVH_SANDBOX_VERSITYGW", program);
  onTestFinished(() => void vi.unstubAllEnvs());
  await expect(startS3(join(folder, "s3"))).rejects.toThrow(`the S3 server ${program} does not start:\ncannot bind`);
});
