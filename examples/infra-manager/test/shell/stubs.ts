/**
 * Programs that a test puts first on PATH. Each notes its arguments and the names of its environment variables, one
 * JSON line a call, in a folder that the search for leaked secrets does not read.
 */
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

export interface Call {
  program: string;
  args: string[];
  names: string[];
}

/** What the fake `bw` knows. Statuses and messages are those of the real one, release 2026.9.0. */
export interface Vault {
  clientId: string;
  clientSecret: string;
  password: string;
  items: { id: string; name: string; fields: { name: string | null; value: string | null; type: number }[] }[];
  /** Where the user is before the test enters. */
  status: "unauthenticated" | "locked" | "unlocked";
  /** Session that opens an unlocked vault. */
  session: string;
  version?: string;
  /** The server does not answer. */
  offline?: boolean;
  /** `sync` takes seconds. */
  slow?: boolean;
}

const NOTE = `
import { appendFileSync, readFileSync, writeFileSync, mkdirSync } from "node:fs";
import path from "node:path";
const home = path.dirname(process.argv[1]);
const args = process.argv.slice(2);
const env = process.env;
appendFileSync(path.join(home, "calls.jsonl"), JSON.stringify({ program: path.basename(process.argv[1]), args, names: Object.keys(env) }) + "\\n");
`;

const BW = `${NOTE}
const file = path.join(home, "vault.json");
const vault = JSON.parse(readFileSync(file, "utf8"));
const save = () => writeFileSync(file, JSON.stringify(vault));
const end = (answer) => { process.stdout.write(JSON.stringify(answer)); process.exit(answer.success ? 0 : 1); };
const good = (data) => end({ success: true, data });
const bad = (message) => end({ success: false, message });
const offline = () => vault.offline && bad("FetchError: request to https://vault.example/identity failed, reason: connect ECONNREFUSED 127.0.0.1:9");
if (args.includes("--version")) { process.stdout.write(vault.version ?? "2026.9.0"); process.exit(0); }
const [verb, ...rest] = args.filter((arg) => arg !== "--response" && arg !== "--nointeraction");
const open = vault.status !== "unauthenticated" && env.BW_SESSION === vault.session;
if (verb === "status") good({ object: "template", template: vault.status === "unauthenticated" ? { status: vault.status } : { userEmail: "ops@example.org", status: open ? "unlocked" : "locked" } });
if (verb === "logout") { vault.status = "unauthenticated"; save(); good({ object: "message" }); }
if (verb === "login") {
  if (rest.join() !== "--apikey") bad("unexpected arguments");
  if (vault.status !== "unauthenticated") bad("You are already logged in as ops@example.org.");
  offline();
  if (env.BW_CLIENTID !== vault.clientId || env.BW_CLIENTSECRET !== vault.clientSecret) bad("client_id or client_secret is incorrect. Try again.");
  vault.status = "locked"; save(); good({ object: "message", raw: "useless" });
}
if (vault.status === "unauthenticated") bad("You are not logged in.");
if (verb === "unlock") {
  if (rest.join() !== "--passwordenv,BW_PASSWORD") bad("unexpected arguments");
  if (env.BW_PASSWORD !== vault.password) bad("Cryptography error, The decryption operation failed");
  vault.status = "unlocked"; vault.session = "session-" + vault.session; save();
  good({ object: "message", raw: vault.session });
}
if (verb === "lock") { vault.status = "locked"; vault.session = "none-" + vault.session; save(); good({ object: "message" }); }
if (verb === "sync") { offline(); if (vault.slow) await new Promise((done) => setTimeout(done, 5_000)); good({ object: "message" }); }
if (!open) bad("Vault is locked.");
if (verb === "list" && rest[0] === "items") {
  const term = rest[1].replace(/^--search=/, "").toLowerCase();
  good({ object: "list", data: vault.items.filter((item) => item.name.toLowerCase().includes(term) || item.id.startsWith(term)) });
}
bad("unexpected arguments");
`;

const PULUMI = `${NOTE}
if (args[0] === "version") console.log(env.STUB_PULUMI ?? "v3.253.0");
if (args[0] === "login" && !env.PULUMI_BACKEND_URL) process.exit(3);
if (args[0] === "login" && env.STUB_PULUMI_LOGIN) { console.error(env.STUB_PULUMI_LOGIN + " " + env.AWS_SECRET_ACCESS_KEY); process.exit(255); }
if (args[0] === "whoami") console.log(JSON.stringify({ user: "tester", organizations: [], url: env.PULUMI_BACKEND_URL }));
`;

const NPM = `${NOTE}
if (args[0] === "--version") console.log("11.19.1");
if (args[0] === "ci") {
  if (env.STUB_NPM) { console.error(env.STUB_NPM); process.exit(1); }
  mkdirSync("node_modules", { recursive: true });
  console.log("added 1 package");
}
`;

/** Writes `bw`, and unless they are to be real `pulumi` and `npm`, into a folder. */
export function installStubs(folder: string, vault: Vault, real: readonly string[] = []): void {
  writeFileSync(path.join(folder, "package.json"), '{"type":"module"}');
  writeFileSync(path.join(folder, "vault.json"), JSON.stringify(vault));
  for (const [name, source] of Object.entries({ bw: BW, pulumi: PULUMI, npm: NPM })) {
    if (real.includes(name)) continue;
    const file = path.join(folder, name);
    writeFileSync(file, `#!${process.execPath}\n${source}`);
    chmodSync(file, 0o755);
  }
}

/** Every call so far of a program, of all when none is named. */
export function calls(folder: string, program?: string): Call[] {
  const file = path.join(folder, "calls.jsonl");
  if (!existsSync(file)) return [];
  const all = readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Call);
  return all.filter((call) => program === undefined || call.program === program);
}
