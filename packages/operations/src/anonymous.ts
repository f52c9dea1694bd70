import type { StateBackend } from "@accoreboot/core";
import { refused } from "./error.ts";

/** Time for an answer, in milliseconds. */
const patience = 15_000;

/**
 * Asks without a key whether a bucket of that name is there: 404 says no, 403 that it is somebody's. Anything else is
 * refused, because a second bucket's owner would be made in the dark.
 */
export async function isTaken({ endpoint, bucket }: StateBackend, ask: typeof fetch = fetch): Promise<boolean> {
  const address = `${endpoint}/${bucket}`;
  const options = { method: "HEAD", redirect: "manual", signal: AbortSignal.timeout(patience) } as const;
  const status = await ask(address, options).then(
    (answer) => answer.status,
    (error: Error & { cause?: { code?: string; message?: string } }) =>
      error.cause?.code ?? error.cause?.message ?? error.name,
  );
  if (status === 404) return false;
  if (status === 403 || status === 200) return true;
  throw refused(`${address} does not say whether the bucket is there (${status}). Check the endpoint and the network`);
}
