import fc from "fast-check";
import { expect, it } from "vitest";
import { nameIn } from "../src/index.ts";

it("a resource's name is what stands behind the third separator of its URN, with whatever separators it has itself", () => {
  expect(nameIn("urn:pulumi:prod::shop::ovh:CloudProject/database:Database::db")).toBe("db");
  expect(nameIn("urn:pulumi:prod::shop::a$b::c::d")).toBe("c::d");
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(":", "::", "a"), maxLength: 12 }), (urn) => {
      expect(nameIn(urn)).toBe(urn.split("::").slice(3).join("::"));
    }),
  );
});
