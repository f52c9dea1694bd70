import type { BootstrapResult } from "./bootstrap.ts";
import type { Deployment } from "./deployment.ts";
import { OperationError } from "./error.ts";
import { localState } from "./local-state.ts";
import type { Keys } from "./login.ts";
import { find } from "./move.ts";
import type { Bootstrap } from "./options.ts";
import { cloudly, settled } from "./pending.ts";

/**
 * For a machine whose bootstrap was overtaken by another one's: finds the state in the bucket by keys that were given, and
 * says what was made here for nothing. Undefined where these keys show no whole state. Deletes nothing.
 */
export async function findBeside(plan: Bootstrap, keys: Keys, begun: Deployment): Promise<BootstrapResult | undefined> {
  const found = await find(plan, keys).catch((error: unknown) => {
    if (error instanceof OperationError) return undefined;
    throw error;
  });
  if (!found) return undefined;
  const left = [...cloudly(begun), ...settled(begun).lost];
  plan.say(
    `another bootstrap has made bucket ${plan.bucket}. What this machine had made is of no use to it: ${left.join(", ") || "nothing"}. ` +
      `It is known to the state in ${localState(plan.folder, plan.stack).path} alone: delete it from the project, then that folder. Pulumi.${plan.stack}.yaml is to be the other machine's, with its salt`,
  );
  return { ...found, localState: "kept" };
}
