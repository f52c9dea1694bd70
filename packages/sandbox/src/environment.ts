import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { type Directory, SandboxError, writeWhole } from "./directory.ts";
import type { Served } from "./served.ts";

/** Variables that could reach a real account or a real state: none of them passes. */
const stripped = /^(OVH|OVHCLOUD|OS|OPENSTACK|AWS|CLOUDFLARE|CF|PULUMI|GOOGLE|AZURE|ARM|VAULT|TF_VAR)_/i;
/** Of those, what passes all the same: it changes only how a program is run. */
const harmless = /^PULUMI_NODEJS_/;

/** The environment of a command inside the sandbox: nothing of a real account, and a state of its own. */
export function sandboxEnvironment(
  outer: NodeJS.ProcessEnv,
  directory: Directory,
  { ports, s3 }: Pick<Served, "ports" | "s3">,
): NodeJS.ProcessEnv {
  const passed = Object.entries(outer).filter(([name]) => !stripped.test(name) || harmless.test(name));
  const inner = Object.fromEntries(passed);
  const path = (outer["PATH"] ?? "").split(delimiter).filter((folder) => folder !== directory.bin);
  return {
    ...inner,
    ...forced(directory),
    PATH: [directory.bin, ...path].join(delimiter),
    PULUMI_DEBUG_PROVIDERS: Object.entries(ports)
      .map(([pkg, port]) => `${pkg}:${port}`)
      .join(","),
    ...s3Variables(s3),
    OVH_SANDBOX_DIR: directory.path,
    OVH_SANDBOX_PULUMI: findProgram("pulumi", path),
  };
}

/** What AWS clients read; they find the real keys in the stack's outputs. */
function s3Variables(endpoints: Served["s3"]): NodeJS.ProcessEnv {
  const [[region, endpoint] = []] = Object.entries(endpoints);
  return region && endpoint ? { AWS_ENDPOINT_URL_S3: endpoint, AWS_REGION: region } : {};
}

/** What Pulumi is told, whatever a program or a script inside says otherwise. */
export function forced(directory: Directory): NodeJS.ProcessEnv {
  return {
    PULUMI_BACKEND_URL: `file://${directory.state}`,
    PULUMI_HOME: directory.home,
    PULUMI_CONFIG_PASSPHRASE: directory.passphrase,
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    AWS_EC2_METADATA_DISABLED: "true",
  };
}

function findProgram(name: string, path: readonly string[]): string {
  for (const folder of path) {
    try {
      const file = join(folder, name);
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // not in this folder
    }
  }
  throw new SandboxError(`${name} is not on PATH. Install it: https://www.pulumi.com/docs/install`);
}

/** Puts `pulumi` in front: a small program that keeps the user's stack files as they are. */
export function writeShim(directory: Directory, program: string): void {
  const quoted = [process.execPath, "--disable-warning=ExperimentalWarning", program].map(
    (word) => `'${word.replaceAll("'", `'\\''`)}'`,
  );
  writeWhole(join(directory.bin, "pulumi"), `#!/bin/sh\nexec ${quoted.join(" ")} "$@"\n`, 0o755);
}
