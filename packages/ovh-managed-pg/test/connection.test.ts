import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { connectionString, postgresqlEndpoint } from "../src/connection.ts";

const at = { component: "postgresql", domain: "db.example", port: 20184 };

describe("the connection string", () => {
  it("percent-encodes what it is made of, whatever the password", () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, unit: "binary" }).filter((text) => text.isWellFormed()),
        (password) => {
          const url = new URL(connectionString("x", at, "acco", password, "acco"));
          expect(decodeURIComponent(url.password)).toBe(password);
          expect([url.hostname, url.port, url.pathname, url.search]).toEqual([
            "db.example",
            "20184",
            "/acco",
            "?sslmode=require",
          ]);
        },
      ),
    );
  });

  it("refuses an empty password and says how to get one", () => {
    expect(() => connectionString("x", at, "acco", "", "acco")).toThrow(
      /passwordReset: .*empty.*Give passwordReset a new value/,
    );
  });

  it("takes the SQL endpoint among others, and says when there is none", () => {
    expect(postgresqlEndpoint("x", [{ ...at, component: "prometheus" }, at])).toBe(at);
    expect(() => postgresqlEndpoint("x", [])).toThrow(/no endpoint yet.*pulumi refresh/);
  });
});
