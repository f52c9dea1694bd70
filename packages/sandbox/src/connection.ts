import type { Properties } from "./properties.ts";

export const packages = ["ovh", "openstack", "cloudflare"] as const;
/** A provider package the sandbox stands for. */
export type Package = (typeof packages)[number];

/** One configured provider. The engine opens a connection for each, and names it nowhere else. */
export interface Connection {
  readonly package: Package;
  /** Provider configuration with secrets unwrapped; may hold unknown values during a preview. */
  readonly config: Properties;
  /** True for somebody at a console, who is logged in already. */
  readonly byHand?: boolean;
}
