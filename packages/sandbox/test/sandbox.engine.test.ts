import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Program } from "@accoreboot/sandbox";
import { createSandbox, type Sandbox, seeded } from "@accoreboot/sandbox";
import { running } from "@accoreboot/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const head = `
const ovh = require("@ovhcloud/pulumi-ovh"), openstack = require("@pulumi/openstack"), cloudflare = require("@pulumi/cloudflare");
const pulumi = require("@pulumi/pulumi");
const config = new pulumi.Config();
const serviceName = "${seeded.projectId}";
`;

const network = `${head}
const network = new ovh.cloudproject.NetworkPrivate("network", {
  serviceName, name: "net", regions: ["GRA11"], vlanId: config.getNumber("vlan") ?? 7,
});
const networkId = network.regionsOpenstackIds.apply((ids) => ids.GRA11);
const subnet = new ovh.cloudproject.NetworkPrivateSubnetV2("subnet", {
  serviceName, networkId, region: "GRA11", cidr: "10.9.0.0/24", name: "sub", dhcp: true,
});
const user = new ovh.cloudproject.User("user", {
  serviceName, description: "someone", roleNames: [config.get("role") ?? "objectstore_operator"],
});
exports.networkId = networkId;
exports.password = user.password;
`;

describe("a raw-SDK program in the sandbox", () => {
  let run: Program;
  beforeAll(async () => {
    run = await running({ source: network });
  });
  afterAll(() => run.close());

  it("previews without making anything, and shows what is unknown until it is made", async () => {
    const { code, stdout } = await run.preview();
    expect(code, stdout).toBe(0);
    expect(stdout).toContain("4 to create");
    expect(run.sandbox.entries()).toEqual([]);
  });

  it("comes up, and the second preview has nothing to do", async () => {
    const { code, stdout } = await run.up();
    expect(code, stdout).toBe(0);
    expect(run.sandbox.entries()).toHaveLength(3);
    expect((await run.preview("--expect-no-changes")).code).toBe(0);
  });

  it("finds at a refresh what it made, unchanged", async () => {
    const { code, stdout } = await run.pulumi("refresh", "--yes", "--skip-preview", "--expect-no-changes");
    expect(code, stdout).toBe(0);
    expect((await run.preview("--expect-no-changes")).code).toBe(0);
  });

  it("C012 keeps what the SDK calls secret encrypted in the state, and masks it", async () => {
    const { password } = await run.outputs();
    expect(password).toMatch(/^[\w-]{32}$/);
    expect(await run.exported()).not.toContain(password);
    expect((await run.pulumi("stack", "output")).stdout).toContain("[secret]");
  });

  it("C016 gives outputs as JSON", async () => {
    const { stdout } = await run.pulumi("stack", "output", "--json");
    expect(Object.keys(JSON.parse(stdout))).toEqual(["networkId", "password"]);
  });

  it("updates in place where the provider does", async () => {
    await run.pulumi("config", "set", "role", "compute_operator");
    const { stdout } = await run.up("--diff");
    expect(stdout).toContain("1 updated");
    expect(run.sandbox.entries().find(({ token }) => token.includes("user"))?.inputs["roleNames"]).toEqual([
      "compute_operator",
    ]);
  });

  it("replaces where the provider does, and says so in the preview", async () => {
    await run.pulumi("config", "set", "vlan", "8");
    const { stdout } = await run.preview("--diff");
    expect(stdout).toMatch(/vlanId\s*:\s*7 => 8/);
    expect(stdout).toContain("2 to replace");
    const { code, stdout: done } = await run.up();
    expect(code, done).toBe(0);
    expect(run.sandbox.entries()).toHaveLength(3);
  });

  it("refuses at creation what the API refuses, and keeps what was made", async () => {
    await run.pulumi("config", "set", "role", "king");
    const { code, stdout } = await run.up();
    expect(code).not.toBe(0);
    expect(stdout).toContain("unknown role king");
    expect(stdout).toContain("(simulated ovh, status 400)");
    expect(run.sandbox.entries()).toHaveLength(3);
  });

  it("C147 destroys to nothing", async () => {
    expect((await run.destroy()).code).toBe(0);
    expect(run.sandbox.entries()).toEqual([]);
    expect(await run.state()).toEqual([]);
  });
});

describe("what the sandbox does not know", () => {
  it.each([
    {
      what: "an argument, at any depth, with the nearest known one",
      source: `raw("ovh:CloudProject/database:Database", {
        serviceName, engine: "postgresql", version: "17", plan: "essential", flavour: "db1-4",
        nodes: [{ region: "GRA", networkID: "x" }],
      });`,
      said: ["property flavour", "Did you mean flavor?", "nodes[0].networkID", "Did you mean networkId?"],
    },
    {
      what: "a resource type that has no behaviour here",
      source: 'raw("ovh:Okms/okms:Okms", { ovhSubsidiary: "FR", region: "EU_WEST_RBX" });',
      said: ["ovh:Okms/okms:Okms is known to the SDK but not modelled in the sandbox", "ovh-sandbox coverage"],
    },
    {
      what: "a resource type that the SDK does not have",
      source: 'raw("ovh:CloudProject/usr:User", {});',
      said: ["ovh:CloudProject/usr:User is not in the SDK", "Did you mean ovh:CloudProject/user:User?"],
    },
    {
      what: "a function that has no behaviour here",
      source: 'exports.vps = pulumi.output(pulumi.runtime.invoke("ovh:Vps/getVps:getVps", {}, {}));',
      said: ["function ovh:Vps/getVps:getVps is known to the SDK but not modelled in the sandbox"],
    },
  ])("is refused by name: $what", async ({ source, said }) => {
    const raw = 'const raw = (type, props) => new pulumi.CustomResource(type, "x", props);\n';
    const run = await running({ source: head + raw + source });
    try {
      const { code, stdout } = await run.preview();
      expect(code).not.toBe(0);
      for (const words of said) expect(stdout).toContain(words);
      expect(run.sandbox.entries()).toEqual([]);
    } finally {
      await run.close();
    }
  });

  it("C081 refuses OpenStack without a login that belongs to a project user", async () => {
    const run = await running({
      source: `${head}
const provider = new openstack.Provider("os", {
  authUrl: "https://auth.cloud.ovh.net/v3", userName: "user-x", password: "wrong", tenantId: serviceName, region: "GRA11",
});
const publicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl";
new openstack.compute.Keypair("explicit", { publicKey, name: "a" }, { provider });
new openstack.compute.Keypair("ambient", { publicKey, name: "b" });
`,
    });
    try {
      const { code, stdout } = await run.up();
      expect(code).not.toBe(0);
      expect(stdout).toMatch(/requires authentication|OS_\* variables are not read here/);
      expect(run.sandbox.entries()).toEqual([]);
    } finally {
      await run.close();
    }
  });
});

describe("a sandbox keeps to itself", () => {
  let scratch: string;
  let sandbox: Sandbox;
  beforeAll(async () => {
    scratch = mkdtempSync(join(tmpdir(), "accoreboot keeps "));
    sandbox = await createSandbox(join(scratch, "sandbox"));
  });
  afterAll(async () => {
    await sandbox.close();
    rmSync(scratch, { recursive: true, force: true });
  });

  it("forces its own state and home, and passes nothing of a real account", () => {
    const real = {
      PATH: process.env["PATH"],
      HOME: "/home/someone",
      PULUMI_ACCESS_TOKEN: "real",
      PULUMI_BACKEND_URL: "s3://real",
      OVH_APPLICATION_KEY: "real",
      OVH_SANDBOX_DIR: "elsewhere",
      OS_PASSWORD: "real",
      AWS_SECRET_ACCESS_KEY: "real",
      CLOUDFLARE_API_TOKEN: "real",
      OPENSTACK_PASSWORD: "real",
      OVHCLOUD_TOKEN: "real",
      TF_VAR_secret: "real",
      PULUMI_NODEJS_TRANSPILE_ONLY: "true",
    };
    const inner = sandbox.environment(real);
    expect(JSON.stringify(inner)).not.toContain("real");
    expect(inner).toMatchObject({
      HOME: "/home/someone",
      PULUMI_NODEJS_TRANSPILE_ONLY: "true",
      OVH_SANDBOX_DIR: sandbox.path,
    });
    expect(inner["PULUMI_BACKEND_URL"]).toBe(`file://${join(sandbox.path, "state")}`);
  });

  it("C005 never writes the user's stack file, and keeps secrets set inside encrypted", async () => {
    const cwd = join(scratch, "project");
    mkdirSync(cwd);
    writeFileSync(join(cwd, "Pulumi.yaml"), "name: mine\nruntime: nodejs\n");
    const file = join(cwd, "Pulumi.dev.yaml");
    writeFileSync(
      file,
      "# by hand\nencryptionsalt: v1:the-real-one\nconfig:\n  mine:plain: kept\n  mine:token: { secure: v1:abc }\n",
    );
    const before = readFileSync(file, "utf8");
    const pulumi = (...args: string[]) => sandbox.pulumi([...args, "--non-interactive"], { cwd });

    expect((await pulumi("stack", "init", "dev")).code).toBe(0);
    expect((await pulumi("config", "set", "--secret", "password", "hunter2")).code).toBe(0);
    const { stdout, stderr } = await pulumi("config", "--json");
    expect(JSON.parse(stdout)).toMatchObject({ "mine:plain": { value: "kept" }, "mine:password": { secret: true } });
    expect(stderr).toContain("mine:token is a secret of your real stack");
    expect(stdout).not.toContain("hunter2");

    expect(readFileSync(file, "utf8")).toBe(before);
    expect(readdirSync(cwd).sort()).toEqual(["Pulumi.dev.yaml", "Pulumi.yaml"]);
    const copy = readFileSync(join(sandbox.path, "config", "mine", "Pulumi.dev.yaml"), "utf8");
    expect(copy).toContain("secure:");
    expect(copy).not.toMatch(/hunter2|the-real-one/);
  });

  it("refuses a folder that is not a sandbox, and one that somebody else's files are in", async () => {
    const other = join(scratch, "other");
    mkdirSync(other);
    writeFileSync(join(other, "state.json"), "{}");
    await expect(createSandbox(other)).rejects.toThrow(/is not a sandbox/);
    expect(existsSync(join(other, "state.json"))).toBe(true);
  });

  it("refuses to update or delete what it never made", async () => {
    const run = await running({ source: network });
    try {
      await run.up();
      const state = (await run.exported()).replaceAll(/pn-\d+_7/g, "pn-9999999_7");
      writeFileSync(join(scratch, "foreign.json"), state);
      await run.pulumi("stack", "import", "--file", join(scratch, "foreign.json"));
      const { code, stdout } = await run.destroy();
      expect(code).not.toBe(0);
      expect(stdout).toContain("was never made in this sandbox");
    } finally {
      await run.close();
    }
  });
});
