import type { Source } from "./source.ts";

/** An image for a Docker host and the user that logs in to it. */
export interface Image {
  readonly loginUser: string;
  /** What installs packages; the host's user data is written for `apt`. */
  readonly packages: "apt";
  /** What installs Docker from the distribution itself; with the Compose plugin where the distribution has it. */
  readonly docker: readonly string[];
}

export const imageSource: Source = {
  from: 'Provider documentation of cloud_instance and the guide on databases_08: names in the style of "Debian 12", login users debian and ubuntu',
  date: "2026-08-21",
  confidence: "read",
};

export const dockerPackageSource: Source = {
  from: "Package indices of Debian 12 (Docker 20.10, no Compose plugin) and Debian 13 (Docker 26.1, Compose 2.26 as plugin); Ubuntu by its documentation",
  date: "2026-08",
  confidence: "reported",
};

/** Images that a Docker host is written for; `publicImages` are all that OVHcloud offers. */
export const images: { readonly [name: string]: Image } = {
  "Debian 12": { loginUser: "debian", packages: "apt", docker: ["docker.io"] },
  "Debian 13": { loginUser: "debian", packages: "apt", docker: ["docker.io", "docker-cli", "docker-compose"] },
  "Ubuntu 22.04": { loginUser: "ubuntu", packages: "apt", docker: ["docker.io", "docker-compose-v2"] },
  "Ubuntu 24.04": { loginUser: "ubuntu", packages: "apt", docker: ["docker.io", "docker-compose-v2"] },
};

/** Name of the public network in every compute region. */
export const publicNetwork = "Ext-Net";
