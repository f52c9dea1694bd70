import { describe, expect, it } from "vitest";
import { type Plain, presets, stackVerdictsOf, subjectOf } from "../../src/index.ts";
import { unknown } from "../hidden.ts";
import { ruleOf } from "../outcomes.ts";

const zoneType = "cloudflare:index/zone:Zone";
const signatureType = "cloudflare:index/zoneDnssec:ZoneDnssec";
const resource = (type: string, name: string, properties: object, dependencies: string[] = []): Plain => ({
  type,
  urn: `urn:pulumi:prod::shop::${type}::${name}`,
  properties,
  dependencies,
});
const said = (...stack: Plain[]) =>
  stackVerdictsOf(ruleOf("CF004"), stack.map(subjectOf), presets("prod")).map(({ outcome, path, urn }) => [
    outcome,
    path,
    urn?.split("::").at(-1),
  ]);
const shop = resource(zoneType, "shop", { id: "1", name: "example.com" });
const blog = resource(zoneType, "blog", { id: "2", name: "example.org" });

describe("CF004 dnssec", () => {
  it("names each zone of the stack that nobody signs", () => {
    expect(said(shop, blog)).toEqual([
      ["FAIL", "name", "shop"],
      ["FAIL", "name", "blog"],
    ]);
    expect(said(shop, blog, resource(signatureType, "signature", { zoneId: "1" }))).toEqual([["FAIL", "name", "blog"]]);
    expect(said(resource(signatureType, "signature", { zoneId: "1" }))).toEqual([]);
  });

  it("goes by the id of the zone, whatever else a signature depends on", () => {
    const signature = resource(signatureType, "signature", { zoneId: "1" }, [shop.urn ?? "", blog.urn ?? ""]);
    expect(said(shop, blog, signature)).toEqual([["FAIL", "name", "blog"]]);
    const astray = resource(signatureType, "astray", { zoneId: "1" }, [blog.urn ?? ""]);
    expect(said(shop, blog, astray)).toEqual([["FAIL", "name", "blog"]]);
    const nameless = resource(zoneType, "nameless", { name: "example.net" });
    expect(said(nameless, resource(signatureType, "its", { zoneId: "1" }, [nameless.urn ?? ""]))).toEqual([]);
    expect(said(nameless, signature)).toEqual([["FAIL", "name", "nameless"]]);
    const made = resource(signatureType, "signature", {}, [shop.urn ?? ""]);
    expect(said(shop, blog, made)).toEqual([["FAIL", "name", "blog"]]);
  });

  it("follows what a signature is made from while ids are not known yet, and doubts the rest", () => {
    const later = resource(zoneType, "later", { id: unknown, name: "example.net" });
    const signature = resource(signatureType, "signature", { zoneId: unknown }, [later.urn ?? ""]);
    expect(said(later)).toEqual([["FAIL", "name", "later"]]);
    expect(said(later, signature)).toEqual([]);
    expect(said(later, shop, signature)).toEqual([["UNKNOWN", "zoneId", "shop"]]);
    expect(
      said(later, blog, resource(signatureType, "both", { zoneId: unknown }, [later.urn ?? "", blog.urn ?? ""])),
    ).toEqual([
      ["UNKNOWN", "id", "later"],
      ["UNKNOWN", "zoneId", "blog"],
    ]);
    expect(said(later, resource(signatureType, "other", { zoneId: "1" }))).toEqual([["UNKNOWN", "id", "later"]]);
  });
});
