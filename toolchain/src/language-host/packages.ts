import { readFileSync } from "node:fs";
import path from "node:path";
import { plugin } from "./stubs.ts";

/** The part of a package.json that matters here. */
interface Manifest {
  name?: string;
  version?: string;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  pulumi?: {
    resource?: boolean;
    name?: string;
    version?: string;
    server?: string;
    parameterization?: { name: string; version: string; value: string };
  };
}

/** An installed package. `direct`: the program's own package.json asks for it. */
export interface Installed {
  folder: string;
  manifest: Manifest;
  direct: boolean;
}

/**
 * Every package a program can reach through package.json files, nearest first, each folder once. Packages that are asked
 * for and not installed are left out: the program itself fails on them with a better message.
 */
export function installedPackages(program: string): Installed[] {
  const root = climb(program, (folder) => readManifest(folder) && folder);
  const own = root && readManifest(root);
  if (!root || !own) return [];
  const found = new Map<string, Installed>();
  const queue = [
    { folder: root, names: Object.keys({ ...own.dependencies, ...own.devDependencies, ...optional(own) }) },
  ];
  for (let next = queue.shift(); next; next = queue.shift()) {
    const { folder, names } = next;
    for (const name of names) {
      const place = climb(folder, (above) => {
        const candidate = path.join(above, "node_modules", name);
        return readManifest(candidate) && candidate;
      });
      const manifest = place && readManifest(place);
      if (!place || !manifest || found.has(place)) continue;
      found.set(place, { folder: place, manifest, direct: folder === root });
      queue.push({ folder: place, names: Object.keys({ ...manifest.dependencies, ...optional(manifest) }) });
    }
  }
  return [...found.values()];
}

/** The resource plugins that the installed packages of a program stand for. */
export function requiredPackages(program: string) {
  return installedPackages(program)
    .filter(({ manifest }) => manifest.pulumi?.resource === true)
    .map(({ manifest: { name = "", version = "", pulumi } }) => {
      const dependency = new plugin.PackageDependency();
      dependency.setKind("resource");
      dependency.setName(pulumi?.name ?? (name.split("/").at(-1) ?? name).replace(/^pulumi-/, ""));
      dependency.setVersion(pulumi?.version ?? version);
      dependency.setServer(pulumi?.server ?? "");
      if (pulumi?.parameterization) {
        const parameters = new plugin.PackageParameterization();
        parameters.setName(pulumi.parameterization.name);
        parameters.setVersion(pulumi.parameterization.version);
        parameters.setValue(pulumi.parameterization.value);
        dependency.setParameterization(parameters);
      }
      return dependency;
    });
}

function optional(manifest: Manifest): Record<string, string> {
  return { ...manifest.optionalDependencies, ...manifest.peerDependencies };
}

/** The first answer for a folder or one above it. */
function climb(folder: string, ask: (folder: string) => string | undefined): string | undefined {
  const answer = ask(folder);
  const parent = path.dirname(folder);
  return answer ?? (parent === folder ? undefined : climb(parent, ask));
}

const manifests = new Map<string, Manifest | undefined>();

function readManifest(folder: string): Manifest | undefined {
  if (!manifests.has(folder)) {
    let manifest: Manifest | undefined;
    try {
      manifest = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
    } catch {
      manifest = undefined;
    }
    manifests.set(folder, manifest);
  }
  return manifests.get(folder);
}
