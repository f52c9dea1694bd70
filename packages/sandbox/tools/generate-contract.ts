/**
 * Writes what the sandbox knows of the installed SDKs: `src/contract/{ovh,openstack,cloudflare}.json`.
 *
 * Run it after changing the version of an SDK: `node packages/sandbox/tools/generate-contract.ts`.
 * With `--check` it writes nothing and fails when the committed data is stale; with `--out <folder>` it writes there.
 *
 * Notation of a property: `s` string, `n` number, `b` boolean, `a` anything, `f` asset or archive, `[t]` array of t,
 * `{t}` map of t, `@Name` the nested type of that name (`Name~` where the shape on the output side differs),
 * `"x"|"y"` one of these; then `?` when it is optional, `!` when the constructor marks it as
 * secret, and `$NAME` where the environment variable of that name stands in for it.
 * A row holds inputs `i`, outputs `o`, secret outputs `s` and older tokens `a`.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Contract, readSdk, type Sdk } from "./contract/package.ts";

const sdks: readonly Sdk[] = [
  { package: "ovh", sdk: "@ovhcloud/pulumi-ovh" },
  { package: "openstack", sdk: "@pulumi/openstack" },
  {
    package: "cloudflare",
    sdk: "@pulumi/cloudflare",
    only: [
      "apiToken",
      "dnsRecord",
      "getAccountApiTokenPermissionGroupsList",
      "getApiTokenPermissionGroupsList",
      "getDnsRecord",
      "getDnsRecords",
      "getZone",
      "getZones",
      "r2bucket",
      "r2bucketCors",
      "r2customDomain",
      "r2managedDomain",
      "zone",
      "zoneDnssec",
      "zoneSetting",
    ],
  },
];

/** One line for each type, resource and function, so that a new SDK version reads as a diff. */
function written(contract: Contract): string {
  const lines = (rows: Record<string, unknown>) =>
    Object.entries(rows)
      .map(([name, row]) => `\n${JSON.stringify(name)}:${JSON.stringify(row)}`)
      .join(",");
  const { sdk, version, provider, types, resources, functions } = contract;
  return [
    `{"sdk":${JSON.stringify(sdk)},"version":${JSON.stringify(version)},`,
    `"provider":${JSON.stringify(provider)},`,
    `"types":{${lines(types)}},`,
    `"resources":{${lines(resources)}},`,
    `"functions":{${lines(functions)}}}`,
    "",
  ].join("\n");
}

const { values } = parseArgs({ options: { check: { type: "boolean" }, out: { type: "string" } } });
const folder = values.out ?? join(import.meta.dirname, "../src/contract");
let stale = 0;
for (const sdk of sdks) {
  const file = join(folder, `${sdk.package}.json`);
  const contract = readSdk(sdk);
  const text = written(contract);
  const counts = `${Object.keys(contract.resources).length} resources, ${Object.keys(contract.functions).length} functions`;
  const about = `${sdk.package}.json: ${contract.sdk} ${contract.version}, ${counts}`;
  if (!values.check) {
    writeFileSync(file, text);
    console.log(`${about}, ${Math.round(text.length / 1024)} KB`);
  } else if (existsSync(file) && readFileSync(file, "utf8") === text) {
    console.log(`${about}: up to date`);
  } else {
    stale++;
    console.error(`${about}: stale. Run node packages/sandbox/tools/generate-contract.ts and commit the result`);
  }
}
if (stale > 0) process.exitCode = 1;
