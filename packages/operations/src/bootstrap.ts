import { isTaken } from "./anonymous.ts";
import { findBeside } from "./beside.ts";
import { type Deployment, holds } from "./deployment.ts";
import { refused } from "./error.ts";
import { localState } from "./local-state.ts";
import { keysIn, type Login } from "./login.ts";
import { find, move } from "./move.ts";
import { type Bootstrap, type BootstrapOptions, planned } from "./options.ts";
import { knows, settled } from "./pending.ts";
import { requireOwnBackend, requirePassphrase, requirePassphraseProvider, requirePulumi } from "./prerequisites.ts";
import { openStack } from "./stack.ts";

/** What a bootstrap came to. */
export interface BootstrapResult {
  /** `moved`: the state went into the bucket. `found`: it was there already, and nothing was changed. */
  readonly outcome: "moved" | "found";
  /** URL of the state, for `PULUMI_BACKEND_URL`. No secret. */
  readonly url: string;
  /** What Pulumi needs to keep state there, the secret key in clear. */
  readonly environment: Login;
  /** Whether a local state is left: where `keep` answered false, and where another machine's bootstrap was found. */
  readonly localState: "removed" | "kept";
}

/**
 * Makes the bucket that holds an environment's Pulumi state, and moves into it the state of the very program that made
 * it. Once per environment: a second call changes nothing. One that was stopped goes on where it was.
 *
 * Reads `PULUMI_CONFIG_PASSPHRASE` or `PULUMI_CONFIG_PASSPHRASE_FILE`, and once the bucket is there `AWS_ACCESS_KEY_ID` and
 * `AWS_SECRET_ACCESS_KEY`, from the environment and nowhere else. Runs the `pulumi` on PATH, 3.253 or later.
 *
 * Throws `ArgumentError` for options that are wrong, and `OperationError` for everything else; no message holds a secret.
 *
 * @example
 * const { url, environment } = await bootstrapState({ folder: "state", stack: "test", bucket: "acme-tfstate-test" });
 */
export async function bootstrapState(options: BootstrapOptions): Promise<BootstrapResult> {
  const plan = planned(options);
  requirePassphrase(process.env);
  const keys = keysIn(process.env);
  plan.say(`pulumi ${await requirePulumi()}`);
  await requirePassphraseProvider(plan.folder, plan.stack);
  const { PULUMI_BACKEND_URL: other } = process.env;
  if (other && other !== plan.url) plan.say(`PULUMI_BACKEND_URL is not heeded: the state goes to ${plan.url}`);

  plan.say(`asking whether bucket ${plan.bucket} is there`);
  const taken = await isTaken(plan);
  await requireOwnBackend(plan.folder);
  const begun = await beganHere(plan);
  if (begun && taken && !knows(begun, plan.bucket)) {
    const found = keys && (await findBeside(plan, keys, begun));
    if (found) return found;
  }
  if (begun && taken && !knows(settled(begun).state, plan.bucket)) {
    plan.say(
      `bucket ${plan.bucket} is there, and the state of this machine does not know it yet. If another bootstrap has made it, set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY as that one gave them out`,
    );
  }
  if (begun || !taken) return move(plan, { taken, begun });
  if (keys) return find(plan, keys);
  throw refused(
    `bucket ${plan.bucket} is there already, and this machine has no key to it. Set AWS_ACCESS_KEY_ID and ` +
      "AWS_SECRET_ACCESS_KEY: they were given out by --print-environment where the bucket was made. If nobody has made it for " +
      "you, the name is another customer's: choose another bucket",
  );
}

/** The state of a bootstrap that was begun on this machine and made something. */
async function beganHere({ folder, stack, say }: Bootstrap): Promise<Deployment | undefined> {
  const local = localState(folder, stack);
  local.sweep();
  if (!local.begun()) return undefined;
  const here = await openStack({ folder, stack, variables: { PULUMI_BACKEND_URL: local.url } }, say);
  const state = await here.exported();
  return holds(state) ? state : undefined;
}
