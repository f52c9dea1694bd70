import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { main } from "../src/command.ts";
import { openSandbox } from "../src/sandbox.ts";
import { seeded } from "../src/seed.ts";

const user = "ovh:CloudProject/user:User";
let folder: string;
let id: string;
let password: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "command "));
  const sandbox = await openSandbox(join(folder, "cloud"), {}, false);
  const made = await sandbox.make(user, { serviceName: seeded.projectId, description: "u", roleNames: [] });
  id = made.id;
  password = String(made.outputs["password"]);
  await sandbox.close();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function said(...args: string[]): Promise<string> {
  let text = "";
  const code = await main([...args, "--dir", join(folder, "cloud")], (more) => {
    text += more;
  });
  expect(code).toBe(0);
  return text;
}

describe("ovh-sandbox", () => {
  it("helps, with nothing given and with --help, and names what it does not know", async () => {
    expect(await said()).toContain("ovh-sandbox run -- pulumi up");
    expect(await said("--help")).toContain(seeded.projectId);
    await expect(main(["dance"])).rejects.toThrow(/unknown command "dance"/);
  });

  it("lists and shows, with secrets masked unless asked", async () => {
    expect(await said("ls")).toMatch(new RegExp(`^${user} {2}${id} .*\\n1 resource\\n$`));
    expect(await said("ls", "nothing-like-it")).toBe("0 resources\n");
    const shown = await said("show", id);
    expect(JSON.parse(shown)).toMatchObject({ token: user, id, outputs: { password: "[secret]" } });
    expect(shown).not.toContain(password);
    expect(await said("show", id, "--show-secrets")).toContain(password);
    await expect(said("show", "nobody")).rejects.toThrow(/nothing is called nobody/);
  });

  it("drifts a property, and takes a thing away", async () => {
    await said("drift", id, "description", '"changed"');
    expect(JSON.parse(await said("show", id))).toMatchObject({ outputs: { description: "changed" } });
    expect(await said("drift", id, "--delete")).toContain("is gone");
    expect(await said("ls")).toBe("0 resources\n");
  });

  it("orders, lists and cancels faults", async () => {
    expect(await said("fault")).toBe("no trouble ordered\n");
    const listed = await said("fault", "throttled", "--on", "ovh:*User", "--operation", "create", "--nth", "2");
    expect(listed).toBe(
      `1  throttled  {"token":"ovh:*User","operation":"create","nth":2}  requests seen: 0, happened: 0\n`,
    );
    await expect(said("fault", "flood")).rejects.toThrow(/flood is not one of throttled/);
    await expect(said("fault", "throttled", "--nth", "second")).rejects.toThrow(/nth is a number/);
    expect(await said("fault", "--cancel", "all")).toBe("no trouble ordered\n");
  });

  it("switches habits, paces the clock and sets quotas", async () => {
    expect(await said("habit", "off", "network.name-never-sent")).toMatch(/^off {2}network\.name-never-sent/m);
    expect(await said("habit", "on", "network.name-never-sent")).toMatch(/^on {3}network\.name-never-sent/m);
    await expect(said("habit", "off", "none")).rejects.toThrow(/there is no habit none/);
    const before = Date.parse((await said("clock")).trim());
    expect(Date.parse((await said("clock", "--advance", "2h")).trim()) - before).toBeGreaterThanOrEqual(7_200_000);
    await expect(said("clock", "--advance", "soon")).rejects.toThrow(/90s, 5m, 2h or 3d/);
    expect(await said("clock", "--speed", "60")).toMatch(/^\d{4}-/);
    expect(await said("status")).toContain("60 virtual seconds in a real one");
    expect(await said("quota", user, "1")).toContain("may have 1");
    await expect(said("quota", "none", "1")).rejects.toThrow(/no model of none/);
  });

  it("dumps and seeds a cloud, and keeps a journal without values", async () => {
    const file = join(folder, "dump.json");
    expect(await said("dump", "--out", file)).toContain("passwords in clear");
    expect(readFileSync(file, "utf8")).toContain(password);
    await said("reset");
    await said("seed", file);
    expect(JSON.parse(await said("show", id, "--show-secrets"))).toMatchObject({ outputs: { password } });
    expect(await said("journal")).not.toContain(password);
  });

  it("covers what it models", async () => {
    expect(await said("coverage")).toContain(`${user}  100 %`);
    expect(await said("coverage", "--markdown")).toContain("# What the sandbox simulates");
  });

  it("says what is missing", async () => {
    await expect(main(["run", "pulumi", "up"])).rejects.toThrow(/put -- before the command/);
    await expect(main(["run", "pulumi", "--yes"])).rejects.toThrow(/Put -- before the command/);
    await expect(said("reset", "files")).rejects.toThrow(/reset takes no "files"/);
    await expect(said("fault", "--cancel", "9")).rejects.toThrow(/there is no fault 9/);
    await expect(said("habit", "off")).rejects.toThrow(/say which habit/);
    await expect(said("seed", join(folder, "none"))).rejects.toThrow(/there is no file/);
    await expect(main(["status", "--dir", join(folder, "none")])).rejects.toThrow(/there is no sandbox in/);
    await expect(said("drift", id, "openstackRc.colour.deep", "1")).rejects.toThrow(/openstackRc/);
    await expect(said("run")).rejects.toThrow(/give a command after --/);
    await expect(said("drift")).rejects.toThrow(/wants a word more/);
  });
});
