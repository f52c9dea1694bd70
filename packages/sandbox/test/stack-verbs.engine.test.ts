import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSandbox, type Sandbox } from "@accoreboot/sandbox";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const real = (stack: string) =>
  `# ${stack}, by hand\nencryptionsalt: v1:real-salt-of-${stack}\nconfig:\n  mine:plain: of-${stack}\n`;

describe("stack verbs beside a user's real stack files", () => {
  let scratch: string;
  let cwd: string;
  let sandbox: Sandbox;
  const pulumi = (...args: string[]) => sandbox.pulumi([...args, "--non-interactive"], { cwd });
  const done = async (...args: string[]) => {
    const { code, stdout, stderr } = await pulumi(...args);
    expect(code, `${args.join(" ")}: ${stdout}${stderr}`).toBe(0);
    expect(stderr).not.toContain("as it was");
    return stdout;
  };
  const copies = () => readdirSync(join(sandbox.path, "config", "mine")).filter((name) => name.endsWith(".yaml"));
  const user = (folder = cwd) =>
    Object.fromEntries(
      readdirSync(folder)
        .filter((name) => name !== "Pulumi.yaml" && name.startsWith("Pulumi."))
        .map((name) => [name, readFileSync(join(folder, name), "utf8")]),
    );
  const untouched = { "Pulumi.dev.yaml": real("dev"), "Pulumi.prod.yaml": real("prod") };

  beforeEach(async () => {
    scratch = mkdtempSync(join(tmpdir(), "accoreboot verbs "));
    cwd = join(scratch, "project");
    mkdirSync(cwd);
    writeFileSync(join(cwd, "Pulumi.yaml"), "name: mine\nruntime: nodejs\n");
    for (const stack of ["dev", "prod"]) writeFileSync(join(cwd, `Pulumi.${stack}.yaml`), real(stack));
    sandbox = await createSandbox(join(scratch, "sandbox"));
    await done("stack", "init", "prod");
    await done("stack", "init", "dev");
  });
  afterEach(async () => {
    await sandbox.close();
    rmSync(scratch, { recursive: true, force: true });
  });

  it("C005 stack rm of another stack leaves the real stack file, and removes the sandbox's copy", async () => {
    expect(copies()).toContain("Pulumi.prod.yaml");
    await done("stack", "rm", "prod", "--yes");
    expect(user()).toEqual(untouched);
    expect(copies()).toEqual(["Pulumi.dev.yaml"]);
    expect(await done("stack", "--show-name")).toContain("dev");
    await done("stack", "rm", "-ysdev");
    expect(user()).toEqual(untouched);
    expect((await pulumi("stack", "--show-name")).code).not.toBe(0);
  });

  it("C005 stack rename renames the copy, keeps its secrets readable, and shows the real salt to nobody", async () => {
    await done("config", "set", "--secret", "password", "hunter2", "-s", "prod");
    await done("stack", "rename", "prod2", "-s", "prod");
    expect(user()).toEqual(untouched);
    expect(copies().sort()).toEqual(["Pulumi.dev.yaml", "Pulumi.prod2.yaml"]);
    const copy = readFileSync(join(sandbox.path, "config", "mine", "Pulumi.prod2.yaml"), "utf8");
    expect(copy).not.toContain("real-salt");
    expect(await done("config", "get", "password", "-s", "prod2")).toContain("hunter2");
    expect(await done("config", "get", "plain", "-s", "prod2")).toContain("of-prod");
    expect(user()).toEqual(untouched);
    expect(await done("stack", "--show-name")).toContain("dev");
    await done("stack", "rename", "dev2");
    expect(await done("stack", "--show-name")).toContain("dev2");
    expect(user()).toEqual(untouched);
  });

  it("C005 stack change-secrets-provider rewrites the copy alone", async () => {
    await done("config", "set", "--secret", "password", "hunter2", "-s", "prod");
    await done("stack", "change-secrets-provider", "passphrase", "-s", "prod");
    expect(user()).toEqual(untouched);
    expect(await done("config", "get", "password", "-s", "prod")).toContain("hunter2");
  });

  it.each(["--create", "-c"])("C005 stack select %s of a new name leaves no stack file behind", async (create) => {
    await done("stack", "select", create, "fresh");
    expect(user()).toEqual(untouched);
    expect(copies()).toContain("Pulumi.fresh.yaml");
    expect(await done("stack", "--show-name")).toContain("fresh");
    await done("config", "set", "--secret", "password", "hunter2");
    await done("stack", "select", create, "fresh");
    expect(await done("config", "get", "password")).toContain("hunter2");
  });

  it("C005 destroy --remove leaves the real stack file", async () => {
    expect((await pulumi("destroy", "--yes", "--remove", "-s", "prod")).code).toBe(0);
    expect(user()).toEqual(untouched);
  });

  it("takes a fully qualified stack name", async () => {
    await done("config", "set", "colour", "red", "-s", "organization/mine/prod");
    expect(await done("config", "get", "colour", "--stack", "prod")).toContain("red");
    await done("stack", "init", "organization/mine/third");
    expect(copies()).toContain("Pulumi.third.yaml");
    await done("stack", "rm", "organization/mine/prod", "--yes");
    expect(user()).toEqual(untouched);
  });

  it("makes a stack from a folder away, with the folder glued to its flag", async () => {
    const { code, stderr } = await sandbox.pulumi(["stack", "init", "glued", `-C${cwd}`], { cwd: scratch });
    expect(code, stderr).toBe(0);
    expect(user()).toEqual(untouched);
    expect(copies()).toContain("Pulumi.glued.yaml");
  });

  it("keeps stack files in a folder of their own as they are", async () => {
    const stacks = join(cwd, "stacks");
    mkdirSync(stacks);
    writeFileSync(join(cwd, "Pulumi.yaml"), "name: mine\nruntime: nodejs\nstackConfigDir: stacks\n");
    writeFileSync(join(stacks, "Pulumi.prod.yaml"), real("prod"));
    await done("stack", "select", "--create", "other");
    await done("stack", "rm", "prod", "--yes");
    expect(user(stacks)).toEqual({ "Pulumi.prod.yaml": real("prod") });
    expect(copies()).toContain("Pulumi.other.yaml");
  });
});
