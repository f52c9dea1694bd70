import { hostname } from "node:os";
import { type EngineEvent, LocalWorkspace, type OutputMap, Stack } from "@pulumi/pulumi/automation/index.js";
import type { Deployment } from "./deployment.ts";
import { diagnostics } from "./diagnostics.ts";
import { failed, OperationError } from "./error.ts";
import { abandonedSoon, holdersIn, told } from "./locks.ts";
import { passphraseFile } from "./prerequisites.ts";
import { redact, secretsIn } from "./redact.ts";
import { s3Answer } from "./s3-answer.ts";
import { type Ended, exportState, importState, type Place } from "./transfer.ts";

/** One stack in one backend, driven by the user's own `pulumi`. Everything it throws is an `OperationError`. */
export interface StackAt {
  /** Its state, secrets encrypted; undefined where the backend has no such stack. */
  exported(): Promise<Deployment | undefined>;
  /** Makes the stack, without resources. */
  make(): Promise<void>;
  /** Puts a state into the stack. */
  load(state: Deployment): Promise<void>;
  up(): Promise<void>;
  /** Reads these resources from the cloud into the state, and drops those that are not there. */
  refresh(urns: readonly string[]): Promise<void>;
  /** Throws when an update would change anything. */
  expectNoChanges(): Promise<void>;
  /** Outputs, secrets in clear. */
  outputs(): Promise<OutputMap>;
}

/** What a backend without the stack says. */
const noStack = /no stack named .* found/;

/** Opens a stack in the backend that the variables name. Nothing is run and nothing is made yet. */
export async function openStack(place: Place, say: (line: string) => void): Promise<StackAt> {
  const { folder, stack, variables } = place;
  const envVars = { PULUMI_SKIP_UPDATE_CHECK: "true", ...passphraseFile(process.env), ...variables };
  const workspace = await LocalWorkspace.create({ workDir: folder, envVars });
  const selected = () => Stack.select(stack, workspace);
  const unlock = async () => {
    say(`removing the lock of a process that is gone`);
    await (await selected()).cancel();
  };
  const doing = <T>(what: string, work: () => Promise<T>) => attempt(what, work, place, unlock);
  return {
    exported: () =>
      doing("reading the state", async () => {
        const ended = await exportState({ ...place, variables: envVars });
        if (ended.code !== 0 && noStack.test(ended.output)) return undefined;
        return JSON.parse(succeeded(ended)) as Deployment;
      }),
    make: () => doing("making the stack", () => workspace.createStack(stack)),
    load: (state) =>
      doing("writing the state", async () => {
        succeeded(await importState({ ...place, variables: envVars }, JSON.stringify(state)));
      }),
    up: () =>
      doing("pulumi up", async () => {
        const there = await Stack.createOrSelect(stack, workspace);
        await there.up({ color: "never", showSecrets: false, onEvent: (event) => tell(event, say) });
      }),
    refresh: (urns) =>
      doing("pulumi refresh", async () => {
        await (await selected()).refresh({ color: "never", showSecrets: false, target: [...urns] });
      }),
    expectNoChanges: () =>
      doing("pulumi preview --expect-no-changes", async () => {
        await (await selected()).preview({ color: "never", expectNoChanges: true });
      }),
    outputs: () => doing("reading the outputs", () => workspace.stackOutputs(stack)),
  };
}

function succeeded({ code, stdout, output }: Ended): string {
  if (code !== 0) throw new Error(output);
  return stdout;
}

/** One line for each resource that was made or changed. */
function tell({ resOutputsEvent }: EngineEvent, say: (line: string) => void): void {
  if (!resOutputsEvent || resOutputsEvent.planning || resOutputsEvent.metadata.op === "same") return;
  const { op, urn } = resOutputsEvent.metadata;
  say(`  ${op} ${urn.split("::").slice(2).join(" ")}`);
}

/** Does it, once more when only a dead process stood in the way, and puts what went wrong into words without secrets. */
async function attempt<T>(
  what: string,
  work: () => Promise<T>,
  { variables }: Place,
  unlock: () => Promise<void>,
): Promise<T> {
  try {
    return await work().catch(async (error: Error) => {
      if (!(await abandonedSoon(holdersIn(error.message), hostname()))) throw error;
      await unlock();
      return work();
    });
  } catch (error) {
    if (error instanceof OperationError) throw error;
    const text = error instanceof Error ? error.message : String(error);
    const holders = holdersIn(text);
    if (holders.length > 0) throw failed(`${what}: the stack is locked by ${told(holders)}. Let it end first`);
    const reason = diagnostics(text) || "pulumi gave no reason";
    throw new OperationError(
      "failed",
      `${what} failed:\n${redact(reason, secretsIn({ ...process.env, ...variables }))}`,
      s3Answer(text),
    );
  }
}
