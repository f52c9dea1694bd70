/**
 * The four steps of entering the shell: tools, dependencies, secrets, backend. Progress goes to standard error; standard
 * output gets shell assignments, and those only once every step has passed. `enter.sh` reads them.
 */
import path from "node:path";
import { fileURLToPath } from "node:url";
import { enterBackend } from "./backend.mjs";
import { Bitwarden } from "./bitwarden.mjs";
import { installDependencies } from "./dependencies.mjs";
import { Failure } from "./failure.mjs";
import { ask } from "./prompt.mjs";
import { assignments } from "./quote.mjs";
import { LOGIN_SECRETS } from "./run.mjs";
import { OVH_VARIABLES, theItem, variablesOf } from "./secrets.mjs";
import { checkTools } from "./tools.mjs";

const EXAMPLE = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** @param {string} line */
const say = (line) => process.stderr.write(`infra-manager: ${line}\n`);

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string>} shell assignments
 */
async function enter(env) {
  await checkTools(env);
  await installDependencies(EXAMPLE, env, say);
  const { variables, account } = await fetchSecrets(env);

  const stale = OVH_VARIABLES.filter((name) => !(name in variables));
  const entered = { ...env, ...variables };
  for (const name of stale) delete entered[name];
  const { user, place } = await enterBackend(entered, variables, EXAMPLE);

  say(`ready: ${user}${account ? `, Bitwarden account ${account}` : ""}, state in ${place}`);
  return assignments(variables, [...LOGIN_SECRETS, ...stale]);
}

/** @param {NodeJS.ProcessEnv} env */
async function fetchSecrets(env) {
  const wanted = env["BW_ITEM"] || "infra-manager";
  const bitwarden = new Bitwarden(env, ask);
  const leave = () => bitwarden.close().finally(() => process.exit(1));
  const signals = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);
  for (const signal of signals) process.once(signal, leave);
  try {
    const account = await bitwarden.open();
    const item = theItem(await bitwarden.search(wanted), wanted);
    return { account, variables: variablesOf(item, wanted) };
  } finally {
    await bitwarden.close();
    for (const signal of signals) process.removeListener(signal, leave);
  }
}

try {
  process.stdout.write(await enter(process.env));
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  process.stderr.write(error.format());
  process.exitCode = 1;
}
