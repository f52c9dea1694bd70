import { s3Actions, s3BucketActions } from "@accoreboot/catalogue";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { policyDocument } from "../src/index.ts";
import { documentOf, type Granted, type S3Access, type Statement, s3Access } from "../src/policy-document.ts";

const access = fc.constantFrom(...s3Access);
const bucket = fc.stringMatching(/^[a-z][a-z0-9]{2,20}$/);
const prefix = fc.stringMatching(/^([a-z0-9]{1,6}\/){1,3}$/);
const grant = fc.record(
  { bucket: fc.constantFrom("archive", "uploads", "logs"), access, prefix },
  { requiredKeys: ["bucket", "access"] },
);

/** Whether a document lets an action through, as S3 reads it: a deny wins, and what no statement names is refused. */
function lets(statements: readonly Statement[], action: string, resource: string): boolean {
  const ofBucket = s3BucketActions.includes(action);
  const matching = statements.filter(
    (statement) =>
      statement.Action.some((known) => known === action || known === "s3:*") &&
      statement.Resource.some(
        (known) =>
          known.includes("/") !== ofBucket &&
          (known.endsWith("*") ? resource.startsWith(known.slice(0, -1)) : known === resource),
      ),
  );
  return matching.length > 0 && matching.every(({ Effect }) => Effect === "Allow");
}

const can = (grants: readonly Granted[], action: string, key: string) =>
  lets(documentOf(grants).Statement, `s3:${action}`, `arn:aws:s3:::${key}`);
const may = (who: S3Access, action: string, key: string, under = "") =>
  can([{ bucket: "archive", access: who, prefix: under }], action, `archive${key}`);

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
    ["readWrite", "PutObjectAcl", false],
    ["list", "GetObject", false],
    ["list", "PutObject", false],
    ["owner", "GetObject", true],
    ["owner", "PutObjectAcl", true],
  ] as const)("C010 %s and %s: %s", (who, action, expected) => {
    expect(may(who, action, "/a")).toBe(expected);
  });

  it.each([
    ["read", true],
    ["write", false],
    ["readWrite", true],
    ["list", true],
    ["owner", true],
  ] as const)("C010 %s may list names: %s", (who, expected) => {
    expect(may(who, "ListBucket", "")).toBe(expected);
    expect(may(who, "GetBucketLocation", "")).toBe(true);
  });

  it("C010 lets an owner set the bucket up, unless a prefix limits it", () => {
    expect(may("owner", "PutLifecycleConfiguration", "")).toBe(true);
    expect(may("owner", "PutLifecycleConfiguration", "", "in/")).toBe(false);
    expect(may("owner", "PutObjectAcl", "/in/a", "in/")).toBe(true);
    expect(may("owner", "PutObjectAcl", "/out/a", "in/")).toBe(false);
    expect(may("readWrite", "PutLifecycleConfiguration", "")).toBe(false);
  });

  it("C010 denies reading by name to whoever only writes, because an uploader owns the object", () => {
    const denials = (...grants: Granted[]) =>
      documentOf(grants)
        .Statement.filter(({ Effect }) => Effect === "Deny")
        .flatMap(({ Action, Resource }) => [...Action, ...Resource]);
    const drop: Granted = { bucket: "archive", access: "write", prefix: "in/" };
    expect(denials(drop)).toEqual(["s3:GetObject", "arn:aws:s3:::archive/*"]);
    expect(denials({ bucket: "archive", actions: ["s3:PutObject"] })).toEqual([
      "s3:GetObject",
      "arn:aws:s3:::archive/*",
    ]);
    expect(denials(drop, { bucket: "archive", access: "read", prefix: "out/" })).toEqual([
      "s3:GetObject",
      "arn:aws:s3:::archive/in/*",
    ]);
    for (const who of ["read", "readWrite", "list"] as const) {
      expect(denials({ bucket: "archive", access: who })).toEqual([]);
    }
  });

  it("C010 lets nobody make or delete buckets", () => {
    for (const who of s3Access) {
      for (const under of ["", "in/"]) {
        expect(may(who, "DeleteBucket", "", under)).toBe(false);
        expect(may(who, "CreateBucket", "", under)).toBe(who === "owner" && under === "");
      }
    }
  });

  it("C010 puts several grants into one document, each for its own bucket and prefix", () => {
    const grants: Granted[] = [
      { bucket: "archive", access: "read", prefix: "reports/" },
      { bucket: "uploads", access: "write" },
      { bucket: "archive", actions: ["s3:GetObject", "s3:PutObject", "s3:ListBucketVersions"], prefix: "tmp/" },
    ];
    const expected: [string, string, boolean][] = [
      ["GetObject", "archive/reports/a", true],
      ["PutObject", "archive/reports/a", false],
      ["GetObject", "archive/tmp/a", true],
      ["PutObject", "archive/tmp/a", true],
      ["GetObject", "archive/a", false],
      ["ListBucket", "archive", true],
      ["ListBucketVersions", "archive", true],
      ["ListBucketVersions", "uploads", false],
      ["PutObject", "uploads/a", true],
      ["GetObject", "uploads/a", false],
      ["ListBucket", "uploads", false],
      ["GetObject", "other/reports/a", false],
    ];
    for (const [action, key, allowed] of expected)
      expect([action, key, can(grants, action, key)]).toEqual([action, key, allowed]);
    const ids = documentOf(grants).Statement.map(({ Sid }) => Sid);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("C010 names the granted buckets and no other, whatever the prefix", () => {
    fc.assert(
      fc.property(fc.array(fc.record({ bucket, access, prefix }), { minLength: 1 }), (grants) => {
        const resources = documentOf(grants).Statement.flatMap(({ Resource }) => Resource);
        for (const resource of resources) {
          expect(
            grants.some(
              ({ bucket: name }) => resource === `arn:aws:s3:::${name}` || resource.startsWith(`arn:aws:s3:::${name}/`),
            ),
          ).toBe(true);
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

  it("C010 gives the same rights in whatever order the grants stand", () => {
    fc.assert(
      fc.property(fc.array(grant, { minLength: 1, maxLength: 4 }), (grants) => {
        const turned = grants.toReversed();
        for (const name of ["archive", "uploads"]) {
          for (const action of ["GetObject", "PutObject", "DeleteObject"]) {
            const key = `${name}/${grants[0]?.prefix ?? ""}a`;
            expect(can(turned, action, key)).toBe(can(grants, action, key));
          }
          expect(can(turned, "ListBucket", name)).toBe(can(grants, "ListBucket", name));
        }
      }),
    );
  });

  it("names only actions that the service documents", () => {
    fc.assert(
      fc.property(fc.array(grant, { minLength: 1 }), (grants) => {
        const statements = documentOf(grants).Statement;
        expect(statements.length).toBeGreaterThan(0);
        for (const { Action, Resource } of statements) {
          expect(Action.length * Resource.length).toBeGreaterThan(0);
          for (const action of Action) expect([...s3Actions, "s3:*"]).toContain(action);
        }
      }),
    );
  });
});

describe("policyDocument refuses", () => {
  it.each([
    [[], "grants: [] lets the user do nothing"],
    [{}, "grants: {} lets the user do nothing"],
    [[{ bucket: "b-x", access: "raed" }], 'grants[0].access: unknown access "raed". Did you mean "read"?'],
    [[{ bucket: "B", access: "read" }], 'grants[0].bucket: "B" has 1 character.'],
    [[{ bucket: "b-x", access: "read", prefix: "*" }], 'grants[0].prefix: "*" has a wildcard'],
    [[{ bucket: "b-x", actions: ["s3:getobject"] }], 'grants[0].actions[0]: "s3:getobject" is no action'],
  ])("C010 %j", (grants, expected) => {
    expect(() => policyDocument(grants as never)).toThrow(expected);
  });

  it("C010 nothing of what is good", () => {
    const grants: Granted[] = [{ bucket: "b-x", access: "read", prefix: "prod/" }];
    expect(policyDocument(grants)).toEqual(documentOf(grants));
  });
});
