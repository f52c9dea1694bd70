import { SandboxError } from "../directory.ts";
import type { Send } from "./client.ts";
import { each } from "./each.ts";
import { type FoundBucket, look } from "./found.ts";
import { plan, type WantedBucket, wanted } from "./plan.ts";
import { type Failed, take } from "./steps.ts";
import { closedPolicy, translate } from "./translate.ts";
import type { S3World } from "./world.ts";

/** What could not be made so on the S3 server; everything else is. What could not be done grants nothing. */
export class S3ApplyError extends SandboxError {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`S3: ${problems.join("; ")}`);
    this.problems = problems;
  }
}

/** How often the server is looked at and changed before it is given up. One is enough unless another process changes it too. */
const rounds = 4;

/**
 * Makes the server look like the world, whatever it looks like now. `root` is the access key of its root user, `reserved`
 * the one bucket name it cannot hold. Throws S3ApplyError.
 */
export async function converge(send: Send, world: S3World, root: string, reserved: string): Promise<void> {
  const buckets = world.buckets.filter(({ name }) => name !== reserved);
  const translation = translate({ ...world, buckets });
  const base = wanted({ ...world, buckets }, translation, root);
  const untold = [
    ...translation.untold,
    ...(buckets.length === world.buckets.length ? [] : [`bucket ${reserved} cannot be served under this path`]),
  ];
  const stuck = new Map<string, Failed>();
  let failed: Failed[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const found = await look(send);
    const closed = [...stuck.keys()].flatMap((name) => closedBucket(name, root, found.buckets.get(name)));
    const phases = plan({ ...base, buckets: new Map([...base.buckets, ...closed]) }, found);
    if (phases.length === 0) return report([...untold, ...[...stuck.values()].map(({ reason }) => reason)]);
    failed = [];
    for (const steps of phases) {
      for (const outcome of await each(steps, (step) => take(send, step))) {
        if (outcome?.stuck) stuck.set(outcome.stuck, outcome);
        else if (outcome) failed.push(outcome);
      }
    }
  }
  report([...untold, ...failed.map(({ reason }) => reason), "the S3 server does not come to rest"]);
}

/** A bucket that should be gone and cannot go: as it is, and nobody is let in. */
function closedBucket(name: string, root: string, found: FoundBucket | undefined): [string, WantedBucket][] {
  if (!found) return [];
  const { objectLock, versioning } = found;
  return [[name, { lister: root, policy: closedPolicy(name), versioning: versioning === "Enabled", objectLock }]];
}

function report(problems: readonly string[]): void {
  if (problems.length > 0) throw new S3ApplyError(problems);
}
