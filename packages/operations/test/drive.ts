/** A program that makes a state bucket, beside a sandbox's clouds, and the command line as a process of its own. */
import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { createSandbox, type Sandbox, seeded } from "@accoreboot/sandbox";
import { GetObjectCommand, ListObjectVersionsCommand, S3Client } from "@aws-sdk/client-s3";

const repository = fileURLToPath(new URL("../../..", import.meta.url));
const cli = fileURLToPath(new URL("../src/cli.ts", import.meta.url));
const region = "eu-west-par";

/** The owner of the bucket is another user than the one Pulumi comes as, so that the policy alone lets it in. */
const source = `
const fs = require("node:fs"), ovh = require("@ovhcloud/pulumi-ovh"), pulumi = require("@pulumi/pulumi");
const { HOLD, BUCKET: name, ENDPOINT: endpoint, WITHOUT, DESCRIPTION: description = "state" } = process.env;
const cell = new Int32Array(new SharedArrayBuffer(4));
while (HOLD && fs.existsSync(HOLD)) Atomics.wait(cell, 0, 0, 50);
const serviceName = "${seeded.projectId}";
const user = (name) =>
  new ovh.cloudproject.User(name, { serviceName, description, roleNames: ["objectstore_operator"] });
const owner = user("owner"), state = user("state");
const bucket = new ovh.cloudproject.Storage("bucket", {
  serviceName, regionName: "EU-WEST-PAR", name, ownerId: owner.id.apply(Number),
  versioning: { status: "enabled" }, encryption: { sseAlgorithm: "AES256" }, hideObjects: true,
});
const Action = ["GetObject", "PutObject", "DeleteObject", "ListBucket", "GetBucketLocation", "ListBucketVersions"];
const Statement = [{
  Sid: "state", Effect: "Allow", Action: Action.map((action) => "s3:" + action),
  Resource: ["arn:aws:s3:::" + name, "arn:aws:s3:::" + name + "/*"],
}];
const policy = new ovh.cloudproject.S3Policy("policy", {
  serviceName, userId: state.id, policy: JSON.stringify({ Statement }),
});
const key = new ovh.cloudproject.S3Credential("key", { serviceName, userId: state.id }, { dependsOn: [policy] });
exports.bucketName = bucket.name;
exports.region = "${region}";
exports.endpoint = endpoint;
exports.backendUrl = "s3://" + name + "?region=${region}&endpoint=" + endpoint + "&s3ForcePathStyle=true";
exports.accessKeyId = key.accessKeyId;
exports.secretAccessKey = WITHOUT === "secrecy" ? pulumi.unsecret(key.secretAccessKey) : key.secretAccessKey;
if (WITHOUT) delete exports[WITHOUT];
`;

/** How a command ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How to run it. */
export interface Running {
  /** Laid over the environment; undefined takes a variable away. */
  readonly env?: Record<string, string | undefined>;
  /** Sees every line of standard error; true kills the whole process group at once. */
  readonly kill?: (line: string) => boolean;
  /**
   * Where it is run.
   * @default in the program's folder
   */
  readonly cwd?: string;
  /** Nobody reads standard output: what is written to it fails. */
  readonly deaf?: boolean;
  /** Kills the whole process group too. */
  readonly signal?: AbortSignal;
}

/** One machine: a clone of the program, a bucket's name, and nothing of any other machine. */
export interface Machine {
  readonly folder: string;
  readonly bucket: string;
  bootstrap(words?: readonly string[], running?: Running): Promise<Ended>;
  pulumi(words: readonly string[], running?: Running): Promise<Ended>;
  /** Arguments of every `pulumi` that ran on it. */
  commands(): string[];
  /** Another clone of the same program, as git has it. */
  clone(): Machine;
}

/** The clouds, and machines that reach them. */
export interface World {
  readonly sandbox: Sandbox;
  readonly endpoint: string;
  machine(bucket: string): Machine;
  close(): Promise<void>;
}

export const passphrase = "correct horse battery staple";

export async function world(): Promise<World> {
  const scratch = mkdtempSync(join(tmpdir(), "operations test "));
  const sandbox = await createSandbox(join(scratch, "sandbox"), { servers: true });
  // An S3 server stands in a region once a bucket is in it.
  const first = { serviceName: seeded.projectId, regionName: "EU-WEST-PAR", name: "somebody-elses" };
  await sandbox.make("ovh:CloudProject/storage:Storage", first);
  const endpoint = sandbox.s3()[region] ?? "";
  let count = 0;
  const fresh = () => {
    count += 1;
    return join(scratch, `machine ${count}`);
  };
  return {
    sandbox,
    endpoint,
    machine: (bucket) => {
      const folder = fresh();
      writeProgram(folder);
      return machine(sandbox, endpoint, bucket, folder, fresh);
    },
    close: async () => {
      await sandbox.close();
      rmSync(scratch, { recursive: true, force: true });
    },
  };
}

function writeProgram(folder: string): void {
  mkdirSync(folder);
  symlinkSync(join(repository, "node_modules"), join(folder, "node_modules"));
  writeFileSync(join(folder, "Pulumi.yaml"), "name: state\nruntime: nodejs\nmain: index.js\n");
  const dependencies = { "@pulumi/pulumi": "*", "@ovhcloud/pulumi-ovh": "*" };
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "state", version: "0.0.0", dependencies }));
  writeFileSync(join(folder, "index.js"), source);
}

/** A folder for PATH with a `pulumi` that writes its arguments down and is the real one otherwise. */
function spyOnPulumi(folder: string): string {
  mkdirSync(folder);
  const real = execFileSync("/bin/sh", ["-c", "command -v pulumi"], { encoding: "utf8" }).trim();
  const script = `#!/bin/sh\necho "$*" >> '${join(folder, "log")}'\nexec '${real}' "$@"\n`;
  writeFileSync(join(folder, "pulumi"), script, { mode: 0o755 });
  return folder;
}

function machine(sandbox: Sandbox, endpoint: string, bucket: string, folder: string, fresh: () => string): Machine {
  const bin = spyOnPulumi(`${folder} bin`);
  const base: NodeJS.ProcessEnv = {
    PATH: `${bin}${delimiter}${process.env["PATH"]}`,
    HOME: `${folder} home`,
    PULUMI_HOME: `${folder} home`,
    PULUMI_DEBUG_PROVIDERS: sandbox.environment()["PULUMI_DEBUG_PROVIDERS"],
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_CONFIG_PASSPHRASE: passphrase,
    BUCKET: bucket,
    ENDPOINT: endpoint,
  };
  const start = (
    program: string,
    args: readonly string[],
    { env = {}, kill = () => false, cwd = folder, deaf = false, signal }: Running,
  ) =>
    run(program, args, { ...base, ...env }, { cwd, deaf, signal }, (line) => {
      if (line.startsWith("waiting for bucket")) sandbox.clock.advance(60_000);
      return kill(line);
    });
  return {
    folder,
    bucket,
    bootstrap: (words = ["--print-environment"], running = {}) =>
      start(
        process.execPath,
        [cli, "bootstrap", "--stack", "test", "--bucket", bucket, "--endpoint", endpoint, ...words],
        running,
      ),
    pulumi: (words, running = {}) => start("pulumi", [...words, "--stack", "test", "--non-interactive"], running),
    commands: () => readFileSync(join(bin, "log"), "utf8").trim().split("\n"),
    clone: () => {
      const copy = fresh();
      const kept = (path: string) => !path.includes(".bootstrap");
      cpSync(folder, copy, { recursive: true, filter: kept, verbatimSymlinks: true });
      return machine(sandbox, endpoint, bucket, copy, fresh);
    },
  };
}

function run(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  { cwd, deaf, signal }: { readonly cwd: string; readonly deaf: boolean; readonly signal: AbortSignal | undefined },
  seen: (line: string) => boolean,
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
    const end = () => child.pid !== undefined && process.kill(-child.pid, "SIGKILL");
    signal?.addEventListener("abort", end, { once: true });
    let [stdout, stderr] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      stdout += chunk;
    });
    if (deaf) child.stdout.destroy();
    createInterface({ input: child.stderr }).on("line", (line) => {
      stderr += `${line}\n`;
      if (seen(line)) end();
    });
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, stdout, stderr }));
  });
}

/** What `--print-environment` wrote, as a shell would take it. */
export const variables = (lines: string): Record<string, string> =>
  Object.fromEntries(
    [...lines.matchAll(/^export (\w+)='([^']*)'$/gm)].map(([, name = "", value = ""]) => [name, value]),
  );

/** An S3 client with the printed keys. */
export const client = (env: Record<string, string>, endpoint: string): S3Client =>
  new S3Client({
    endpoint,
    region,
    forcePathStyle: true,
    credentials: { accessKeyId: env["AWS_ACCESS_KEY_ID"] ?? "", secretAccessKey: env["AWS_SECRET_ACCESS_KEY"] ?? "" },
  });

/** One version of an object; one that marks a deletion holds nothing. */
export interface Version {
  readonly Key: string;
  readonly VersionId: string;
  readonly deletion: boolean;
}

/** Every version of every object in a bucket. */
export async function versions(s3: S3Client, bucket: string): Promise<Version[]> {
  const { Versions = [], DeleteMarkers = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket: bucket }));
  const named = [...Versions, ...DeleteMarkers].map(({ Key = "", VersionId = "" }, at) => ({
    Key,
    VersionId,
    deletion: at >= Versions.length,
  }));
  return named.sort((a, b) => (a.Key + a.VersionId < b.Key + b.VersionId ? -1 : 1));
}

/** What is in those versions. */
export const contents = (s3: S3Client, bucket: string, found: readonly Version[]): Promise<string[]> =>
  Promise.all(
    found
      .filter(({ deletion }) => !deletion)
      .map(async ({ Key, VersionId }) => {
        const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key, VersionId }));
        return (await Body?.transformToString()) ?? "";
      }),
  );

/** The forms in which a secret could stand in a text. */
export const forms = (secret: string): string[] => {
  const bytes = Buffer.from(secret);
  return [secret, encodeURIComponent(secret), bytes.toString("base64").replace(/=+$/, ""), bytes.toString("hex")];
};
