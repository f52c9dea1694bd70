import { s3Actions } from "@accoreboot/catalogue";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { policyDocument, type S3Access, type Statement, s3Access } from "../src/policy-document.ts";

const access = fc.constantFrom(...s3Access);
const bucket = fc.stringMatching(/^[a-z][a-z0-9]{2,20}$/);
const prefix = fc.stringMatching(/^([a-z0-9]{1,6}\/){1,3}$/);

/** Whether a document lets an action through, as S3 reads it: a deny wins, and what no statement names is refused. */
function lets(statements: readonly Statement[], action: string, resource: string): boolean {
  const matching = statements.filter(
    (statement) =>
      statement.Action.some((known) => known === action) &&
      statement.Resource.some((known) =>
        known.endsWith("*") ? resource.startsWith(known.slice(0, -1)) : known === resource,
      ),
  );
  return matching.length > 0 && matching.every(({ Effect }) => Effect === "Allow");
}

const may = (who: S3Access, action: string, key: string, under = "") =>
  lets(policyDocument("archive", who, under).Statement, `s3:${action}`, `arn:aws:s3:::archive${key}`);

describe("the document of a user", () => {
  it.each([
    ["read", "GetObject", true],
    ["read", "PutObject", false],
    ["read", "DeleteObject", false],
    ["write", "PutObject", true],
    ["write", "DeleteObject", true],
    ["write", "GetObject", false],
    ["readWrite", "GetObject", true],
    ["readWrite", "PutObject", true],
    ["readWrite", "DeleteObject", true],
    ["list", "GetObject", false],
    ["list", "PutObject", false],
  ] as const)("C010 %s and %s: %s", (who, action, expected) => {
    expect(may(who, action, "/a")).toBe(expected);
  });

  it.each([
    ["read", true],
    ["write", false],
    ["readWrite", true],
    ["list", true],
  ] as const)("C010 %s may list names: %s", (who, expected) => {
    expect(may(who, "ListBucket", "")).toBe(expected);
    expect(may(who, "GetBucketLocation", "")).toBe(true);
  });

  it("C010 denies reading by name to whoever only writes, because an uploader owns the object", () => {
    const denied = policyDocument("archive", "write", "in/").Statement.filter(({ Effect }) => Effect === "Deny");
    expect(denied).toEqual([
      { Sid: "NoReading", Effect: "Deny", Action: ["s3:GetObject"], Resource: ["arn:aws:s3:::archive/*"] },
    ]);
    for (const who of ["read", "readWrite", "list"] as const) {
      expect(policyDocument("archive", who).Statement.every(({ Effect }) => Effect === "Allow")).toBe(true);
    }
  });

  it("C010 lets nobody make or delete buckets", () => {
    for (const who of s3Access) {
      expect(may(who, "DeleteBucket", "")).toBe(false);
      expect(may(who, "CreateBucket", "")).toBe(false);
    }
  });

  it("C010 names the one bucket and no other, whatever the prefix", () => {
    fc.assert(
      fc.property(bucket, access, fc.option(prefix, { nil: undefined }), (name, who, under) => {
        const resources = policyDocument(name, who, under).Statement.flatMap(({ Resource }) => Resource);
        for (const resource of resources) {
          expect(resource === `arn:aws:s3:::${name}` || resource.startsWith(`arn:aws:s3:::${name}/`)).toBe(true);
        }
      }),
    );
  });

  it("C010 keeps two prefixes apart unless one lies in the other", () => {
    fc.assert(
      fc.property(prefix, prefix, access, (mine, theirs, who) => {
        fc.pre(!mine.startsWith(theirs) && !theirs.startsWith(mine));
        for (const action of ["GetObject", "PutObject", "DeleteObject"]) {
          expect(may(who, action, `/${theirs}object`, mine)).toBe(false);
        }
      }),
    );
  });

  it("names only actions that the service takes", () => {
    fc.assert(
      fc.property(access, prefix, (who, under) => {
        const actions = policyDocument("archive", who, under).Statement.flatMap(({ Action }) => Action);
        expect(actions.length).toBeGreaterThan(0);
        for (const action of actions) expect(s3Actions).toContain(action);
      }),
    );
  });
});
