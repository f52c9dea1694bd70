import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's root. */
export const root = fileURLToPath(new URL("..", import.meta.url));

/** Where builds are kept between clones; the toolchain keeps the engine beside it. */
export const cache = join(process.env["XDG_CACHE_HOME"] || join(homedir(), ".cache"), "accoreboot");

/** Packages with a component in them, and the component's class. */
export const components: Readonly<Record<string, readonly string[]>> = {
  "ovh-project": ["OvhEnvironment", "OvhProject"],
  "ovh-compute-stack": ["DockerHost"],
  "ovh-managed-pg": ["ManagedTimescalePg"],
  "ovh-s3-iam": ["S3BucketWithUsers", "StateBucket"],
};

/** Packages that are published. */
export const published = [
  "core",
  "catalogue",
  ...Object.keys(components),
  "operations",
  "policies",
  "sandbox",
] as const;
