/** The two stacks on the real engine: what they make, take and put out, and in which order. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createSandbox, type Program, type Sandbox, type StateResource } from "@accoreboot/sandbox";
import { running } from "@accoreboot/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const folder = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url));
const secretMark = "4dabf18193072939515e22adb298388d";
const ofType = (state: StateResource[], type: string) => state.filter((resource) => resource.type === type);
const clouded = (state: StateResource[]) => state.filter(({ type }) => /^(ovh|openstack):/.test(type));

interface User {
  readonly user_name: string;
  readonly access_key_id: string;
  readonly secret_access_key: string;
}

describe("main_stack, then data_stack", () => {
  let sandbox: Sandbox;
  let main: Program;
  let data: Program;
  let projectId: string;

  beforeAll(async () => {
    sandbox = await createSandbox();
    main = await running({ folder: folder("main_stack"), sandbox });
    const { code, stdout } = await main.up();
    expect(code, stdout).toBe(0);
    projectId = String((await main.outputs())["project_id"]);
    data = await running({ folder: folder("data_stack"), sandbox, secrets: { project_id: projectId } });
    const second = await data.up();
    expect(second.code, second.stdout).toBe(0);
  });
  afterAll(async () => {
    await data?.close();
    await main?.close();
    await sandbox?.close();
  });

  const stackOutputs = (state: StateResource[]) => ofType(state, "pulumi:pulumi:Stack")[0]?.outputs ?? {};

  it("C001 C002 main_stack makes one project and nothing else, with nothing configured", async () => {
    const state = await main.state();
    expect(clouded(state).map(({ type }) => type)).toEqual(["ovh:CloudProject/project:Project"]);
    expect(clouded(state)[0]?.inputs["description"]).toBe("infra-manager-test");
    expect(JSON.parse((await main.pulumi("config", "--json")).stdout)).toEqual({});
    expect((await main.preview()).changes).toEqual({ unchanged: state.length - 1 });
  });

  it("C003 C016 puts out project_id: a string, the project's own, no secret, readable by a script", async () => {
    const state = await main.state();
    expect(stackOutputs(state)).toEqual({ project_id: projectId });
    expect(projectId).toMatch(/^[0-9a-f]{32}$/);
    expect(clouded(state)[0]?.outputs["projectId"]).toBe(projectId);
    expect(JSON.parse((await main.pulumi("stack", "output", "--json")).stdout)).toEqual({ project_id: projectId });
  });

  it("C004 C005 data_stack keeps project_id encrypted: in the stack's file, in what pulumi config shows, in every child", async () => {
    const listed = await data.pulumi("config");
    expect(listed.stdout).toContain("[secret]");
    expect(listed.stdout).not.toContain(projectId);
    expect((await data.pulumi("config", "--show-secrets")).stdout).toContain(projectId);
    const files = readdirSync(sandbox.path, { recursive: true, encoding: "utf8" }).filter((file) =>
      file.endsWith("Pulumi.test.yaml"),
    );
    const texts = files.map((file) => readFileSync(join(sandbox.path, file), "utf8"));
    expect(texts.filter((text) => /data_stack:project_id:\n +secure: v1:/.test(text))).toHaveLength(1);
    for (const text of texts) expect(text).not.toContain(projectId);
    const children = clouded(await data.state());
    expect(children.length).toBeGreaterThan(10);
    for (const { inputs, outputs } of children) {
      expect(inputs["serviceName"]).toHaveProperty(secretMark);
      expect(outputs["serviceName"]).toHaveProperty(secretMark);
    }
  });

  it("C006 C007 makes several buckets in that project and puts out their names", async () => {
    const state = await data.state();
    const names = ofType(state, "ovh:CloudProject/storage:Storage").map(({ inputs }) => inputs["name"]);
    const declared = ["infra-manager-raw-test", "infra-manager-results-test", "infra-manager-backups-test"];
    expect(names.toSorted()).toEqual(declared.toSorted());
    expect(stackOutputs(state)["bucket_names"]).toEqual(declared);
  });

  it("C008 C009 C010 gives every user its own document and one key", async () => {
    const state = await data.state();
    const policies = ofType(state, "ovh:CloudProject/s3Policy:S3Policy");
    expect(policies).toHaveLength(3);
    expect(ofType(state, "ovh:CloudProject/s3Credential:S3Credential")).toHaveLength(3);
    const named = (user: string) =>
      String(policies.find(({ urn }) => urn.endsWith(`storage-${user}-policy`))?.inputs["policy"]);
    expect(named("ingest")).toContain("infra-manager-raw-test");
    expect(named("ingest")).not.toMatch(/results|backups/);
    expect(named("analysis")).not.toContain("backups");
    expect(named("backup")).not.toMatch(/raw|results/);
    for (const { inputs } of policies) expect(String(inputs["policy"])).not.toContain('"arn:aws:s3:::*');
  });

  it("C011 C012 C016 puts out s3_users: three names each, of which secret_access_key alone is masked", async () => {
    const masked = JSON.parse((await data.pulumi("stack", "output", "--json")).stdout) as { s3_users: User[] };
    expect(masked.s3_users.map((user) => Object.keys(user).toSorted())).toEqual(
      [0, 1, 2].map(() => ["access_key_id", "secret_access_key", "user_name"]),
    );
    expect(masked.s3_users.map(({ user_name }) => user_name)).toEqual(["ingest", "analysis", "backup"]);
    for (const user of masked.s3_users) {
      expect(user.access_key_id).toMatch(/^[0-9a-f]{32}$/);
      expect(user.secret_access_key).toBe("[secret]");
    }
    const clear = (await data.outputs()) as { s3_users: User[] };
    for (const { secret_access_key: key } of clear.s3_users) expect(key).toMatch(/^[0-9a-f]{32}$/);
    const stored = stackOutputs(await data.state())["s3_users"] as Record<string, unknown>[];
    for (const user of stored) {
      expect(typeof user["access_key_id"]).toBe("string");
      expect(user["secret_access_key"]).toHaveProperty(secretMark);
    }
  });

  it("C025 the README's table is what the stacks take and put out", async () => {
    const rows = readFileSync(folder("README.md"), "utf8").matchAll(
      /^\| `(main|data)_stack` +\| (\w+) +\| `([\w[\].]+)` +\| .*? \| (yes|no) +\|/gm,
    );
    const documented = [...rows].map(([, stack, kind, name, secret]) => `${stack} ${kind} ${name} ${secret}`);
    const flat = (stack: string, outputs: Record<string, unknown>) =>
      Object.entries(outputs).flatMap(([name, value]) => {
        const [first] = Array.isArray(value) ? value : [];
        const fields =
          typeof first === "object" ? Object.keys(first as object).map((field) => `${name}[].${field}`) : [];
        return [name, ...fields].map((path) => `${stack} output ${path} ${path.includes("secret_") ? "yes" : "no"}`);
      });
    expect(documented.toSorted()).toEqual(
      [
        "data config project_id yes",
        "data config project_stack no",
        ...flat("main", await main.outputs()),
        ...flat("data", await data.outputs()),
      ].toSorted(),
    );
  });

  it("C004 takes project_id from main_stack's outputs as well, as a secret, and makes the same", async () => {
    const remove = await data.pulumi("config", "rm", "project_id");
    expect(remove.code, remove.stderr).toBe(0);
    const missing = await data.preview();
    expect(missing.code).not.toBe(0);
    expect(missing.stdout + missing.stderr).toContain(
      "data_stack:project_id is not set. Run pulumi up in main_stack first",
    );

    await data.pulumi("config", "set", "project_stack", "test");
    const short = await data.preview();
    expect(short.stdout + short.stderr).toContain("pulumi config set project_stack organization/main_stack/test");
    await data.pulumi("config", "set", "project_stack", "organization/main_stack/test");
    const same = await data.preview("--expect-no-changes");
    expect(same.code, same.stdout).toBe(0);
    await data.up();
    for (const { inputs } of clouded(await data.state())) expect(inputs["serviceName"]).toHaveProperty(secretMark);

    await data.pulumi("config", "set", "--secret", "project_id", projectId);
    const both = await data.preview();
    expect(both.stdout + both.stderr).toContain("project_id and data_stack:project_stack are both set");
    await data.pulumi("config", "rm", "project_stack");
  });

  it("C013 C014 destroying the data leaves the project; the project goes last and only unprotected", async () => {
    const gone = await data.destroy();
    expect(gone.code, gone.stdout).toBe(0);
    expect(clouded(await data.state())).toEqual([]);
    expect(clouded(await main.state())).toHaveLength(1);
    expect(
      sandbox.entries().filter(({ token }) => token === "ovh:CloudProject/project:Project").length,
    ).toBeGreaterThan(0);
    const refused = await main.destroy();
    expect(refused.code).not.toBe(0);
    expect(refused.stdout + refused.stderr).toMatch(/protect/);
    expect(clouded(await main.state())).toHaveLength(1);
  });
});

describe("data_stack before main_stack", () => {
  it("C004 C014 fails with the name of the missing key and the next command, and makes nothing", async () => {
    const run = await running({ folder: folder("data_stack") });
    try {
      const { code, stdout, stderr } = await run.up();
      expect(code).not.toBe(0);
      expect(stdout + stderr).toContain("data_stack:project_id is not set. Run pulumi up in main_stack first");
      expect(stdout + stderr).toContain("pulumi config set --secret project_id");
      expect(clouded(await run.state())).toEqual([]);
    } finally {
      await run.close();
    }
  });
});
