/** User data of a Docker host as text: no Pulumi, no clock, no chance; the same arguments give the same bytes. */
import {
  networkdKeepsRoutes,
  policyRouting,
  policyRoutingScript,
  policyRoutingService,
  policyRoutingUnit,
} from "./policy-routing.ts";

/** Where the host says that it is ready. A deployment waits for this file. */
export const bootFinishedMarker = "/var/lib/cloud/instance/boot-finished-docker";

/** What the user data depends on. */
export interface DockerUserData {
  /** Packages of the distribution that bring Docker. */
  readonly packages: readonly string[];
  /** User that logs in; joins the group `docker`, which is no more than its password-less sudo gives it already. */
  readonly loginUser: string;
  /** Block of the private subnet, by which the private interface is found. */
  readonly subnetCidr: string;
  /** File that is created when Docker answers. */
  readonly marker: string;
}

interface HostFile {
  readonly path: string;
  readonly permissions: string;
  readonly content: string;
}

/**
 * A `#cloud-config` document that installs Docker, routes two networks apart and leaves a marker.
 *
 * Docker comes from the distribution's signed packages and not from Docker's convenience script: that script is piped
 * from the internet into a root shell, installs whatever is newest on the day, and its authors advise against it for
 * production. cloud-init runs `write_files`, then `packages`, then `runcmd`, whatever their order in the text.
 */
export function dockerUserData({ packages, loginUser, subnetCidr, marker }: DockerUserData): string {
  const files: HostFile[] = [
    {
      path: "/etc/apt/apt.conf.d/90-patience",
      permissions: "0644",
      content: 'Acquire::Retries "5";\nDPkg::Lock::Timeout "300";\n',
    },
    { path: policyRoutingScript, permissions: "0755", content: policyRouting(subnetCidr) },
    { path: `/etc/systemd/system/${policyRoutingUnit}`, permissions: "0644", content: policyRoutingService },
    { path: "/etc/systemd/networkd.conf.d/90-policy-routing.conf", permissions: "0644", content: networkdKeepsRoutes },
  ];
  const commands = [
    ["systemctl", "daemon-reload"],
    ["systemctl", "enable", "--now", policyRoutingUnit],
    ["systemctl", "enable", "--now", "docker.service"],
    ["usermod", "--append", "--groups", "docker", loginUser],
    finish(marker),
  ];
  return [
    "#cloud-config",
    "package_update: true",
    "packages:",
    ...[...packages, "iptables"].map((name) => `  - ${name}`),
    "write_files:",
    ...files.flatMap(fileLines),
    "runcmd:",
    ...commands.map((command) => `  - ${JSON.stringify(command)}`),
    "",
  ].join("\n");
}

/** The last command: the marker, if Docker answers within two minutes. */
function finish(marker: string): string {
  const answers = "until docker info > /dev/null 2>&1; do sleep 2; done";
  return `timeout 120 sh -c '${answers}' && touch ${marker}`;
}

function fileLines({ path, permissions, content }: HostFile): string[] {
  const body = content.trimEnd().split("\n");
  return [
    `  - path: ${path}`,
    `    permissions: "${permissions}"`,
    "    content: |",
    ...body.map((line) => (line === "" ? "" : `      ${line}`)),
  ];
}
