/** Servers that are fine, most of them for what their user data looks like and is not. */
import { gzipSync } from "node:zlib";
import { type Draft, instance, server } from "./case.ts";
import { node, projectId, serverArgs } from "./parts.ts";

const boots = (title: string, name: string, ...lines: string[]): Draft =>
  server(title, { ...serverArgs(`prod-${name}`), userData: `${lines.join("\n")}\n` });
const cloudConfig = (title: string, name: string, ...lines: string[]): Draft =>
  boots(title, name, "#cloud-config", ...lines);

const publicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl admin@prod";
const digest = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
const script = "#!/bin/sh\nset -eu\napt-get update\napt-get install -y docker.io\n";
const certificate = [
  "-----BEGIN CERTIFICATE-----",
  "MIIBdzCCAR2gAwIBAgIUQ4mZ0b5cP1x6mGm3mJbq2m0q0AowCgYIKoZIzj0EAwIw",
  "ETEPMA0GA1UEAwwGdGVzdENBMB4XDTI2MDEwMTAwMDAwMFoXDTM2MDEwMTAwMDAw",
  "-----END CERTIFICATE-----",
];
const multipart = [
  "MIME-Version: 1.0",
  'Content-Type: multipart/mixed; boundary="part"',
  "",
  "--part",
  "Content-Type: text/cloud-config",
  "",
  "#cloud-config",
  "package_update: true",
  "--part",
  "Content-Type: text/x-shellscript",
  "",
  script,
  "--part--",
];

const ovh = (title: string, name: string, args: Partial<Parameters<typeof instance>[1]> = {}): Draft =>
  instance(title, {
    serviceName: projectId,
    region: "GRA11",
    name,
    billingPeriod: "hourly",
    bootFrom: { imageId: "0a1b2c3d-4e5f-4607-8192-a3b4c5d6e7f8" },
    flavor: { flavorId: "1b2c3d4e-5f60-4718-92a3-b4c5d6e7f809" },
    network: { private: { network: { id: node.networkId, subnetId: node.subnetId } } },
    sshKey: { name: "prod-admin" },
    ...args,
  });

export const drafts: readonly Draft[] = [
  server("a server without user data", serverArgs("prod-plain")),
  cloudConfig("an empty configuration", "empty"),
  cloudConfig(
    "packages and commands",
    "packages",
    "packages: [docker.io, caddy]",
    "runcmd:",
    "  - systemctl enable docker",
  ),
  cloudConfig(
    "a user with a public key",
    "key",
    "users:",
    "  - name: admin",
    "    ssh_authorized_keys:",
    `      - ${publicKey}`,
  ),
  cloudConfig(
    "passwords switched off",
    "no-passwords",
    "ssh_pwauth: false",
    "disable_root: true",
    "chpasswd:",
    "  expire: false",
  ),
  cloudConfig(
    "a user that cannot log in by password",
    "locked",
    "users:",
    "  - name: app",
    "    lock_passwd: true",
    '    passwd: "!"',
  ),
  cloudConfig(
    "a checksum",
    "checksum",
    "runcmd:",
    `  - echo "${digest}  /tmp/tool.tar.gz" | sha256sum --check`,
    "  - tar --extract --file /tmp/tool.tar.gz",
  ),
  cloudConfig("an image by its digest", "digest", "runcmd:", `  - docker run --detach caddy@sha256:${digest}`),
  cloudConfig(
    "identifiers",
    "identifiers",
    "runcmd:",
    `  - mount UUID=${node.networkId} /data`,
    `  - echo ${node.subnetId}`,
  ),
  cloudConfig(
    "a secret that is fetched at boot",
    "fetched",
    "runcmd:",
    "  - PASSWORD=$(secret-agent read database/password)",
    '  - psql "postgres://app:$PASSWORD@db.internal:5432/app" --command "select 1"',
  ),
  cloudConfig(
    "variables in the place of secrets",
    "variables",
    "write_files:",
    "  - path: /etc/app.env",
    "    content: |",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a shell variable in a configuration
    "      DATABASE_PASSWORD=${DATABASE_PASSWORD}",
    "      API_TOKEN_FILE=/run/secrets/api-token",
  ),
  cloudConfig(
    "a file in base64",
    "base64",
    "write_files:",
    "  - path: /usr/local/bin/prepare",
    "    encoding: b64",
    `    content: ${Buffer.from(script).toString("base64")}`,
  ),
  cloudConfig(
    "a compressed file",
    "gzip",
    "write_files:",
    "  - path: /usr/local/bin/prepare",
    "    encoding: gz+b64",
    `    content: ${gzipSync(script).toString("base64")}`,
  ),
  cloudConfig(
    "a certificate",
    "certificate",
    "ca_certs:",
    "  trusted:",
    "    - |",
    ...certificate.map((line) => `      ${line}`),
  ),
  cloudConfig(
    "routes and time zones",
    "routes",
    "timezone: Europe/Paris",
    "runcmd:",
    "  - ip route add 10.0.0.0/16 via 10.0.0.1",
  ),
  cloudConfig(
    "words about secrets",
    "words",
    "# The password of the database is never written here.",
    "final_message: token handling is off",
  ),
  boots("a shell script", "script", ...script.split("\n")),
  boots("several parts", "multipart", ...multipart),
  server("a configuration in base64", {
    ...serverArgs("prod-encoded"),
    userData: Buffer.from("#cloud-config\npackage_update: true\npackages: [docker.io]\n").toString("base64"),
  }),
  server("a server with a drive for its configuration", {
    ...serverArgs("prod-drive"),
    configDrive: true,
    userData: "#cloud-config\npackage_upgrade: true\n",
  }),
  server("a server that stops before it is destroyed", { ...serverArgs("prod-stopping"), stopBeforeDestroy: true }),
  server("a server on its own port", {
    ...serverArgs("prod-ported"),
    networks: [{ port: "3c4d5e6f-7081-4923-a4b5-c6d7e8f90a1b" }],
  }),

  ovh("a server of OVHcloud's API", "prod-api"),
  ovh("a server of OVHcloud's API with user data", "prod-api-data", {
    userData: "#cloud-config\npackage_update: true\n",
  }),
  ovh("a server of OVHcloud's API with a public key", "prod-api-key", {
    userData: `#cloud-config\nssh_authorized_keys:\n  - ${publicKey}\n`,
  }),
];
