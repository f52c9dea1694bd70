import { isDeepStrictEqual } from "node:util";
import type { BootstrapResult } from "./bootstrap.ts";
import { type Deployment, holds, sameState, urns } from "./deployment.ts";
import { failed, type OperationError, refused } from "./error.ts";
import { type LocalState, localState } from "./local-state.ts";
import { alone, type Keys, loginOf } from "./login.ts";
import { mend } from "./mend.ts";
import type { Bootstrap } from "./options.ts";
import { keysOf, missing } from "./outputs.ts";
import { mayPass } from "./s3-answer.ts";
import { openStack, type StackAt } from "./stack.ts";
import { until } from "./until.ts";

/** The stack in the bucket, and what the bucket holds of it. */
interface Remote {
  readonly there: StackAt;
  readonly keys: Keys;
  readonly state: Deployment | undefined;
}

/** Brings the stack up in the local state, unless the bucket has it already, and moves that state into the bucket. */
export async function move(
  plan: Bootstrap,
  { taken, begun }: { readonly taken: boolean; readonly begun: Deployment | undefined },
): Promise<BootstrapResult> {
  const { folder, stack, say } = plan;
  const local = localState(folder, stack);
  local.prepare();
  const here = await openStack({ folder, stack, variables: { PULUMI_BACKEND_URL: local.url } }, say);

  if (begun) await mend(plan, here, begun);
  let remote = begun && taken && missing(await here.outputs()).length === 0 ? await look(plan, here) : undefined;
  if (!holds(remote?.state)) {
    say(`pulumi up, with the state in ${local.path}`);
    await here.up();
    remote = await look(plan, here);
  }
  const { there, keys, state } = remote as Remote;
  const source = (await here.exported()) as Deployment;
  await fill(plan, { there, state, source, local });
  await verify(plan, here, there, source);

  const login = loginOf(plan, plan.url, keys);
  const kept = await plan.keep(login);
  if (kept) {
    say(`removing ${local.path}`);
    local.remove();
  }
  return { outcome: "moved", url: plan.url, environment: login, localState: kept ? "removed" : "kept" };
}

/** Finds the state in the bucket by keys that were given, and changes nothing. */
export async function find(plan: Bootstrap, given: Keys): Promise<BootstrapResult> {
  const { there } = await openRemote(plan, given);
  plan.say(`reading the state of stack ${plan.stack} in the bucket`);
  const state = await there.exported().catch((error: OperationError) => {
    throw error.answer
      ? refused(
          `AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY do not open bucket ${plan.bucket} (${error.answer}). Set the key that was given out where it was made`,
        )
      : error;
  });
  if (!holds(state))
    throw refused(
      `bucket ${plan.bucket} is there and holds no state of stack ${plan.stack}. Where its bootstrap was begun, run it again to its end`,
    );
  const login = loginOf(plan, plan.url, keysOf(await there.outputs(), plan));
  await plan.keep(login);
  plan.say("nothing to do: the state is in the bucket");
  return { outcome: "found", url: plan.url, environment: login, localState: "removed" };
}

async function openRemote(plan: Bootstrap, keys: Keys): Promise<{ there: StackAt; keys: Keys }> {
  const variables = alone(loginOf(plan, plan.url, keys));
  return { there: await openStack({ folder: plan.folder, stack: plan.stack, variables }, plan.say), keys };
}

/** Waits until the bucket takes the key in the local stack's outputs, and says what it holds. */
async function look(plan: Bootstrap, here: StackAt): Promise<Remote> {
  const { there, keys } = await openRemote(plan, keysOf(await here.outputs(), plan));
  plan.say(`opening bucket ${plan.bucket}`);
  const state = await until({
    what: `bucket ${plan.bucket} to take its key`,
    seconds: plan.waitSeconds,
    clock: plan.clock,
    say: plan.say,
    look: () =>
      there.exported().then(
        (value) => ({ value }),
        (error: OperationError) => {
          if (!mayPass(error.answer)) throw error;
          return { notYet: error.answer };
        },
      ),
  });
  return { there, keys, state };
}

/** Puts the local state into the bucket, or finds it there already. Refuses to lay it over another one. */
async function fill(
  { stack, url, say }: Bootstrap,
  { there, state, source, local }: Pick<Remote, "there" | "state"> & { source: Deployment; local: LocalState },
): Promise<void> {
  if (holds(state)) {
    if (sameState(state, source)) return;
    throw refused(
      `two states of stack ${stack} differ: the one in ${url}, and the one in ${local.path}. ` +
        "Look at both (pulumi stack export), keep the right one, and remove the other: a state in the bucket that others use is the right one",
    );
  }
  if (!state) {
    say(`making stack ${stack} in the bucket`);
    await there.make();
  }
  say(`moving the state: ${urns(source).length} resources`);
  await there.load(source);
}

/** Sees that the bucket holds what was local, that it can be decrypted, and that the program wants no change of it. */
async function verify({ url, say }: Bootstrap, here: StackAt, there: StackAt, source: Deployment): Promise<void> {
  say("comparing what the bucket holds with the local state");
  const arrived = await there.exported();
  const whole = arrived && sameState(arrived, source) && isDeepStrictEqual(await there.outputs(), await here.outputs());
  if (!whole)
    throw failed(`${url} does not hold what was moved into it. The local state is untouched: run the same again`);
  say("previewing from the bucket: no change is expected");
  await there.expectNoChanges();
}
