import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isTaken } from "../src/anonymous.ts";
import { type Deployment, holds, sameState } from "../src/deployment.ts";
import { diagnostics } from "../src/diagnostics.ts";
import { OperationError } from "../src/error.ts";
import { abandoned, abandonedSoon, type Holder, holdersIn } from "../src/locks.ts";
import { alone, exportLines, keysIn, loginOf } from "../src/login.ts";
import { keysOf, missing, type Output } from "../src/outputs.ts";
import { recent } from "../src/prerequisites.ts";
import { redact, secretsIn } from "../src/redact.ts";
import { mayPass, s3Answer } from "../src/s3-answer.ts";
import { type Look, until } from "../src/until.ts";

const backend = { bucket: "acme-tfstate-test", region: "gra", endpoint: "https://s3.gra.io.cloud.ovh.net" };
const url = "s3://acme-tfstate-test?region=gra&endpoint=https://s3.gra.io.cloud.ovh.net&s3ForcePathStyle=true";
const keys = { accessKeyId: "id", secretAccessKey: "secret" };

describe("C078 the login", () => {
  it("is read from both variables or from none", () => {
    const [id, secret] = [{ AWS_ACCESS_KEY_ID: "id" }, { AWS_SECRET_ACCESS_KEY: "secret" }];
    expect(keysIn({ ...id, ...secret })).toEqual(keys);
    expect(keysIn({})).toBeUndefined();
    expect(keysIn({ AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "" })).toBeUndefined();
    expect(() => keysIn(id)).toThrow("AWS_ACCESS_KEY_ID is set and AWS_SECRET_ACCESS_KEY is not");
    expect(() => keysIn(secret)).toThrow("AWS_SECRET_ACCESS_KEY is set and AWS_ACCESS_KEY_ID is not");
  });

  it("shuts out every other account that an AWS client would look for", () => {
    expect(alone(loginOf(backend, url, keys))).toMatchObject({ AWS_PROFILE: "", AWS_SESSION_TOKEN: "" });
  });

  it("survives a shell, whatever the values are", () => {
    const value = `a'b"c $HOME \\ \`id\` *`;
    const lines = exportLines(loginOf(backend, url, { accessKeyId: "id", secretAccessKey: value }));
    const script = `${lines}printf %s "$AWS_SECRET_ACCESS_KEY|$PULUMI_BACKEND_URL"`;
    expect(execFileSync("/bin/sh", ["-c", script], { encoding: "utf8" })).toBe(`${value}|${url}`);
  });
});

describe("C061 what the program has to put out", () => {
  const plain = (value: unknown): Output => ({ value, secret: false });
  const whole: Record<string, Output> = {
    bucketName: plain(backend.bucket),
    region: plain("gra"),
    endpoint: plain(backend.endpoint),
    backendUrl: plain(url),
    accessKeyId: plain("id"),
    secretAccessKey: { value: "secret", secret: true },
  };

  it("gives the keys when all of it is there", () => expect(keysOf(whole, backend)).toEqual(keys));

  it.each(Object.keys(whole))("names a missing %s", (name) => {
    const { [name]: _, ...rest } = whole;
    expect(missing(rest)).toEqual([name]);
    expect(missing({ ...whole, [name]: plain("") })).toEqual([name]);
    expect(() => keysOf(rest, backend)).toThrow(`no output ${name}`);
  });

  it("refuses a secret in clear, and a secret that has to be plain", () => {
    expect(() => keysOf({ ...whole, secretAccessKey: plain("secret") }, backend)).toThrow("in clear");
    expect(() => keysOf({ ...whole, backendUrl: { value: url, secret: true } }, backend)).toThrow("must be plain");
  });

  it("takes an address with one final slash for the same", () => {
    const slashed = url.replace(".net&", ".net/&");
    const outputs = { ...whole, endpoint: plain(`${backend.endpoint}/`), backendUrl: plain(slashed) };
    expect(keysOf(outputs, backend)).toEqual(keys);
    expect(keysOf(outputs, { ...backend, endpoint: `${backend.endpoint}/` })).toEqual(keys);
    expect(() => keysOf({ ...outputs, endpoint: plain(`${backend.endpoint}//`) }, backend)).toThrow("  endpoint is ");
    expect(() => keysOf({ ...outputs, endpoint: plain("https://s3.sbg.io.cloud.ovh.net/") }, backend)).toThrow();
  });

  it("refuses another bucket than the one that was asked for", () => {
    expect(() => keysOf(whole, { ...backend, bucket: "other" })).toThrow(
      /nothing was moved:\n {2}bucketName is acme-tfstate-test, expected other\n {2}backendUrl is /,
    );
  });
});

describe("C061 whether two states are the same", () => {
  const mark = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };
  const state = (resource: object, more: object = {}): Deployment => ({
    version: 3,
    deployment: {
      secrets_providers: { salt: "a" },
      resources: [{ urn: "urn:a" }, { urn: "urn:b", ...resource }],
      ...more,
    },
  });
  const same = (a: object, b: object) => sameState(state(a), state(b));

  it.each([
    ["times", { modified: "1" }, { modified: "2" }, true],
    [
      "ciphertexts",
      { outputs: { k: { ...mark, ciphertext: "1" } } },
      { outputs: { k: { ...mark, ciphertext: "2" } } },
      true,
    ],
    ["order of dependencies", { dependencies: ["a", "b"] }, { dependencies: ["b", "a"] }, true],
    [
      "order of dependencies of a property",
      { propertyDependencies: { p: ["a", "b"] } },
      { propertyDependencies: { p: ["b", "a"] } },
      true,
    ],
    ["order of names", { inputs: { a: 1, b: 2 } }, { inputs: { b: 2, a: 1 } }, true],
    ["a value called ciphertext", { inputs: { ciphertext: "1" } }, { inputs: { ciphertext: "2" } }, false],
    ["order of a list", { inputs: { l: [1, 2] } }, { inputs: { l: [2, 1] } }, false],
    ["an id", { id: "1" }, { id: "2" }, false],
    ["a secret and none", { outputs: { k: { ...mark, ciphertext: "1" } } }, { outputs: { k: "1" } }, false],
    ["a dependency", { dependencies: ["a"] }, { dependencies: [] }, false],
  ])("%s", (_, a, b, expected) => expect(same(a, b)).toBe(expected));

  it("no, with other resources or another key of the secrets; what is under way an import leaves out", () => {
    expect(sameState(state({}), state({}, { resources: [{ urn: "urn:a" }] }))).toBe(false);
    expect(sameState(state({}), state({}, { secrets_providers: { salt: "b" } }))).toBe(false);
    expect(sameState(state({}), state({}, { pending_operations: [{ type: "creating" }] }))).toBe(true);
  });

  it("a stack that was only made holds nothing", () => {
    expect([holds(undefined), holds({ version: 3, deployment: {} }), holds(state({}))]).toEqual([false, false, true]);
  });
});

describe("C078 whether the bucket is there, asked without a key", () => {
  const answering = (status: number) => (async () => ({ status })) as unknown as typeof fetch;

  it.each([
    [404, false],
    [403, true],
    [200, true],
  ])("%i: %s", async (status, taken) => expect(await isTaken(backend, answering(status))).toBe(taken));

  it.each([301, 400, 429, 500, 503])("%i says nothing, and nothing is begun", async (status) => {
    await expect(isTaken(backend, answering(status))).rejects.toThrow(`(${status})`);
  });

  it("nor does silence", async () => {
    const dead = () =>
      Promise.reject(Object.assign(new TypeError("fetch failed"), { cause: { code: "ECONNREFUSED" } }));
    await expect(isTaken(backend, dead)).rejects.toThrow("(ECONNREFUSED)");
  });
});

describe("waiting", () => {
  /** Time that passes only while somebody sleeps. */
  const clock = () => {
    let time = 0;
    return {
      now: () => time,
      sleep: async (milliseconds: number) => {
        time += milliseconds;
      },
    };
  };
  const wait = (look: () => Promise<Look<string>>, seconds: number, said: string[] = []) =>
    until({ what: "the door", look, seconds, clock: clock(), say: (line) => said.push(line) });

  it("ends with what was waited for, and says why it waits", async () => {
    let looks = 0;
    const said: string[] = [];
    const look = async () => (++looks < 10 ? { notYet: "closed" } : { value: "open" });
    expect(await wait(look, 120, said)).toBe("open");
    expect(said).toEqual(["waiting for the door: closed (0 of 120 s)", "waiting for the door: closed (10 of 120 s)"]);
  });

  it("says nothing when there is nothing to wait for, and looks once when there is no time", async () => {
    const said: string[] = [];
    expect(await wait(async () => ({ value: "open" }), 0, said)).toBe("open");
    await expect(wait(async () => ({ notYet: "closed" }), 0, said)).rejects.toThrow("waited 0 s for the door");
    expect(said).toEqual([]);
  });

  it("gives up in time, with the last answer, and at once when the look itself fails", async () => {
    await expect(wait(async () => ({ notYet: "closed" }), 30)).rejects.toThrow(/waited 30 s .* closed.*go on$/);
    await expect(wait(async () => Promise.reject(new Error("no door")), 30)).rejects.toThrow("no door");
  });
});

describe("what Pulumi says", () => {
  const locked =
    "error: the stack is currently locked by 2 lock(s). Either wait for the other process(es) to end or delete the lock file with `pulumi cancel`.\n" +
    "  s3://b/.pulumi/locks/a.json: created by ann@laptop (pid 12) at 2026-11-21T12:00:00Z\n" +
    "  s3://b/.pulumi/locks/b.json: created by ci@runner (pid 7) at 2026-11-21T12:00:00Z";

  it("a lock counts as abandoned only when all its holders were processes of this machine and are gone", () => {
    const [ann, ci] = holdersIn(locked);
    expect([ann, ci]).toEqual([
      { user: "ann", host: "laptop", pid: 12 },
      { user: "ci", host: "runner", pid: 7 },
    ]);
    const dead = () => false;
    expect(abandoned([ann, ci] as never, "laptop", dead)).toBe(false);
    expect(abandoned([ann] as never, "laptop", dead)).toBe(true);
    expect(abandoned([ann] as never, "laptop", () => true)).toBe(false);
    expect(abandoned([], "laptop", dead)).toBe(false);
    expect(holdersIn("created by ann@laptop (pid 12) at noon")).toEqual([]);
    expect(abandoned([{ user: "me", host: "here", pid: process.pid }], "here")).toBe(false);
  });

  it("a process that was killed just before has a moment to end, a living one no more than that", async () => {
    let time = 0;
    const sleep = async (milliseconds: number) => {
      time += milliseconds;
    };
    const clock = { now: () => time, sleep };
    const [ann, ci] = holdersIn(locked) as [Holder, Holder];
    expect(await abandonedSoon([ann], "laptop", clock, () => time < 500)).toBe(true);
    expect(await abandonedSoon([ann], "laptop", clock, () => true)).toBe(false);
    expect(time).toBeLessThan(4_000);
    expect(await abandonedSoon([ann, ci], "laptop", clock, () => false)).toBe(false);
    expect(await abandonedSoon([], "laptop", clock, () => false)).toBe(false);
  });

  it("of an update only its diagnostics are passed on", () => {
    const output =
      "code: -2\n stderr: Command failed\nUpdating (test):\n + secret thing\nDiagnostics:\n  ovh:Storage (bucket):\n    error: 409 Conflict\n\nOutputs:\n    key: secret\nResources:\n    1 created\n err?: Error: pulumi up\nDiagnostics:\n again";
    expect(diagnostics(output)).toBe("  ovh:Storage (bucket):\n    error: 409 Conflict");
    expect(diagnostics('{"key":"secret"}\nerror: no passphrase\n  at all\nmore')).toBe(
      "error: no passphrase\n  at all",
    );
    expect(diagnostics(" stderr: error: first\nerror: no stack\n err?: Error: pulumi stack\n")).toBe("error: no stack");
    expect(diagnostics("nothing of the kind")).toBe("");
  });

  it("what the S3 service answered decides whether to ask again", () => {
    const said = (code: string) =>
      `error: blob (code=Unknown): operation error S3: ListObjectsV2, https response error StatusCode: 403, RequestID: x, HostID: , api error ${code}: no`;
    expect(s3Answer(said("AccessDenied"))).toBe("AccessDenied");
    expect(s3Answer("error: dial tcp 127.0.0.1:1: connect: connection refused")).toBe("no connection");
    expect(s3Answer("error: incorrect passphrase")).toBeUndefined();
    expect(["AccessDenied", "NoSuchBucket", "SlowDown", "no connection"].every(mayPass)).toBe(true);
    expect([undefined, "RequestTimeTooSkewed", "PermanentRedirect"].some(mayPass)).toBe(false);
  });

  it.each([
    [3, 252, false],
    [3, 253, true],
    [3, 300, true],
    [2, 999, false],
    [4, 0, true],
  ])("version %i.%i: %s", (major, minor, expected) => expect(recent({ major, minor })).toBe(expected));
});

describe("C078 messages", () => {
  const secret = fc.string({ minLength: 4, unit: "grapheme" });

  it("hold no secret in any of the forms in which programs pass them on", () => {
    fc.assert(
      fc.property(secret, fc.string(), (word, around) => {
        const forms = [
          word,
          encodeURIComponent(word),
          Buffer.from(word).toString("base64"),
          Buffer.from(word).toString("hex"),
        ];
        fc.pre(forms.every((form) => !"[secret]".includes(form) && !around.includes(form)));
        const shown = redact(forms.map((form) => `${around}|${form}|`).join("\n"), [word]);
        for (const form of forms) expect(shown.split("[secret]").join("\u0000")).not.toContain(form);
      }),
    );
  });

  it("know the environment's secrets by the names of their variables", () => {
    const environment = {
      OVH_APPLICATION_SECRET: "a",
      OVH_CONSUMER_KEY: "b",
      PULUMI_CONFIG_PASSPHRASE: "c",
      CF_API_TOKEN: "d",
      PATH: "e",
    };
    expect(secretsIn(environment)).toEqual(["a", "b", "c", "d"]);
  });

  it("say whether anything was made", () => {
    expect([new OperationError("refused", "no").stop, new OperationError("failed", "no").stop]).toEqual([
      "refused",
      "failed",
    ]);
  });
});
