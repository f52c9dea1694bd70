import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));
export const example = join(root, "examples", "accoreboot");
export const refused = join(root, "examples", "refused");
const pack = join(root, "node_modules", "@accoreboot", "policies");

/** Options that put a command under the policy pack. */
export const underPack = ["--policy-pack", pack];

/** The same with what the example tells the pack. */
export const guarded = [...underPack, "--policy-pack-config", join(example, "policies.json")];

/** Where `make demo-up` leaves its sandbox standing. */
export const standing = join(root, ".sandbox", "standing");

/** A new folder for one run of the demo; what dead runs left behind is removed. */
export function demoFolder(): string {
  const home = join(root, ".sandbox");
  mkdirSync(home, { recursive: true });
  for (const name of readdirSync(home)) {
    const pid = /^demo-(\d+)-/.exec(name)?.[1];
    if (pid && !running(Number(pid))) rmSync(join(home, name), { recursive: true, force: true });
  }
  return mkdtempSync(join(home, `demo-${process.pid}-`));
}

/** True when `make demo-up` has left something. */
export const isStanding = () => existsSync(standing);

function running(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
