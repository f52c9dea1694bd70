import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, statSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { createInterface, type Interface } from "node:readline";
import { fileURLToPath } from "node:url";
import { GetObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type KeyPair, signedClient } from "../../src/s3/client.ts";
import { look } from "../../src/s3/found.ts";
import { plan, wanted } from "../../src/s3/plan.ts";
import { translate } from "../../src/s3/translate.ts";
import type { S3World } from "../../src/s3/world.ts";
import {
  clientOf,
  letThrough,
  missing,
  region,
  removeFolder,
  started,
  temporaryFolder,
  whyMissing,
} from "./support.ts";

const key = { accessKeyId: "key-a", secretAccessKey: "secret" };
const world: S3World = {
  users: [
    { id: "a", keys: [key] },
    { id: "z", keys: [{ accessKeyId: "key-z", secretAccessKey: "secret" }], policy: '{"Statement":[]}' },
  ],
  buckets: ["bucket-a", "bucket-z"].map((name) => ({ name, ownerId: "a", versioning: true, objectLock: false })),
};

let folder = "";
let held: ChildProcess | undefined;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => {
  held?.kill("SIGKILL");
  held = undefined;
  removeFolder(folder);
});

/** Another process that started the server, and the lines it prints. */
async function hold(...words: string[]): Promise<{ child: ChildProcess; lines: Interface; endpoint: string }> {
  const program = fileURLToPath(new URL("fixtures/hold.ts", import.meta.url));
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", program, folder, ...words], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  held = child;
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  const [endpoint] = await once(lines, "line");
  return { child, lines, endpoint: String(endpoint) };
}

/** Command lines of what runs for the folder. */
const running = () =>
  execFileSync("ps", ["-eo", "args"], { encoding: "utf8" })
    .split("\n")
    .filter((line) => line.includes("--iam-dir") && line.includes(folder));

const isOpen = (endpoint: string) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(Number(new URL(endpoint).port), "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });

/** Applies the world and looks at the server itself for what is still to do. */
async function remains(): Promise<unknown[]> {
  const server = await started(folder);
  try {
    await server.apply(world);
    const root = JSON.parse(readFileSync(join(folder, "root.json"), "utf8")) as KeyPair;
    const found = await look(signedClient(server.endpoint, region, root));
    return plan(wanted(world, translate(world), root.accessKeyId), found);
  } finally {
    await server.close();
  }
}

describe.skipIf(missing)(`the S3 server's process${whyMissing}`, () => {
  it("listens on loopback, keeps its root keys from others and from its command line, and ends with close", async () => {
    const server = await started(folder);
    expect(server.endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const { secretAccessKey } = JSON.parse(readFileSync(join(folder, "root.json"), "utf8")) as KeyPair;
    expect(statSync(join(folder, "root.json")).mode & 0o777).toBe(0o600);
    expect(running().length).toBeGreaterThan(0);
    expect(running().join("\n")).not.toContain(secretAccessKey);
    await server.close();
    expect(await isOpen(server.endpoint)).toBe(false);
    expect(running()).toEqual([]);
    await expect(server.apply(world)).rejects.toThrow(`the S3 server at ${server.endpoint} does not answer`);
  });

  it("keeps objects, rights and keys over a restart", async () => {
    const first = await started(folder);
    await first.apply(world);
    await clientOf(first.endpoint, key).send(new PutObjectCommand({ Bucket: "bucket-a", Key: "a", Body: "text" }));
    await first.close();
    const second = await started(folder);
    const { Body } = await clientOf(second.endpoint, key).send(new GetObjectCommand({ Bucket: "bucket-a", Key: "a" }));
    expect(await Body?.transformToString()).toBe("text");
    await second.close();
  });

  it("ends when the process that started it is killed", async () => {
    const { child, endpoint } = await hold();
    expect(await isOpen(endpoint)).toBe(true);
    child.kill("SIGKILL");
    await expect.poll(() => isOpen(endpoint), { timeout: 10_000 }).toBe(false);
    await expect.poll(running, { timeout: 10_000 }).toEqual([]);
  });

  it("ends when the process that started it ends without closing it", async () => {
    const { child, endpoint } = await hold();
    child.kill("SIGTERM");
    await expect.poll(() => isOpen(endpoint), { timeout: 10_000 }).toBe(false);
    await expect.poll(running, { timeout: 10_000 }).toEqual([]);
  });

  it("is put right by the next apply after a kill in the middle of one", async () => {
    for (const applied of [0, 1, 2, 5, 8]) {
      const { child, lines } = await hold("busy");
      for await (const line of lines) if (line === `applied ${applied}`) break;
      child.kill("SIGKILL");
      await expect.poll(running, { timeout: 10_000 }).toEqual([]);
      expect(await remains()).toEqual([]);
    }
  });

  it("has nothing to do when it is applied again", async () => {
    expect(await remains()).toEqual([]);
    expect(await remains()).toEqual([]);
  });

  it("C010 lets each user at their own buckets only, by a presigned address too", async () => {
    const server = await started(folder);
    await server.apply(world);
    const { AwsClient } = await import("aws4fetch");
    const presigned = async (accessKeyId: string) => {
      const client = new AwsClient({ accessKeyId, secretAccessKey: "secret", service: "s3", region });
      const signed = await client.sign(`${server.endpoint}/bucket-a/p`, { method: "PUT", aws: { signQuery: true } });
      return (await fetch(signed.url, { method: "PUT", body: "text" })).status;
    };
    expect(await presigned("key-a")).toBe(200);
    expect(await presigned("key-z")).toBe(403);
    const client = clientOf(server.endpoint, { ...key, accessKeyId: "key-z" });
    expect(await letThrough(client.send(new GetObjectCommand({ Bucket: "bucket-a", Key: "p" })))).toBe(false);
    await server.close();
  });
});
