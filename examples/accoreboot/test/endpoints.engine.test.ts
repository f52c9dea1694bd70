/** What stands behind the endpoints: a real PostgreSQL and a real S3 server, reached with what the components put out. */

import { type Program, seeded } from "@accoreboot/sandbox";
import { running } from "@accoreboot/testing";
import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const source = `
const { OvhEnvironment } = require("@accoreboot/ovh-project");
const { ManagedTimescalePg } = require("@accoreboot/ovh-managed-pg");
const { S3BucketWithUsers } = require("@accoreboot/ovh-s3-iam");
const env = new OvhEnvironment("env", {
  app: "real", environment: "test", region: "GRA11", projectId: "${seeded.projectId}",
});
const db = new ManagedTimescalePg("db", { environment: env.ref });
const files = new S3BucketWithUsers("files", {
  environment: env.ref,
  buckets: [{ role: "files" }],
  users: [
    { name: "app", grants: [{ bucket: "files", access: "readWrite" }] },
    { name: "reader", grants: [{ bucket: "files", access: "read" }] },
  ],
});
exports.database = { id: db.clusterId, url: db.connectionString, ca: db.caCertificate, sql: db.timescaleSql };
exports.bucket = files.bucketName("files");
exports.users = files.users;
`;

interface Outputs {
  readonly database: { id: string; url: string; ca: string; sql: string };
  readonly bucket: string;
  readonly users: { userName: string; accessKeyId: string; secretAccessKey: string }[];
}

describe("behind the endpoints of one environment", () => {
  let run: Program;
  let outputs: Outputs;
  beforeAll(async () => {
    run = await running({ source, servers: true });
    const { code, stdout } = await run.up();
    expect(code, stdout).toBe(0);
    outputs = (await run.outputs()) as unknown as Outputs;
  });
  afterAll(() => run.close());

  const connected = async <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
    const { hostname, port, username, password, pathname } = new URL(url);
    const login = { host: hostname, port: Number(port), user: username, password: decodeURIComponent(password) };
    const client = new pg.Client({ ...login, database: pathname.slice(1), ssl: { ca: outputs.database.ca } });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  };

  it("C038 PostgreSQL 17 answers at the connection string, its certificate verified, and takes the component's SQL", async () => {
    const [version, position] = await connected(outputs.database.url, async (client) => {
      await client.query(outputs.database.sql);
      const shown = await client.query("SHOW server_version");
      const installed = await client.query("SELECT extname FROM pg_extension WHERE extname = 'timescaledb'");
      return [String(shown.rows[0]?.server_version), installed.rowCount];
    });
    expect(version).toMatch(/^17\./);
    expect(position).toBe(1);
  });

  it("C040 lets nobody in from outside the private network", async () => {
    const port = await run.sandbox.databasePort(outputs.database.id, "203.0.113.9");
    const outside = outputs.database.url.replace(/:\d+\//, `:${port}/`);
    await expect(connected(outside, (client) => client.query("SELECT 1"))).rejects.toThrow();
  });

  it("C010 the bucket takes the users' keys over S3, each for what its policy says", async () => {
    run.sandbox.clock.advance(60_000);
    const endpoint = run.sandbox.s3()["gra"] ?? "";
    const as = (name: string) => {
      const keys = outputs.users.find((user) => user.userName === name);
      const credentials = { accessKeyId: keys?.accessKeyId ?? "", secretAccessKey: keys?.secretAccessKey ?? "" };
      return new S3Client({ endpoint, region: "gra", forcePathStyle: true, credentials });
    };
    const [app, reader] = [as("app"), as("reader")];
    const object = { Bucket: outputs.bucket, Key: "positions/1" };
    await expect
      .poll(() => app.send(new PutObjectCommand({ ...object, Body: "48.85,2.35" })).then(() => "written", String))
      .toBe("written");
    const read = await reader.send(new GetObjectCommand(object));
    expect(await read.Body?.transformToString()).toBe("48.85,2.35");
    await expect(reader.send(new PutObjectCommand({ ...object, Body: "no" }))).rejects.toThrow(/AccessDenied|denied/i);
    await expect(reader.send(new DeleteObjectCommand(object))).rejects.toThrow(/AccessDenied|denied/i);
  });

  it("goes with everything behind it", async () => {
    expect((await run.destroy()).code).toBe(0);
    await expect(connected(outputs.database.url, (client) => client.query("SELECT 1"))).rejects.toThrow();
  });
});
