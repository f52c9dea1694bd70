/**
 * Everything secret that goes into these packages or comes out of them, searched for wherever Pulumi writes: states,
 * histories and backups, logs at the highest level, diffs, error messages, process arguments; in clear, base64,
 * hexadecimal and URL form.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createSandbox, type Program, type Sandbox } from "@accoreboot/sandbox";
import { running } from "@accoreboot/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hitsIn, sayingOf } from "./canaries.ts";

const key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFNfIM9Ip7ItcAamPHzGvN8XYwwOfGrbqA7fCpx/i6m1 canary";
const source = `
const { OvhEnvironment, OvhProject, ovhProvider } = require("@accoreboot/ovh-project");
const { S3BucketWithUsers, StateBucket } = require("@accoreboot/ovh-s3-iam");
const pulumi = require("@pulumi/pulumi");
const config = new pulumi.Config();
const projectId = config.requireSecret("projectId");
const ovh = ovhProvider("ovh", {
  applicationKey: config.requireSecret("applicationKey"), applicationSecret: config.requireSecret("applicationSecret"),
  consumerKey: config.requireSecret("consumerKey"),
});
const others = [
  ovhProvider("service-account", { clientId: config.requireSecret("clientId"), clientSecret: config.requireSecret("clientSecret") }),
  ovhProvider("token", { accessToken: config.requireSecret("accessToken") }),
];
const providers = { ovh };
const where = { app: "canary", environment: "test", region: "GRA11", projectId };
const project = new OvhProject("project", where, { providers });
const env = new OvhEnvironment("env", {
  ...where, sshKeys: { admin: "${key}" },
  overrides: { openstackUser: { passwordReset: config.requireSecret("passwordReset") } },
}, { providers });
const storage = new S3BucketWithUsers("storage", {
  environment: project.ref,
  buckets: [{ role: "files", lifecycle: [{ name: "old", expireOldVersionsDays: config.getNumber("days") ?? 9 }] }],
  overrides: { owner: { passwordReset: config.requireSecret("ownerReset") } },
  users: [{ name: "app", keys: ["first", "second"], grants: [{ bucket: "files", access: "readWrite" }] }],
}, { providers });
const state = new StateBucket("state", { environment: env.ref, region: "GRA", protect: false }, { providers });
if (config.getBoolean("broken")) {
  new S3BucketWithUsers("late", {
    environment: { ...project.ref, projectId: pulumi.all([projectId, storage.bucketNames]).apply(([id]) => id + "x") },
    buckets: [{ role: "late" }],
    users: [{ name: "late", grants: [{ bucket: "late", access: "read" }] }],
  }, { providers });
}
exports.users = storage.users;
exports.app = storage.user("app").environment;
exports.login = state.login;
exports.projectId = env.projectId;
exports.networkId = env.networkId;
`;

const inputs = {
  applicationKey: "canary/application+key=1",
  applicationSecret: "canary/application-secret?2",
  consumerKey: "canary/consumer&key%3",
  passwordReset: "canary/reset+word 4",
  ownerReset: "canary/owner+reset 5",
  clientId: "canary/client+id=6",
  clientSecret: "canary/client+secret&7",
  accessToken: "canary/access+token%8",
};

/** The same kind of secrets without any component: what the engine and its SDK write themselves shows here. */
const bare = `
const ovh = require("@ovhcloud/pulumi-ovh");
const pulumi = require("@pulumi/pulumi");
const config = new pulumi.Config();
const secrets = ["applicationKey", "applicationSecret", "consumerKey"].map((key) => [key, config.requireSecret(key)]);
const opts = { provider: new ovh.Provider("ovh", { endpoint: "ovh-eu", ...Object.fromEntries(secrets) }) };
const serviceName = config.requireSecret("projectId");
const passwordReset = config.requireSecret("passwordReset");
const user = new ovh.cloudproject.User("user", {
  serviceName, passwordReset, description: "user", roleNames: [config.get("days") ? "objectstore_operator" : "compute_operator"],
}, opts);
new ovh.cloudproject.S3Policy("policy", { serviceName, userId: user.id, policy: '{"Statement":[]}' }, opts);
new ovh.cloudproject.S3Credential("credential", { serviceName, userId: user.id }, opts);
`;

/** Passwords and keys that the cloud holds. */
const secretOutputs = (sandbox: Sandbox): [string, string][] =>
  sandbox.entries().flatMap(({ token, id, outputs }) =>
    ["password", "secretAccessKey"].flatMap((name): [string, string][] => {
      const value = outputs[name];
      return typeof value === "string" && value !== "" ? [[`${name} of ${token} ${id}`, value]] : [];
    }),
  );

/** Ids of policies and lifecycles, which the provider makes up of the project's id and the engine keeps in clear. */
const withoutIds = (text: string, id: string) =>
  text.replaceAll(new RegExp(`${id}/(\\d+|GRA/[a-z-]+)(?=["\\]])`, "g"), "<id of a resource>");

describe("what is secret in projects, buckets and users", () => {
  let sandbox: Sandbox;
  let run: Program;
  let projectId: string;
  const said = new Map<string, string>();
  const logs = new Map<string, string>();
  const bareLogs = new Map<string, string>();
  const commands = new Set<string>();
  let canaries: Map<string, string>;
  let bareCanaries: Map<string, string>;

  /** Remembers the command line of every process there is, until it is told to stop. */
  function watching() {
    const timer = setInterval(() => {
      for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
        try {
          commands.add(readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " "));
        } catch {} // it has ended
      }
    }, 20);
    return () => clearInterval(timer);
  }
  const logged = ["--logtostderr", "--logflow", "-v=11"];

  /** Runs a command with all that can be logged, and keeps what it says. */
  async function keep(name: string, done: Promise<{ code: number; stdout: string; stderr: string }>, good = true) {
    const { code, stdout, stderr } = await done;
    said.set(`${name}: output`, stdout);
    logs.set(name, stderr);
    expect(code === 0, `${name}: ${stdout}\n${stderr.slice(-4000)}`).toBe(good);
  }

  beforeAll(async () => {
    const stop = process.platform === "linux" ? watching() : () => {};
    sandbox = await createSandbox();
    const project = await sandbox.make("ovh:CloudProject/project:Project", {
      description: "canary",
      ovhSubsidiary: "FR",
      plan: { duration: "P1M", planCode: "project.2018", pricingMode: "default" },
    });
    projectId = project.id;
    run = await running({ source, sandbox, secrets: { projectId, ...inputs } });
    await keep("preview", run.preview("--diff", ...logged));
    await keep("up", run.up("--diff", ...logged));
    await run.pulumi("config", "set", "days", "10");
    await keep("update", run.up("--diff", ...logged));
    await keep("json", run.pulumi("preview", "--json", ...logged));
    await keep("refresh", run.refresh("--diff", ...logged));
    await keep("outputs", run.pulumi("stack", "output", "--json"));
    await keep("config", run.pulumi("config", "--json"));
    await run.pulumi("config", "set", "broken", "true");
    await keep("broken preview", run.preview("--diff", ...logged), false);
    await run.pulumi("config", "rm", "broken");
    run.sandbox.fault({ event: "error-500", token: "*Lifecycle*" });
    await run.pulumi("config", "set", "days", "11");
    await keep("faulty update", run.up("--diff", ...logged), false);
    run.sandbox.calm();
    said.set("exported state", await run.exported());
    for (const folder of ["state", "home", "config"]) {
      for (const file of readdirSync(join(run.sandbox.path, folder), { recursive: true, withFileTypes: true })) {
        const path = join(file.parentPath, file.name);
        if (file.isFile()) said.set(path.slice(run.sandbox.path.length), readFileSync(path, "latin1"));
      }
    }
    canaries = new Map([...Object.entries(inputs), ["projectId", projectId], ...secretOutputs(sandbox)]);
    await keep("destroy", run.destroy("--diff", ...logged));
    const control = await running({ source: bare, sandbox, stack: "control", secrets: { projectId, ...inputs } });
    const commandsOfControl = [
      () => control.up("--diff", ...logged),
      () => control.pulumi("config", "set", "days", "10"),
      () => control.up("--diff", ...logged),
      () => control.refresh("--diff", ...logged),
    ];
    for (const [i, command] of commandsOfControl.entries()) bareLogs.set(String(i), (await command()).stderr);
    bareCanaries = new Map([...Object.entries(inputs), ["projectId", projectId], ...secretOutputs(sandbox)]);
    await control.close();
    stop();
  });
  afterAll(async () => {
    await run?.close();
    await sandbox?.close();
  });

  it("finds what it looks for when it is there", async () => {
    expect([...canaries.keys()].filter((name) => name.startsWith("secretAccessKey"))).toHaveLength(3);
    expect([...canaries.keys()].filter((name) => name.startsWith("password")).length).toBeGreaterThanOrEqual(4);
    expect(said.size).toBeGreaterThan(15);
    for (const [name, value] of canaries) {
      const wrapped = ["", "x", "xy"].map((before) => Buffer.from(`${before}${value} after`).toString("base64"));
      for (const text of [value, ...wrapped, Buffer.from(value).toString("hex"), encodeURIComponent(value)]) {
        expect(hitsIn(new Map([["text", `before\n${text}\nafter`]]), new Map([[name, value]]))).toHaveLength(1);
      }
    }
  });

  it("C004 C012 C078 stands in no state, history, diff, message or output, in any form", () => {
    const texts = new Map([...said].map(([name, text]) => [name, withoutIds(text, projectId)]));
    expect(hitsIn(texts, canaries)).toEqual([]);
  });

  it("C004 C012 C078 stands in no log at the highest level but where the engine writes down every call it makes", () => {
    const own = new Set(hitsIn(bareLogs, bareCanaries).map(({ line }) => sayingOf(line)));
    expect([...own]).toContain("Marshaling property for RPC");
    const ours = hitsIn(logs, canaries).filter(({ line }) => !own.has(sayingOf(line)));
    expect(ours).toEqual([]);
  });

  it.runIf(process.platform === "linux")("C012 C078 stands in no process's arguments", () => {
    expect([...commands].join("\n")).toContain("pulumi");
    expect(hitsIn(new Map([["arguments", [...commands].join("\n")]]), canaries)).toEqual([]);
  });
});
