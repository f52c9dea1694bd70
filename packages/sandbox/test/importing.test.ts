import { describe, expect, it } from "vitest";
import { imported } from "../src/importing.ts";
import { settled } from "../src/life.ts";
import type { Model } from "../src/model.ts";
import type { Entry, Store } from "../src/store.ts";

const entry: Entry = {
  token: "t",
  scope: "",
  id: "7",
  urn: "u",
  inputs: { serviceName: "p", zone: "a.example" },
  outputs: { jurisdiction: "default" },
  timeline: settled,
  seeded: false,
};
const store = {
  entries: () => [entry],
  find: (_token: string, _scope: string, id: string) => (id === entry.id ? entry : undefined),
} as unknown as Store;
const found = (importId: string | undefined, given: string) =>
  imported(store, { token: "t", ...(importId ? { importId } : {}) } as Model, "", given)?.id;

describe("an import id", () => {
  it.each([
    [undefined, "7"],
    ["serviceName/id", "p/7"],
    ["id.zone", "7.a.example"],
    ["serviceName/id/jurisdiction", "p/7/default"],
    ["serviceName/zone", "p/a.example"],
  ])("of the form %s is read: %s", (form, given) => {
    expect(found(form, given)).toBe("7");
  });

  it.each([
    ["serviceName/id", "7"],
    ["serviceName/id", "p/7/8"],
    ["id.zone", "7"],
  ])("of the form %s refuses %s with the form", (form, given) => {
    expect(() => found(form, given)).toThrow(`the import id of t is ${form}`);
  });

  it("of another thing finds none", () => {
    expect(found("serviceName/id", "q/7")).toBeUndefined();
  });
});
