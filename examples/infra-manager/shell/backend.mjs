import { Failure, redact } from "./failure.mjs";
import { run, withoutLogin } from "./run.mjs";

/** Kinds of state backend this shell knows how to enter. */
const SCHEMES = ["s3:", "file:", "https:"];

/**
 * @param {string} text value of PULUMI_BACKEND_URL
 * @returns {URL}
 */
export function backendUrl(text) {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const fault =
    !url || !SCHEMES.includes(url.protocol)
      ? `PULUMI_BACKEND_URL is not the address of a state backend (${SCHEMES.map((scheme) => `${scheme}//...`).join(", ")})`
      : url.username || url.password
        ? "PULUMI_BACKEND_URL holds a user or a password, which Pulumi would write to ~/.pulumi/credentials.json"
        : url.protocol === "s3:" && !url.hostname
          ? "PULUMI_BACKEND_URL names no bucket"
          : undefined;
  if (url && !fault) return url;
  throw new Failure(
    "backend",
    fault ?? "",
    "set that field to s3://<bucket>?region=<region>&endpoint=https://s3.<region>.io.cloud.ovh.net&s3ForcePathStyle=true",
  );
}

/**
 * Where the state is, in words that are safe to show: no query but the endpoint's host.
 *
 * @param {URL} url
 */
export function place(url) {
  const endpoint = url.searchParams.get("endpoint") ?? "";
  const host = URL.canParse(endpoint) ? new URL(endpoint).host : endpoint.split("/")[0];
  return `${url.protocol}//${url.host}${url.pathname}${host ? ` at ${host}` : ""}`;
}

/**
 * Leaves Pulumi logged in to the backend of `PULUMI_BACKEND_URL`. An `https://` backend is only asked who the user is:
 * `pulumi login` would write its access token to a file.
 *
 * @param {NodeJS.ProcessEnv} env with the variables of the vault
 * @param {Record<string, string>} variables those of the vault
 * @param {string} example folder to run in, absolute
 * @returns {Promise<{ user: string, place: string }>}
 */
export async function enterBackend(env, variables, example) {
  const url = backendUrl(variables["PULUMI_BACKEND_URL"] ?? "");
  const options = {
    env: { ...withoutLogin(env), PULUMI_SKIP_UPDATE_CHECK: "true" },
    cwd: example,
    seconds: 120,
  };
  if (url.protocol !== "https:") await pulumi(["login", "--non-interactive"], options, variables);
  const answer = await pulumi(["whoami", "--verbose", "--json", "--non-interactive"], options, variables);
  const { user, url: reached } = JSON.parse(answer);
  // Of a service Pulumi tells the address of its pages, which is another one.
  if (url.protocol !== "https:" && stripped(reached) !== stripped(url.href)) {
    throw new Failure(
      "backend",
      `pulumi is logged in to ${place(new URL(reached))}, not to ${place(url)}`,
      "run `pulumi logout --all` and enter again",
    );
  }
  return { user: String(user), place: place(url) };
}

/**
 * @param {readonly string[]} args
 * @param {{ env: NodeJS.ProcessEnv, cwd: string, seconds: number }} options
 * @param {Record<string, string>} variables
 * @returns {Promise<string>}
 */
async function pulumi(args, options, variables) {
  const { code, stdout, stderr } = await run("pulumi", args, options);
  if (code === 0) return stdout;
  const { PULUMI_BACKEND_URL: backend = "", ...secrets } = variables;
  const said = redact((stderr || stdout).trim(), Object.values(secrets));
  const url = new URL(backend);
  const next = {
    "s3:": "check the bucket, its endpoint and the AWS_* fields of the vault item, and enter again",
    "file:": "make the folder, or correct PULUMI_BACKEND_URL, and enter again",
    "https:": `run \`pulumi login ${place(url)}\` once, or set PULUMI_ACCESS_TOKEN, and enter again`,
  }[url.protocol];
  throw new Failure("backend", `pulumi ${args[0]} to ${place(url)} ended with exit code ${code}: ${said}`, next ?? "");
}

/** @param {string} url */
function stripped(url) {
  return url.replace(/[?#].*$/s, "").replace(/\/+$/, "");
}
