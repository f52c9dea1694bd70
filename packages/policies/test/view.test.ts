import { unknownCheckingProxy } from "@pulumi/policy";
import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { at, members, unknownSentinels, unreadable, viewOf } from "../src/index.ts";
import { encrypted, secret, unknown } from "./cases.ts";

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
        expect(first && at(first, "leaf")).toEqual({ kind: "unknown", path: "list[0].leaf" });
        expect(second && at(second, "leaf")).toEqual({ kind: "known", path: "list[1].leaf", value: "x" });
        expect(at(at(view, "whole"), "inner")).toEqual({ kind: "unknown", path: "whole.inner" });
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
    expect(at(viewOf(hostile), "leaf")).toEqual({ kind: "known", path: "leaf", value: unreadable });
    expect(members(viewOf(revoked()))).toBeUndefined();
    const endless: Record<string, unknown> = secret(undefined);
    endless["value"] = endless;
    expect(viewOf(endless)).toEqual({ kind: "known", path: "", value: unreadable });
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
