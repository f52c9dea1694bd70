import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createSandbox, type Sandbox } from "../src/sandbox.ts";
import { seeded } from "../src/seed.ts";

const user = "ovh:CloudProject/user:User";
const inputs = { serviceName: seeded.projectId, description: "by hand", roleNames: ["objectstore_operator"] };

let folder: string;
let sandbox: Sandbox;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "hands on "));
  sandbox = await createSandbox(join(folder, "cloud"));
});
afterEach(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("somebody at a console", () => {
  it("makes a thing, which is checked like a program's", async () => {
    const { id } = await sandbox.make(user, inputs);
    expect(sandbox.find(id).inputs["description"]).toBe("by hand");
    await expect(sandbox.make(user, { ...inputs, colour: "red" })).rejects.toThrow(/colour: unknown property/);
    await expect(sandbox.make(user, { ...inputs, serviceName: "none" })).rejects.toThrow(/does not exist/);
  });

  it("makes OpenStack things in the seeded project without a login", async () => {
    const { scope } = await sandbox.make("openstack:networking/secGroup:SecGroup", { name: "g", region: "GRA11" });
    expect(scope).toBe(seeded.projectId);
  });

  it("changes a property, deep too, and is told of one that does not exist", async () => {
    const { id } = await sandbox.make(user, inputs);
    sandbox.drift(id, "description", "changed");
    sandbox.drift(id, "roles[0].name", "administrator");
    const found = sandbox.find(id);
    expect([found.inputs["description"], found.outputs["description"]]).toEqual(["changed", "changed"]);
    expect(found.outputs["roles"]).toMatchObject([{ name: "administrator" }]);
    expect(() => sandbox.drift(id, "colour", "red")).toThrow(/no property colour/);
    expect(() => sandbox.drift(id, "description", "changed")).toThrow(/is so already/);
    expect(() => sandbox.drift("nobody", "description", "x")).toThrow(/nothing is called nobody/);
  });

  it("forgets a thing, switches a habit it knows, and sets a quota", async () => {
    const { id } = await sandbox.make(user, inputs);
    expect(sandbox.forget((entry) => entry.id === id)).toBe(1);
    expect(() => sandbox.habit("none", false)).toThrow(/there is no habit none/);
    sandbox.quota(user, 1);
    await sandbox.make(user, inputs);
    await expect(sandbox.make(user, inputs)).rejects.toThrow(/quota exceeded.*may hold 1/);
  });
});

describe("what could never happen is refused", () => {
  it.each<[object, RegExp]>([
    [{ event: "nope" }, /event: nope is not one of throttled/],
    [{ event: "missing", operation: "create" }, /missing happens at read only/],
    [{ event: "failed", operation: "creat" }, /creat is not one of create/],
    [{ event: "failed", token: "ovh:Nope*" }, /ovh:Nope\* fits nothing/],
    [{ event: "failed", nth: 0, probability: 2, seconds: -1 }, /nth: .*\n.*probability: .*\n.*seconds: /],
    [{ event: "failed", chance: 1 }, /chance: there is no such field/],
  ])("%j", (fault, words) => {
    expect(() => sandbox.fault(fault as never)).toThrow(words);
    expect(sandbox.faults()).toEqual([]);
  });

  it("a clock that goes back, a quota that is no number, a drift of another type", async () => {
    expect(() => sandbox.clock.advance(-1)).toThrow(/moves forward/);
    expect(() => sandbox.clock.set({ scale: Number.NaN, skips: false })).toThrow(/the pace is/);
    expect(() => sandbox.quota(user, 1.5)).toThrow(/whole number/);
    expect(() => sandbox.quota("none", 1)).toThrow(/no model of none/);
    const { id } = await sandbox.make(user, inputs);
    expect(() => sandbox.drift(id, "description", { a: 1 })).toThrow(/description of .*: expected a string/);
    expect(() => sandbox.drift(id, "roleNames[-1]", "x")).toThrow(/no place in a list/);
  });
});

describe("a dump", () => {
  it("brings the whole cloud into another sandbox, and is the same there", async () => {
    await sandbox.make(user, inputs);
    sandbox.fault({ event: "error-500", nth: 3 });
    const written = JSON.parse(JSON.stringify(sandbox.dump()));
    const other = await createSandbox();
    other.load(written);
    expect(other.dump()).toEqual(written);
    const { path } = other;
    await other.close();
    expect(existsSync(path)).toBe(false);
  });

  it("is refused whole where it is none", () => {
    const before = sandbox.dump();
    expect(() => sandbox.load({ format: 1 })).toThrow(/this is no dump/);
    const broken = { ...before, entries: [...before.entries, { id: "x" }] };
    expect(() => sandbox.load(broken)).toThrow(/entries\[\d+\]\.token: is no resource type/);
    expect(() => sandbox.load({ ...before, entries: [null] })).toThrow(/entries\[0\]\.id: is missing/);
    expect(() => sandbox.load({ ...before, settings: { clock: "never", faults: "x" } })).toThrow(
      /settings\.clock: is none\n {2}settings\.faults: is no list/,
    );
    expect(sandbox.dump()).toEqual(before);
  });
});

it("two sandboxes side by side do not know of each other", async () => {
  const other = await createSandbox();
  await sandbox.make(user, inputs);
  expect(other.entries()).toEqual([]);
  expect(other.served.ports).not.toEqual(sandbox.served.ports);
  await other.close();
});
