/**
 * What package-lock.json leaves out when a registry does not serve the packages of every platform: `npm ci` refuses such
 * a lock on any machine.
 *
 * @typedef {{ version?: string, optional?: boolean, dev?: boolean, os?: string[], cpu?: string[],
 *   optionalDependencies?: Record<string, string> }} Entry
 */

const SYSTEMS = ["aix", "android", "darwin", "freebsd", "linux", "netbsd", "openbsd", "openharmony", "sunos", "win32"];
const PROCESSORS = ["arm", "arm64", "ia32", "loong64", "mips64el", "ppc64", "riscv64", "s390x", "x64"];

/**
 * The lock entries that are missing, by place. They name the exact version their parent asks for, and system and
 * processor as far as the package's name tells them; there is no integrity, because nothing was seen. Packages asked for
 * by a range, and those with a name that tells no system, are left out.
 *
 * @param {Record<string, Entry>} packages `packages` of a package-lock.json
 * @returns {Record<string, Entry>}
 */
export function missingPlatformPackages(packages) {
  /** @type {Record<string, Entry>} */
  const missing = {};
  for (const [parent, { optionalDependencies = {}, dev }] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      if (`node_modules/${name}` in packages || `${parent}/node_modules/${name}` in packages) continue;
      const words = name.replace("windows", "win32").split(/[/@-]/);
      const os = SYSTEMS.filter((system) => words.includes(system));
      const cpu = PROCESSORS.filter((processor) => words.includes(processor));
      if (os.length === 0 || !/^\d+\.\d+\.\d+$/.test(version)) continue;
      missing[`node_modules/${name}`] = {
        version,
        ...(cpu.length > 0 ? { cpu } : {}),
        ...(dev ? { dev } : {}),
        optional: true,
        os,
      };
    }
  }
  return missing;
}
