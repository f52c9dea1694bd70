import { exampleEnvironment as environment, recordedOf, recordProgram, settled } from "@accoreboot/testing";
import { describe, expect, it } from "vitest";
import { StateBucket, type StateBucketArgs } from "../src/index.ts";

async function made(args: Partial<StateBucketArgs> = {}) {
  const holder: { state?: StateBucket } = {};
  const recorded = await recordProgram(() => {
    holder.state = new StateBucket("state", { environment, ...args });
  });
  const bucket = recordedOf(recorded, "ovh:CloudProject/storage:Storage", "state-storage-tfstate-bucket");
  return { state: holder.state as StateBucket, recorded, bucket };
}

describe("StateBucket", () => {
  it("C074 C076 C077 makes one encrypted, versioned, protected bucket of the environment, in three zones", async () => {
    const { state, recorded, bucket } = await made();
    expect(bucket.inputs).toMatchObject({
      serviceName: environment.projectId,
      name: "accoreboot-tfstate-test",
      regionName: "EU-WEST-PAR",
      versioning: { status: "enabled" },
      encryption: { sseAlgorithm: "AES256" },
    });
    expect(bucket.protect).toBe(true);
    expect((await settled(state.endpoint)).value).toBe("https://s3.eu-west-par.io.cloud.ovh.net");
    expect(recorded.filter(({ type }) => type.endsWith(":Storage"))).toHaveLength(1);
  });

  it("C074 calls it otherwise in every environment, and literally as it is told to", async () => {
    const prod = await made({ environment: { ...environment, name: "prod" } });
    expect(prod.bucket.inputs["name"]).toBe("accoreboot-tfstate-prod");
    expect((await made({ bucketName: "accoreboot-tfstate" })).bucket.inputs["name"]).toBe("accoreboot-tfstate");
  });

  it("C077 takes another region, another endpoint, and its protection off by name", async () => {
    const { state, bucket } = await made({ region: "GRA", endpoint: "http://127.0.0.1:9000", protect: false });
    expect(bucket.inputs["regionName"]).toBe("GRA");
    expect(bucket.protect).toBe(false);
    expect((await settled(state.backendUrl)).value).toContain("http://127.0.0.1:9000");
  });

  it("C078 puts out what a backend needs as variables, the key as a secret", async () => {
    const { state } = await made();
    expect(await settled(state.backendUrl)).toEqual({
      value:
        "s3://accoreboot-tfstate-test?region=eu-west-par&endpoint=https://s3.eu-west-par.io.cloud.ovh.net&s3ForcePathStyle=true",
      secret: false,
    });
    expect((await settled(state.accessKeyId)).secret).toBe(false);
    const { value: key, secret } = await settled(state.secretAccessKey);
    expect(secret).toBe(true);
    const login = await settled(state.login);
    expect(login.secret).toBe(true);
    expect(login.value).toMatchObject({
      AWS_ACCESS_KEY_ID: (await settled(state.accessKeyId)).value,
      AWS_SECRET_ACCESS_KEY: key,
      PULUMI_BACKEND_URL: (await settled(state.backendUrl)).value,
    });
  });

  it("C078 gives the one user of the bucket reading and writing there, and nothing else", async () => {
    const { recorded } = await made();
    const policies = recorded.filter(({ type }) => type.endsWith(":S3Policy"));
    expect(policies).toHaveLength(1);
    const statements = JSON.parse(String(policies[0]?.inputs["policy"])).Statement as {
      Action: string[];
      Resource: string[];
    }[];
    expect([...new Set(statements.flatMap(({ Action }) => Action))].toSorted()).toEqual(
      [
        ...["AbortMultipartUpload", "DeleteObject", "GetBucketLocation", "GetObject", "ListBucket"],
        ...["ListBucketMultipartUploads", "ListMultipartUploadParts", "PutObject"],
      ].map((action) => `s3:${action}`),
    );
    for (const { Resource } of statements) {
      for (const resource of Resource) expect(resource).toMatch(/^arn:aws:s3:::accoreboot-tfstate-test(\/\*)?$/);
    }
  });

  it("C074 protects the way in as well: user, document and the current key, until it is told not to", async () => {
    const protectedIn = async (args: Partial<StateBucketArgs>) =>
      (await made(args)).recorded
        .filter(({ protect }) => protect)
        .map(({ name }) => name)
        .toSorted();
    expect(await protectedIn({ keys: ["first", "second"] })).toEqual(
      ["owner", "state-policy", "state-second-key", "state-user", "tfstate-bucket"].map(
        (name) => `state-storage-${name}`,
      ),
    );
    expect(await protectedIn({ protect: false })).toEqual([]);
  });

  it("deletes old versions after as many days as it is told", async () => {
    const { recorded } = await made({ oldVersionsDays: 90 });
    const lifecycle = recorded.find(({ name }) => name === "state-storage-tfstate-lifecycle");
    expect(lifecycle?.inputs["rules"]).toEqual([
      { id: "old-versions", status: "enabled", noncurrentVersionExpiration: { noncurrentDays: 90 } },
    ]);
  });
});
