import { AwsClient } from "aws4fetch";
import { text } from "./xml.ts";

/** A key pair. */
export interface KeyPair {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** What the server answered. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Sends one signed request. Rejects when nobody answers; an answer of any status is an answer. */
export type Send = (
  method: string,
  path: string,
  options?: { readonly body?: string; readonly headers?: Readonly<Record<string, string>> },
) => Promise<Answer>;

/** Requests to the server in the name of its root user. */
export function signedClient(endpoint: string, region: string, keys: KeyPair): Send {
  const client = new AwsClient({ ...keys, service: "s3", region, retries: 0 });
  return async (method, path, { body, headers } = {}) => {
    const request = { method, headers: { ...headers }, ...(body === undefined ? {} : { body }) };
    try {
      const response = await client.fetch(endpoint + path, request);
      return { status: response.status, body: await response.text() };
    } catch (cause) {
      throw new Error(`the S3 server at ${endpoint} does not answer`, { cause });
    }
  };
}

/** Whether the server did what it was asked. */
export const done = ({ status }: Answer): boolean => status >= 200 && status < 300;

/** Why the server did not do it: status and its code. */
export const refusalOf = ({ status, body }: Answer): string => `${status} ${text(body, "Code")}`.trim();
