import type { Line } from "../command.ts";
import { openSandbox, type Sandbox } from "../sandbox.ts";

/** Works on the sandbox of a command line without serving it longer than that. */
export async function opened<T>({ path }: Pick<Line, "path">, work: (sandbox: Sandbox) => T | Promise<T>): Promise<T> {
  const sandbox = await openSandbox(path, {}, false);
  try {
    return await work(sandbox);
  } finally {
    await sandbox.close();
  }
}
