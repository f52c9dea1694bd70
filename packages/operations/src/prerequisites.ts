import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { LocalWorkspace, PulumiCommand } from "@pulumi/pulumi/automation/index.js";
import { refused } from "./error.ts";

/** Oldest Pulumi the packages are made for. */
const oldest = { major: 3, minor: 253 } as const;
const install = "Install a newer one (https://www.pulumi.com/docs/install), then check: pulumi version";

/** Refuses to go on without a passphrase: the state holds the bucket's key, and secrets with an empty one are in clear. */
export function requirePassphrase(environment: NodeJS.ProcessEnv): void {
  const { PULUMI_CONFIG_PASSPHRASE: passphrase, PULUMI_CONFIG_PASSPHRASE_FILE: file } = environment;
  if (passphrase) return;
  const remedy = "Set PULUMI_CONFIG_PASSPHRASE, or PULUMI_CONFIG_PASSPHRASE_FILE to a file that holds it";
  if (!file) throw refused(`there is no passphrase to encrypt the state's secrets. ${remedy}`);
  if (passphraseIn(file) === "")
    throw refused(`PULUMI_CONFIG_PASSPHRASE_FILE names no file with a passphrase. ${remedy}`);
}

/** The file's name for a process that runs in another folder. */
export function passphraseFile({ PULUMI_CONFIG_PASSPHRASE_FILE: file }: NodeJS.ProcessEnv): Record<string, string> {
  return file ? { PULUMI_CONFIG_PASSPHRASE_FILE: resolve(file) } : {};
}

function passphraseIn(file: string): string {
  try {
    return readFileSync(file, "utf8").trim();
  } catch {
    return "";
  }
}

/** Refuses a `pulumi` that is missing or too old. Gives its version. */
export async function requirePulumi(): Promise<string> {
  const command = await PulumiCommand.get({ skipVersionCheck: true }).catch(() => undefined);
  if (!command) throw refused(`pulumi is not on PATH. ${install.replace("a newer one", "it")}`);
  const { version } = command;
  if (!version || !recent(version))
    throw refused(
      `pulumi ${version ?? "of an unknown version"} is older than ${oldest.major}.${oldest.minor}. ${install}`,
    );
  return version.version;
}

/** Whether the packages are made for that version. */
export const recent = ({ major, minor }: { major: number; minor: number }): boolean =>
  major > oldest.major || (major === oldest.major && minor >= oldest.minor);

/** Refuses a stack whose secrets are not encrypted by a passphrase: another provider's key would have to move too. */
export async function requirePassphraseProvider(folder: string, stack: string): Promise<void> {
  const workspace = await LocalWorkspace.create({ workDir: folder });
  const settings = await workspace.stackSettings(stack).catch(() => undefined);
  const provider = settings?.secretsProvider;
  if (provider && provider !== "passphrase")
    throw refused(
      `Pulumi.${stack}.yaml names the secrets provider ${provider}; only a passphrase is supported. Take secretsprovider out of it`,
    );
}

/** Refuses a `pulumi` that keeps state elsewhere than `PULUMI_BACKEND_URL` says: nothing would move. */
export async function requireOwnBackend(folder: string): Promise<void> {
  const probe = mkdtempSync(join(tmpdir(), "ovh-operations-"));
  try {
    const envVars = { PULUMI_SKIP_UPDATE_CHECK: "true", PULUMI_BACKEND_URL: `file://${probe}` };
    const workspace = await LocalWorkspace.create({ workDir: folder, envVars });
    const { url } = await workspace.whoAmI();
    if (url?.includes(basename(probe))) return;
    throw refused(
      `the pulumi on PATH keeps state in ${url ?? "a place of its own"}, whatever PULUMI_BACKEND_URL says, as it does inside of ` +
        "ovh-sandbox run. Put the real one first on PATH, then check: pulumi whoami --verbose",
    );
  } finally {
    rmSync(probe, { recursive: true, force: true });
  }
}
