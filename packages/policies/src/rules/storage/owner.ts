/** Documents that let a user do everything with a bucket except deleting it. */
import { every, everyOf, not, some, someOf, type Truth } from "../../truth.ts";
import { isHidden } from "../../verdict.ts";
import type { Unread } from "../../view.ts";
import { type Document, type Statement, textsOf, type Value } from "./document.ts";
import { bucketIn, isBucketName } from "./resource.ts";

/** What a document denies to delete. */
export interface Denials {
  /** Whether it denies that of a bucket, by the bucket's name. */
  readonly buckets: ReadonlyMap<string, Truth>;
  /** False, or the first value that may be a bucket and cannot be read. */
  readonly others: Truth;
}

export function denialsIn({ statements }: Document): Denials {
  const buckets = new Map<string, Truth>();
  const others: Unread[] = [];
  for (const statement of statements) {
    const denies = every(isPlain(statement), not(statement.allows), deletes(statement));
    const resources = denies === false ? [] : textsOf(statement, "Resource");
    for (const { text } of resources) {
      const { bucket, objects } = bucketIn(text ?? "/");
      if (!objects) buckets.set(bucket, some(buckets.get(bucket) ?? false, denies));
    }
    others.push(...[statement.value, ...resources].flatMap(hiddenIn));
  }
  return { buckets, others: others[0] ?? false };
}

/** Whether the statement speaks without conditions and names nothing twice, so that it denies what it says. */
function isPlain({ value: { map } }: Statement): boolean {
  const names = new Set(map?.map(([name]) => name));
  return names.size === map?.length && [...names].every((name) => plain.includes(name));
}

const plain = ["Sid", "Effect", "Action", "Resource"];

const deletes = (statement: Statement): Truth =>
  someOf(textsOf(statement, "Action").map((action) => truthOf(action, (text) => deleting.includes(text))));

const deleting = ["s3:DeleteBucket", "s3:*"];

/** The value's view when it is hidden. */
const hiddenIn = ({ view }: Value): Unread[] => (isHidden(view) ? [view] : []);

/** What a value's text passes, or the value when it is hidden. */
function truthOf(value: Value, test: (text: string) => Truth): Truth {
  const [hidden] = hiddenIn(value);
  return hidden ?? (value.text !== undefined && test(value.text));
}

/** Whether `s3:*` may be allowed: on buckets that are named and that the document denies to delete, and what is in them. */
export function ownsSafely(statement: Statement, { buckets, others }: Denials): Truth {
  const resources = textsOf(statement, "Resource").map((resource) =>
    truthOf(resource, (text) => {
      const { bucket } = bucketIn(text);
      return isBucketName(bucket) && some(buckets.get(bucket) ?? false, others);
    }),
  );
  return resources.length > 0 && everyOf(resources);
}
