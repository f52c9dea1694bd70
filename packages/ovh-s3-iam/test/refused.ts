/** Arguments with one thing wrong, and what is found in them. */
import { exampleEnvironment as environment } from "@accoreboot/testing";
import type { S3BucketWithUsersArgs, StateBucketArgs } from "../src/index.ts";
import { plan } from "../src/s3-bucket-with-users.plan.ts";
import { plan as planState } from "../src/state-bucket.plan.ts";

const grants = [{ bucket: "archive", access: "read" }];
export const user = { name: "app", grants };
const base = { environment, buckets: [{ role: "archive" }], users: [user] };

const said = ({ path, problem, remedy }: { path: string; problem: string; remedy: string }) =>
  `${path}: ${problem}. ${remedy}`;
export const found = (args: object) =>
  plan("subject", { ...base, ...args } as unknown as S3BucketWithUsersArgs).findings.map(said);
export const foundOfState = (args: object) =>
  planState("subject", { environment, ...args } as unknown as StateBucketArgs).findings.map(said);

export const bucket = (given: object) => ({ buckets: [{ role: "archive", ...given }] });
export const who = (given: object) => ({ users: [{ ...user, ...given }] });
export const grant = (...given: object[]) => who({ grants: given.map((one) => ({ bucket: "archive", ...one })) });
export const rule = (given: object, rest: object = {}) => bucket({ lifecycle: [{ name: "old", ...given }], ...rest });

/** What is wrong, the arguments, and part of the one finding. */
export type Refused = [string, object, string];
