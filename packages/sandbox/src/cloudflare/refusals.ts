import { CloudError } from "../model.ts";

/** Refuses with the words and the code of Cloudflare's API. */
export function refused(status: number, code: number, message: string): never {
  throw new CloudError(
    status,
    `failed to make http request: ${status} {"errors":[{"code":${code},"message":${JSON.stringify(message)}}]}`,
  );
}

/** Refuses before anything is sent, in the words of the Terraform provider. */
export function unsent(words: string): never {
  throw new CloudError(400, words);
}

/** Refuses what is no identifier of an account. Accounts are taken for granted: any identifier will do. */
export function judgeAccount(id: string): void {
  if (!/^[\da-f]{32}$/.test(id))
    refused(404, 7003, `Could not route to /client/v4/accounts/${id}, perhaps your object identifier is invalid?`);
}
