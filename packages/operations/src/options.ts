import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { s3Endpoint } from "@accoreboot/catalogue";
import {
  bucketName,
  endpointUrl,
  judgePlain,
  type Names,
  names,
  optional,
  pulumiBackendUrl,
  refuse,
  type StateBackend,
  unknownNames,
} from "@accoreboot/core";
import { type Clock, realClock } from "./clock.ts";
import type { Login } from "./login.ts";
import { callable, s3Region, stackName, timepiece, waitSeconds } from "./rules.ts";

/** What to bootstrap; see {@link bootstrapState}. */
export interface BootstrapOptions {
  /** Folder of the program that makes the bucket, with its `Pulumi.yaml`. */
  folder: string;
  /** Name of its stack, such as `test`. */
  stack: string;
  /** Name of the bucket the program makes. It must be known before, to ask whether it is there already. */
  bucket: string;
  /**
   * Region of the bucket as S3 clients write it, in lower case.
   * @default "eu-west-par", of three availability zones
   */
  region?: string;
  /**
   * Address of the S3 service.
   * @default `https://s3.<region>.io.cloud.ovh.net`
   */
  endpoint?: string;
  /**
   * How long to wait for the bucket to take its new key, in seconds. OVHcloud puts a policy in force about 30 s late.
   * @default 120
   */
  waitSeconds?: number;
  /**
   * Is given the login before the local state, the only other place that holds it, is removed. False says that nobody
   * has kept it: then the local state stays, and the same call again goes on from there.
   * @default taken as kept: the caller finds it in the result
   */
  keep?: (environment: Login) => boolean | Promise<boolean>;
  /**
   * Takes the progress, one line at a time, without secrets.
   * @default silent
   */
  say?: (line: string) => void;
  /**
   * Time, to be replaced in tests.
   * @default this machine's
   */
  clock?: Clock;
}

const optionNames: Names<BootstrapOptions> = names<BootstrapOptions>({
  folder: true,
  stack: true,
  bucket: true,
  region: true,
  endpoint: true,
  waitSeconds: true,
  keep: true,
  say: true,
  clock: true,
});

/** The default region (three availability zones), and how long a new key is waited for, in seconds. */
const defaultRegion = "eu-west-par";
const defaultWait = 120;

/** Options with every default filled in. */
export interface Bootstrap extends StateBackend {
  /** Absolute. */
  readonly folder: string;
  readonly stack: string;
  /** URL of the state in the bucket. */
  readonly url: string;
  readonly waitSeconds: number;
  readonly keep: (environment: Login) => boolean | Promise<boolean>;
  readonly say: (line: string) => void;
  readonly clock: Clock;
}

/** Fills in the defaults. Throws one `ArgumentError` that lists everything that is wrong. */
export function planned(options: BootstrapOptions): Bootstrap {
  const given: Partial<BootstrapOptions> = options ?? {};
  const { region = defaultRegion, waitSeconds: seconds = defaultWait } = given;
  const { endpoint = s3Endpoint(String(region)) } = given;
  refuse("bootstrapState", [
    ...unknownNames(options, optionNames),
    ...judgePlain([
      { path: "folder", value: given.folder, rule: programFolder },
      { path: "stack", value: given.stack, rule: stackName },
      { path: "bucket", value: given.bucket, rule: bucketName },
      { path: "region", value: region, rule: s3Region(given.endpoint !== undefined) },
      ...(given.endpoint === undefined ? [] : [{ path: "endpoint", value: endpoint, rule: endpointUrl }]),
      { path: "waitSeconds", value: seconds, rule: waitSeconds },
      {
        path: "keep",
        value: given.keep,
        rule: optional(callable("a function of the login that answers true or false")),
      },
      { path: "say", value: given.say, rule: optional(callable("a function of one line of text")) },
      { path: "clock", value: given.clock, rule: optional(timepiece) },
    ]),
  ]);
  const { keep = () => true, say = () => {}, clock = realClock } = given;
  const backend = { bucket: given.bucket ?? "", region, endpoint: endpoint.replace(/\/$/, "") };
  return {
    ...backend,
    folder: resolve(given.folder ?? ""),
    stack: given.stack ?? "",
    url: pulumiBackendUrl(backend),
    waitSeconds: seconds,
    keep,
    say,
    clock,
  };
}

function programFolder(value: unknown, show: (value: unknown) => string) {
  const remedy = "Give the folder of the program that makes the state bucket";
  if (typeof value !== "string" || value === "") return { problem: `${show(value)} is not a folder`, remedy };
  return ["Pulumi.yaml", "Pulumi.yml"].some((name) => existsSync(join(value, name)))
    ? undefined
    : { problem: `there is no Pulumi.yaml in ${show(resolve(value))}`, remedy };
}
