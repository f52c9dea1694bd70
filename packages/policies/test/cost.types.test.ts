import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { estimate, freeTypes, pricedTypes } from "../src/cost/index.ts";
import { viewOf } from "../src/view.ts";
import { unknown } from "./hidden.ts";

const require = createRequire(import.meta.url);
const packages = ["@ovhcloud/pulumi-ovh", "@pulumi/openstack", "@pulumi/cloudflare"];

/** Type tokens of the installed provider packages, read from their files: loading them would take seconds. */
function sdkTypes(): string[] {
  return packages.flatMap((name) => {
    const folder = dirname(require.resolve(`${name}/package.json`));
    return readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".js") && !file.includes("node_modules"))
      .flatMap((file) => {
        const text = readFileSync(join(folder, file), "utf8");
        return [...text.matchAll(/__pulumiType = '([^']+)'/g)].map(([, token]) => token ?? "");
      });
  });
}

const of = (type: string, properties: unknown) => estimate([{ type, name: "it", view: viewOf(properties) }]);

describe("types of resources", () => {
  it("GOV005 are free or priced, never both", () => {
    expect([...freeTypes].filter((type) => pricedTypes.has(type))).toEqual([]);
  });

  it.each([...freeTypes])("GOV005 gives no line for %s, whatever it holds", (type) => {
    for (const properties of [{}, { flavorName: "b3-8", size: unknown }]) {
      expect(of(type, properties)).toEqual({
        lines: [],
        total: 0n,
        low: 0n,
        high: 0n,
        usage: [],
        unpriced: [],
        unknown: [],
      });
    }
  });

  it("GOV005 are spelled as the providers spell them", () => {
    const known = new Set(sdkTypes());
    const listed = [...freeTypes, ...pricedTypes.keys()].filter((type) => /^(ovh|openstack|cloudflare):/.test(type));
    expect(listed.filter((type) => !known.has(type))).toEqual([
      // Gone since version 2.17 of the provider; older ones have it.
      "ovh:CloudProjectDatabase/ipRestriction:IpRestriction",
    ]);
  });
});
