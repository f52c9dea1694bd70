import fc from "fast-check";
import { expect, test } from "vitest";
import type { OvhAction } from "../../src/s3/actions.ts";
import { decide } from "../../src/s3/decide.ts";
import { serverBucketActions, serverObjectActions } from "../../src/s3/server-actions.ts";
import { translate } from "../../src/s3/translate.ts";
import type { S3World } from "../../src/s3/world.ts";
import { serverAllows } from "./server-model.ts";

interface Said {
  readonly Effect: "Allow" | "Deny";
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
}
interface Case {
  readonly world: S3World;
  /** The same, with everything allowed that is not denied. */
  readonly open: S3World;
  readonly policy: string;
  readonly bucket: string;
}

const buckets = ["data", "data-x", "logs"];
const everything: Said = { Effect: "Allow", Action: ["s3:*"], Resource: ["*"] };

const text = (pieces: readonly string[], max: number) =>
  fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: max }).map((list) => list.join(""));
const objects = fc
  .tuple(fc.constantFrom("data", "data-x", "da*", "*", "l?gs", "*-x"), text(["a", "b", "c", "/", "*", "?", "é"], 6))
  .map(([bucket, key]) => `${bucket}/${key}`);
const resource = fc.oneof(
  objects,
  objects,
  fc.constantFrom("*", "arn:aws:s3:::*", "data", "d*", "logs", "data?x", "*/*", "data/*"),
);
const action = fc.constantFrom(
  "s3:*",
  "s3:Get*",
  "s3:List*",
  "s3:GetObject",
  "s3:PutObject",
  "s3:DeleteObject",
  "s3:ListBucket",
  "s3:ListBucketVersions",
  "s3:ListAllMyBuckets",
);
const said: fc.Arbitrary<Said> = fc.record({
  Effect: fc.constantFrom("Allow", "Allow", "Deny"),
  Action: fc.array(action, { minLength: 1, maxLength: 3 }),
  Resource: fc.array(resource, { minLength: 1, maxLength: 3 }),
});
/** Keys that are the same to both: no empty, dotted or last-but-empty parts. */
const key = fc.array(text(["a", "b", "c", "é"], 2), { minLength: 1, maxLength: 3 }).map((parts) => parts.join("/"));

const worldOf = (statements: readonly Said[], owner: boolean): S3World => ({
  users: [
    {
      id: "one",
      keys: [{ accessKeyId: "key", secretAccessKey: "secret" }],
      policy: JSON.stringify({ Statement: statements }),
    },
  ],
  buckets: buckets.map((name) => ({
    name,
    versioning: false,
    objectLock: false,
    ...(owner ? { ownerId: "one" } : {}),
  })),
});

const cases: fc.Arbitrary<Case & { readonly statements: readonly Said[] }> = fc
  .tuple(fc.array(said, { maxLength: 4 }), fc.boolean(), fc.constantFrom(...buckets))
  .map(([statements, owner, bucket]) => {
    const world = worldOf(statements, owner);
    const { untold, buckets: told } = translate(world);
    const open = worldOf([...statements, everything], owner);
    return { statements, world, open, bucket, policy: untold.length > 0 ? "" : (told.get(bucket)?.policy ?? "") };
  })
  .filter(({ policy }) => policy !== "");

const allowed = (world: S3World, needs: readonly OvhAction[], bucket: string, object?: string) =>
  needs.every((need) => decide(world, { user: "one", action: need, bucket, ...(object ? { key: object } : {}) }));

const runs = { numRuns: 500 };

test("what concerns a bucket is granted exactly as OVH would", () => {
  fc.assert(
    fc.property(
      cases,
      fc.constantFrom(...Object.entries(serverBucketActions)),
      ({ world, policy, bucket }, [name, needs]) => {
        expect(serverAllows(policy, "key", name, bucket)).toBe(allowed(world, needs, bucket));
      },
    ),
    runs,
  );
});

test("what concerns an object is never granted where OVH would not", () => {
  const table = fc.constantFrom(...Object.entries(serverObjectActions));
  fc.assert(
    fc.property(cases, table, key, ({ world, policy, bucket }, [name, needs], object) => {
      fc.pre(serverAllows(policy, "key", name, bucket, object));
      expect(allowed(world, needs, bucket, object)).toBe(true);
    }),
    runs,
  );
});

test("what concerns an object is granted exactly as OVH would, known differences apart", () => {
  const table = fc.constantFrom(...Object.entries(serverObjectActions).filter(([, needs]) => needs.length === 1));
  const common = cases.filter(
    ({ statements }) => !statements.some(({ Effect, Resource }) => Effect === "Deny" && Resource.join().includes("?")),
  );
  fc.assert(
    fc.property(common, table, key, ({ world, open, policy, bucket }, [name, needs], object) => {
      fc.pre(!object.includes("é"));
      const folderDenied = !allowed(open, needs, bucket, `${object}/`);
      expect(serverAllows(policy, "key", name, bucket, object)).toBe(
        allowed(world, needs, bucket, object) && !folderDenied,
      );
    }),
    runs,
  );
});

test("what is denied of a folder is denied of it on the server too", () => {
  const table = fc.constantFrom(...Object.entries(serverObjectActions));
  fc.assert(
    fc.property(fc.array(said, { maxLength: 4 }), table, key, (statements, [name, needs], object) => {
      const world = worldOf([...statements, everything], false);
      const policy = translate(world).buckets.get("data")?.policy ?? "";
      fc.pre(serverAllows(policy, "key", name, "data", `${object}/`));
      expect(allowed(world, needs, "data", `${object}/`)).toBe(true);
    }),
    runs,
  );
});

test("another key gets nothing, whatever the policy says", () => {
  fc.assert(
    fc.property(cases, key, ({ policy, bucket }, object) => {
      expect(serverAllows(policy, "other", "s3:GetObject", bucket, object)).toBe(false);
    }),
    runs,
  );
});
