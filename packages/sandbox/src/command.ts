import { parseArgs } from "node:util";
import { packages } from "./connection.ts";
import { providerContract } from "./contract/index.ts";
import { SandboxError } from "./directory.ts";
import { lookups, models } from "./models.ts";
import { createSandbox, resetSandbox } from "./sandbox.ts";

const help = `ovh-sandbox: an offline OVHcloud, OpenStack and Cloudflare for the real Pulumi engine

  ovh-sandbox run -- pulumi up     run a command against the sandbox: one word in front
  ovh-sandbox ls                   what exists in it
  ovh-sandbox coverage             what it can simulate, and for which SDK versions
  ovh-sandbox reset                forget everything

  --dir <folder>                   where the sandbox lives (default: .ovh-sandbox, or OVH_SANDBOX_DIR)

Nothing here is a real cloud: no machine boots, no database answers, no bucket holds objects.
Variables of real accounts do not pass: OVH_*, OVHCLOUD_*, OS_*, OPENSTACK_*, AWS_*, CLOUDFLARE_*, CF_*, GOOGLE_*,
AZURE_*, ARM_*, VAULT_*, TF_VAR_*, and PULUMI_* with the one exception of PULUMI_NODEJS_*.
`;

/** Runs the command line and gives its exit code. */
export async function main(): Promise<number> {
  const split = process.argv.indexOf("--");
  const own = process.argv.slice(2, split < 0 ? undefined : split);
  const { values, positionals } = parseArgs({
    args: own,
    allowPositionals: true,
    options: { dir: { type: "string" }, help: { type: "boolean", short: "h" } },
  });
  const [command] = positionals;
  const path = values.dir ?? process.env["OVH_SANDBOX_DIR"] ?? ".ovh-sandbox";
  if (values.help || !command) return print(help);
  if (command === "coverage") return print(coverage());
  if (command === "reset") {
    resetSandbox(path);
    return print(`forgot ${path}\n`);
  }
  if (command !== "run" && command !== "ls") throw new SandboxError(`unknown command "${command}"\n\n${help}`);
  const sandbox = await createSandbox(path);
  try {
    if (command === "ls") return print(listing(sandbox.entries()));
    const inner = split < 0 ? [] : process.argv.slice(split + 1);
    if (inner.length === 0) throw new SandboxError("give a command after --, such as: ovh-sandbox run -- pulumi up");
    return await sandbox.run(inner);
  } finally {
    sandbox.close();
  }
}

function listing(entries: readonly { token: string; id: string; urn: string }[]): string {
  const lines = entries.map(({ token, id, urn }) => `${token}  ${id}  ${urn.split("::").at(-1)}\n`);
  return `${lines.join("")}${entries.length} ${entries.length === 1 ? "resource" : "resources"}\n`;
}

function coverage(): string {
  const sdks = packages.map((pkg) => `${providerContract(pkg).sdk} ${providerContract(pkg).version}`);
  return `stands for ${sdks.join(", ")}\n${[...models.keys(), ...lookups.keys()].sort().join("\n")}\n`;
}

function print(text: string): number {
  process.stdout.write(text);
  return 0;
}
