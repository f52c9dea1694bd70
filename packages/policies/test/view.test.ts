import { unknownCheckingProxy } from "@pulumi/policy";
import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { at, entries, isSecret, members, once, unknownSentinels, unreadable, type View, viewOf } from "../src/index.ts";
import { encrypted, secret, unknown } from "./hidden.ts";

/** A view in plain form. */
const told = (view: View | undefined) =>
  view && { kind: view.kind, path: view.path, ...(view.kind === "known" ? { value: view.value } : {}) };

describe("a view", () => {
  it.each([
    ["a string", "17", "known"],
    ["a number", 0, "known"],
    ["false", false, "known"],
    ["nothing", undefined, "absent"],
    ["null", null, "absent"],
    ["a sentinel inside a longer string", `postgres://${unknown}@host`, "unknown"],
    ["an output", pulumi.output("x"), "unknown"],
    ["a promise", Promise.resolve("x"), "unknown"],
    [
      "an output on the wire without value",
      { "4dabf18193072939515e22adb298388d": "d0e6a833031e9bbcd3f4e8bde6ca49a4" },
      "unknown",
    ],
    ["an encrypted secret", encrypted, "secret"],
    ["a redacted secret", "[secret]", "secret"],
    ["a readable secret", secret("x"), "known"],
    ["an unknown secret", secret(unknown), "unknown"],
    [
      "a shown secret",
      { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", plaintext: '"x"' },
      "known",
    ],
    ["a revoked proxy", revoked(), "known"],
  ])("takes %s as it is", (_, value, kind) => {
    expect(at(viewOf({ leaf: value }), "leaf").kind).toBe(kind);
    expect(viewOf(value).kind).toBe(kind);
  });

  it.each(unknownSentinels)(
    "takes the engine's sentinel %s as unknown, bare and behind the SDK's proxy",
    (sentinel) => {
      const properties = { list: [{ leaf: sentinel }, { leaf: "x" }], whole: sentinel };
      for (const view of [viewOf(properties), viewOf(unknownCheckingProxy(properties))]) {
        const [first, second] = members(at(view, "list")) ?? [];
        expect(first && told(at(first, "leaf"))).toEqual({ kind: "unknown", path: "list[0].leaf" });
        expect(second && told(at(second, "leaf"))).toEqual({ kind: "known", path: "list[1].leaf", value: "x" });
        expect(told(at(at(view, "whole"), "inner"))).toEqual({ kind: "unknown", path: "whole.inner" });
      }
    },
  );

  it("reads own properties only", () => {
    const polluted = Object.setPrototypeOf({ own: 1 }, { networkId: "inherited" });
    expect(at(viewOf(polluted), "networkId").kind).toBe("absent");
    expect(at(viewOf({}), "constructor").kind).toBe("absent");
  });

  it("takes a property that throws as unreadable, and one that throws the SDK's error as unknown", () => {
    const hostile = {
      get leaf(): string {
        throw new Error("no");
      },
    };
    expect(told(at(viewOf(hostile), "leaf"))).toEqual({ kind: "known", path: "leaf", value: unreadable });
    expect(members(viewOf(revoked()))).toBeUndefined();
    const endless: Record<string, unknown> = secret(undefined);
    endless["value"] = endless;
    expect(told(viewOf(endless))).toEqual({ kind: "known", path: "", value: unreadable });
  });

  it("names places in Pulumi's form, whatever the names are", () => {
    const view = viewOf({ "a.b": { "": ["x"] }, "c-d": 1 });
    const inner = at(at(view, "a.b"), "");
    expect(members(inner)?.[0]?.path).toBe('["a.b"][""][0]');
    expect(at(view, "c-d").path).toBe("c-d");
    expect(at(viewOf({}, "inputs"), "x").path).toBe("inputs.x");
  });

  it("names nothing that a user named within a secret, and no sign that a terminal obeys", () => {
    const view = viewOf({ tags: secret({ "of the secret": [1] }), "\u202e\u001b": 1 });
    expect(at(at(at(view, "tags"), "of the secret"), 0).path).toBe("tags[*][0]");
    expect(at(at(view, "tags"), "k9").path).toBe("tags[*]");
    expect(at(at(view, "tags"), "networkId").path).toBe("tags.networkId");
    expect(at(view, "\u202e\u001b").path).toBe('["\\u{202e}\\u001b"]');
  });

  it("keeps what is in a secret secret, readable, encrypted or not known yet, and nothing beside it", () => {
    const output = { "4dabf18193072939515e22adb298388d": "d0e6a833031e9bbcd3f4e8bde6ca49a4" };
    const view = viewOf({
      list: secret([{ leaf: "x" }, unknown]),
      later: secret(unknown),
      encrypted,
      output: { ...output, secret: true },
      known: { ...output, secret: true, value: "x" },
      open: { ...output, value: "x" },
      beside: "x",
    });
    const [first, second] = members(at(view, "list")) ?? [];
    const secrets = [first && at(first, "leaf"), second, second && at(second, "inner")];
    expect(secrets.map((each) => each && isSecret(each))).toEqual([true, true, true]);
    const marked = ["later", "encrypted", "output", "known"].map((name) => isSecret(at(view, name)));
    expect(marked).toEqual([true, true, true, true]);
    expect(isSecret(at(at(view, "encrypted"), "inner"))).toBe(true);
    expect(first && isSecret(at(first, "absent"))).toBe(false);
    expect(isSecret(at(view, "open")) || isSecret(at(view, "beside")) || isSecret(view)).toBe(false);
  });

  it("gives the properties of objects alone, in their order", () => {
    expect(entries(viewOf({ b: 1, a: unknown }))?.map(([name, value]) => [name, value.kind])).toEqual([
      ["b", "known"],
      ["a", "unknown"],
    ]);
    for (const value of [[1], "x", null, unknown, revoked(), Symbol("x")])
      expect(entries(viewOf(value))).toBeUndefined();
    for (const value of [{ length: 1 }, "x", null, unknown]) expect(members(viewOf(value))).toBeUndefined();
  });

  it("makes what is asked for once for one object", () => {
    let made = 0;
    const count = once((_: object) => {
      made += 1;
      return made > 1 ? made : undefined;
    });
    const [one, other] = [{}, {}];
    expect([count(one), count(one), count(other), count(other), made]).toEqual([undefined, undefined, 2, 2, 2]);
  });

  it("reads no list that is longer than one can be", () => {
    const endless = new Proxy([], { get: (list, name) => (name === "length" ? Infinity : Reflect.get(list, name)) });
    expect(members(viewOf(endless))).toBeUndefined();
  });

  it("never throws", () => {
    fc.assert(
      fc.property(fc.anything(), fc.array(fc.oneof(fc.string(), fc.nat(3))), (value, steps) => {
        let view = viewOf(value);
        for (const step of steps) {
          members(view);
          view = at(view, step);
        }
        expect(["known", "unknown", "absent", "secret"]).toContain(view.kind);
      }),
    );
  });
});

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}
