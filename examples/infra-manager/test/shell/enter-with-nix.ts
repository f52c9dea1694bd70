/**
 * Opens the shell as a user of Nix gets it, every tool being that of flake.lock, and shows their versions. Bitwarden's
 * server is the stand-in, the state a folder.
 *
 *   node test/shell/enter-with-nix.ts [options for nix, such as --override-input]
 */
import { type SpawnOptions, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { bitwardenStandIn } from "./bitwarden-stand-in.ts";
import { EXAMPLE } from "./place.ts";
import { LOGIN, VARIABLES } from "./vaults.ts";

const VERSIONS =
  "pulumi version && node --version && npm --version && bw --version && git --version && pulumi whoami -v";

const folder = mkdtempSync(path.join(tmpdir(), "infra-manager-"));
mkdirSync(path.join(folder, "state"));
const variables = { ...VARIABLES, PULUMI_BACKEND_URL: `file://${folder}/state` };
const fields = Object.entries(variables).map(([name, value]) => ({ name, value, type: 1 as const }));
const server = await bitwardenStandIn(folder, {
  email: "ops@example.org",
  password: LOGIN.BW_PASSWORD,
  clientId: LOGIN.BW_CLIENTID,
  clientSecret: LOGIN.BW_CLIENTSECRET,
  items: [{ name: "infra-manager", fields }],
});

const env = {
  ...process.env,
  ...LOGIN,
  NODE_EXTRA_CA_CERTS: server.certificate,
  BITWARDENCLI_APPDATA_DIR: path.join(folder, "bitwarden"),
  PULUMI_HOME: path.join(folder, "pulumi"),
  PULUMI_SKIP_UPDATE_CHECK: "true",
};

try {
  const more = process.argv.slice(2);
  await nix([
    "shell",
    "--inputs-from",
    ".",
    "nixpkgs#bitwarden-cli",
    "--command",
    "bw",
    "config",
    "server",
    server.url,
  ]);
  await nix(["develop", ...more, "--command", "bash", "-c", VERSIONS]);
} finally {
  await server.close();
  rmSync(folder, { recursive: true });
}

function nix(args: string[]): Promise<void> {
  const options: SpawnOptions = { cwd: EXAMPLE, env, stdio: ["ignore", "inherit", "inherit"] };
  return new Promise((resolve, reject) => {
    const child = spawn("nix", args, options);
    child.on("error", reject);
    child.on("close", (code) =>
      code === 0 ? resolve() : reject(new Error(`nix ${args[0]} ended with exit code ${code}`)),
    );
  });
}
