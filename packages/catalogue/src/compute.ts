import type { Source } from "./source.ts";

/** A compute flavor: virtual CPUs, memory and local disk in GB. */
export interface ComputeFlavor {
  readonly vcpus: number;
  readonly memoryGb: number;
  readonly diskGb: number;
}

export const computeFlavorSource: Source = {
  from: "OVHcloud public catalogue readings; b3-8 as listed in mid-2026, larger b3 by the family's rule of doubling",
  date: "2026-07",
  confidence: "reported",
};

export const computeFlavors: { readonly [flavor: string]: ComputeFlavor } = {
  "d2-2": { vcpus: 1, memoryGb: 2, diskGb: 25 },
  "d2-4": { vcpus: 2, memoryGb: 4, diskGb: 50 },
  "d2-8": { vcpus: 4, memoryGb: 8, diskGb: 50 },
  "b2-7": { vcpus: 2, memoryGb: 7, diskGb: 50 },
  "b3-8": { vcpus: 2, memoryGb: 8, diskGb: 50 },
  "b3-16": { vcpus: 4, memoryGb: 16, diskGb: 100 },
  "b3-32": { vcpus: 8, memoryGb: 32, diskGb: 200 },
};

/** An image and the user that logs in to it. */
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

export const images: { readonly [name: string]: Image } = {
  "Debian 12": { loginUser: "debian", packages: "apt", docker: ["docker.io"] },
  "Debian 13": { loginUser: "debian", packages: "apt", docker: ["docker.io", "docker-cli", "docker-compose"] },
  "Ubuntu 22.04": { loginUser: "ubuntu", packages: "apt", docker: ["docker.io", "docker-compose-v2"] },
  "Ubuntu 24.04": { loginUser: "ubuntu", packages: "apt", docker: ["docker.io", "docker-compose-v2"] },
};

/** Name of the public network in every compute region. */
export const publicNetwork = "Ext-Net";
