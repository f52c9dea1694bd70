/**
 * Versions as tools print them: `v24.21.0`, `3.253.0`, `go1.26.8`, `3.254.0-alpha.1a2b`.
 *
 * @typedef {{ major: number, minor: number, patch: number, prerelease: string }} Version
 */

/**
 * The first version in a text, or undefined when there is none.
 *
 * @param {string} text
 * @returns {Version | undefined}
 */
export function parseVersion(text) {
  const found = /(?:^|[^\d.])(\d+)\.(\d+)\.(\d+)(?:-([0-9A-Za-z][0-9A-Za-z.-]*))?/.exec(text);
  if (!found) return undefined;
  const [, major, minor, patch, prerelease = ""] = found;
  return { major: Number(major), minor: Number(minor), patch: Number(patch), prerelease };
}

/**
 * Negative when `a` is older than `b`, positive when newer, 0 when equal. A pre-release is older than its release;
 * two pre-releases of one version count as equal.
 *
 * @param {Version} a
 * @param {Version} b
 */
export function compareVersions(a, b) {
  return (
    a.major - b.major ||
    a.minor - b.minor ||
    a.patch - b.patch ||
    Number(b.prerelease !== "") - Number(a.prerelease !== "")
  );
}

/**
 * Whether `text` holds a version not older than `minimum`. False when either holds none.
 *
 * @param {string} text
 * @param {string} minimum
 */
export function atLeast(text, minimum) {
  const have = parseVersion(text);
  const want = parseVersion(minimum);
  return have !== undefined && want !== undefined && compareVersions(have, want) >= 0;
}

/**
 * `1.2.3`, with the pre-release when there is one.
 *
 * @param {Version} version
 */
export function formatVersion({ major, minor, patch, prerelease }) {
  return `${major}.${minor}.${patch}${prerelease ? `-${prerelease}` : ""}`;
}
