import { randomBytes } from "node:crypto";
import { chownSync, existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Identity, openFolder, type Place } from "./place.ts";

/** Where a cluster's files lie. */
export interface ClusterFiles {
  readonly folder: string;
  readonly data: string;
  /** What the server said since it was last started. */
  readonly log: string;
  readonly password: string;
}

export function clusterFiles(place: Place, id: string): ClusterFiles {
  const folder = join(clustersFolder(place), id);
  return { folder, data: join(folder, "data"), log: join(folder, "log"), password: join(folder, "password") };
}

/** The folder with one folder for each cluster. */
export function clustersFolder({ home }: Place): string {
  const folder = join(home, "clusters");
  openFolder(folder);
  return folder;
}

/** Major of the data; undefined where there is none. */
export function majorOf(data: string): string | undefined {
  const file = join(data, "PG_VERSION");
  return existsSync(file) ? readFileSync(file, "utf8").trim() : undefined;
}

/** The superuser's password, made on first use and known to us alone. */
export function passwordOf({ password }: ClusterFiles, runAs: Identity | undefined): string {
  if (!existsSync(password)) {
    const making = `${password}.new`;
    writeFileSync(making, randomBytes(24).toString("base64url"), { mode: 0o600 });
    if (runAs) chownSync(making, runAs.uid, runAs.gid);
    renameSync(making, password);
  }
  return readFileSync(password, "utf8");
}
