import type { Source } from "./source.ts";

/** An image that OVHcloud offers in every region. */
export interface PublicImage {
  /** User that logs in over SSH, or remotely to Windows. */
  readonly loginUser: string;
  readonly system: "linux" | "windows";
  /** Smallest disk, GB, and memory, MB, that it starts on. */
  readonly minDiskGb: number;
  readonly minRamMb: number;
}

export const publicImageSource: Source = {
  from: "A published listing of the images of GRA7 (early 2023) for the names and their style; later releases of the same distributions by that style; login users from OVHcloud's guides; smallest disk and memory assumed",
  date: "2026-08",
  confidence: "reported",
};

const linux = (loginUser: string): PublicImage => ({ loginUser, system: "linux", minDiskGb: 4, minRamMb: 0 });
const windows: PublicImage = { loginUser: "admin", system: "windows", minDiskGb: 50, minRamMb: 0 };

/** Names with one image, by login user. */
const single: { readonly [loginUser: string]: readonly string[] } = {
  almalinux: ["AlmaLinux 8 - cPanel", "AlmaLinux 9 - Plesk"],
  centos: ["Centos 7 - cPanel"],
  cloudlinux: ["CloudLinux 8"],
  debian: ["Debian 9", "Debian 10 - Docker", "Debian 11 - Docker", "Debian 12 - Docker", "Debian 10 - Plesk"],
  fedora: ["Fedora 34"],
  ubuntu: ["NVIDIA GPU Cloud (NGC)", "Ubuntu 21.04"],
  root: ["rescue-ovh"],
};

/** Names that come a second time for machines with UEFI (`Debian 12 - UEFI`), by login user. */
const double: { readonly [loginUser: string]: readonly string[] } = {
  almalinux: ["AlmaLinux 8", "AlmaLinux 9", "AlmaLinux 10"],
  centos: ["Centos 7"],
  debian: ["Debian 10", "Debian 11", "Debian 12", "Debian 13"],
  fedora: ["35", "36", "37", "38", "39", "40", "41", "42", "43"].map((release) => `Fedora ${release}`),
  rocky: ["Rocky Linux 8", "Rocky Linux 9", "Rocky Linux 10"],
  ubuntu: [
    "18.04",
    "20.04",
    "21.10",
    "22.04",
    "22.10",
    "23.04",
    "23.10",
    "24.04",
    "24.10",
    "25.04",
    "25.10",
    "26.04",
  ].map((release) => `Ubuntu ${release}`),
};

const servers = ["2016", "2019", "2022", "2025"].flatMap((year) =>
  ["Desktop", "Core"].map((shell) => `Windows Server ${year} Standard (${shell})`),
);

const rows = (names: { readonly [loginUser: string]: readonly string[] }) =>
  Object.entries(names).flatMap(([user, list]) => list.map((name): [string, PublicImage] => [name, linux(user)]));

const twice = [...rows(double), ...servers.map((name): [string, PublicImage] => [name, windows])];

/** Every public image by name. */
export const publicImages: { readonly [name: string]: PublicImage } = Object.fromEntries([
  ...rows(single),
  ...twice,
  ...twice.map(([name, image]): [string, PublicImage] => [`${name} - UEFI`, image]),
]);
