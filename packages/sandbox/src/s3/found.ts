import { type Answer, done, refusalOf, type Send } from "./client.ts";
import { each } from "./each.ts";
import { elements, text } from "./xml.ts";

/** A bucket as the server has it. */
export interface FoundBucket {
  /** Access key the server lists it for. */
  readonly lister: string;
  readonly policy?: string;
  /** Empty when versioning was never on. */
  readonly versioning: string;
  readonly objectLock: boolean;
}

/** What the server has. */
export interface Found {
  /** Secrets by access key. */
  readonly accounts: ReadonlyMap<string, string>;
  readonly buckets: ReadonlyMap<string, FoundBucket>;
}

/** Asks the server what it has. */
export async function look(send: Send): Promise<Found> {
  const [users, listed] = await Promise.all([send("PATCH", "/list-users"), send("PATCH", "/list-buckets")]);
  const accounts = elements(read(users), "Accounts").map(
    (account) => [text(account, "Access"), text(account, "Secret")] as const,
  );
  const buckets = await each(elements(read(listed), "Buckets"), async (bucket) => {
    const name = text(bucket, "Name");
    const [policy, versioning, lock] = await Promise.all([
      send("GET", `/${name}?policy`),
      send("GET", `/${name}?versioning`),
      send("GET", `/${name}?object-lock`),
    ]);
    const found: FoundBucket = {
      lister: text(bucket, "Owner"),
      ...(done(policy) ? { policy: policy.body } : {}),
      versioning: text(versioning.body, "Status"),
      objectLock: text(lock.body, "ObjectLockEnabled") === "Enabled",
    };
    return [name, found] as const;
  });
  return { accounts: new Map(accounts), buckets: new Map(buckets) };
}

function read(answer: Answer): string {
  if (!done(answer)) throw new Error(`the S3 server does not say what it has: ${refusalOf(answer)}`);
  return answer.body;
}
