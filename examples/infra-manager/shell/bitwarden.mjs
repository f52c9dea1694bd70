import { Failure, redact } from "./failure.mjs";
import { LOGIN_SECRETS, run, withoutLogin } from "./run.mjs";

/**
 * One conversation with the user's own `bw`. Credentials and the session travel in its environment, never in its
 * arguments, and each call gets only those it needs.
 */
export class Bitwarden {
  /** @type {string | undefined} */
  #session;

  /**
   * @param {NodeJS.ProcessEnv} env
   * @param {(question: string, options: { hidden: boolean }) => Promise<string | undefined>} ask
   */
  constructor(env, ask) {
    this.env = env;
    this.ask = ask;
    this.#session = env["BW_SESSION"] || undefined;
    /** Whether this conversation logged the user in. */
    this.loggedIn = false;
    /** Every secret used so far, so that none is shown when `bw` quotes one. @type {string[]} */
    this.used = LOGIN_SECRETS.map((name) => env[name] ?? "").filter((value) => value !== "");
  }

  /**
   * Logs in and unlocks as far as it is needed.
   *
   * @returns {Promise<string>} address of the account, empty when `bw` does not tell
   */
  async open() {
    let state = await this.#status();
    if (state.status === "unauthenticated") {
      // From here on: a login that fails half-way may leave something behind too.
      this.loggedIn = true;
      const login = {
        BW_CLIENTID: await this.#given("BW_CLIENTID", "Bitwarden client_id: ", false),
        BW_CLIENTSECRET: await this.#given("BW_CLIENTSECRET", "Bitwarden client_secret: ", true),
      };
      await this.#call(
        ["login", "--apikey"],
        login,
        "check BW_CLIENTID and BW_CLIENTSECRET (Bitwarden, Settings, Security, Keys, API key) and enter again",
      );
      state = await this.#status();
    }
    if (state.status !== "unlocked") {
      const unlock = { BW_PASSWORD: await this.#given("BW_PASSWORD", "Bitwarden master password: ", true) };
      const { raw } = await this.#call(
        ["unlock", "--passwordenv", "BW_PASSWORD"],
        unlock,
        "check BW_PASSWORD, or leave it unset to be asked, and enter again",
      );
      this.#session = String(raw);
      this.used.push(this.#session);
    }
    return state.userEmail ?? "";
  }

  /**
   * Every item whose name or id may be the wanted one, fresh from the server.
   *
   * @param {string} wanted
   * @returns {Promise<any[]>}
   */
  async search(wanted) {
    const session = { BW_SESSION: this.#session };
    await this.#call(["sync"], session, "check the network and `bw config server`, run `bw sync`, and enter again");
    const { data } = await this.#call(
      ["list", "items", `--search=${wanted}`],
      session,
      "run `bw list items` yourself to see what it says",
    );
    return data;
  }

  /**
   * Closes what is open: locks the vault of who was logged in before, logs out who was logged in here. Locking would
   * not do for the second: `bw login --apikey` keeps the client_secret in clear in its data.json until the logout.
   */
  async close() {
    await this.#bw([this.loggedIn ? "logout" : "lock"], { BW_SESSION: this.#session });
    this.#session = undefined;
  }

  /** @returns {Promise<{ status: string, userEmail?: string }>} */
  async #status() {
    const { template } = await this.#call(
      ["status"],
      { BW_SESSION: this.#session },
      "run `bw status` yourself to see what it says",
    );
    return template;
  }

  /**
   * The value of a variable, or what the person at the terminal says.
   *
   * @param {string} name
   * @param {string} question
   * @param {boolean} hidden
   */
  async #given(name, question, hidden) {
    const value = this.env[name] || (await this.ask(question, { hidden }));
    if (!value) {
      const missing = ["BW_CLIENTID", "BW_CLIENTSECRET", "BW_PASSWORD"].filter((one) => !this.env[one]);
      throw new Failure(
        "secrets",
        `no answer for ${name} (unset: ${missing.join(", ")}) and no terminal to ask at, or the question was left`,
        "set BW_CLIENTID, BW_CLIENTSECRET and BW_PASSWORD as in .envrc.example, or enter from a terminal",
      );
    }
    if (hidden) this.used.push(value);
    return value;
  }

  /**
   * Runs `bw` and gives the data of its answer, or refuses with its message.
   *
   * @param {readonly string[]} args
   * @param {Record<string, string | undefined>} secrets
   * @param {string} next
   */
  async #call(args, secrets, next) {
    const answer = await this.#bw(args, secrets);
    if (answer.success) return answer.data ?? {};
    const words = args.join(" ").replace(/ --.*$/, "");
    const said = redact(String(answer.message).trim() || "no message", this.used);
    throw new Failure("secrets", `bw ${words}: ${said}`, next);
  }

  /**
   * @param {readonly string[]} args
   * @param {Record<string, string | undefined>} secrets
   */
  async #bw(args, secrets) {
    const env = { ...withoutLogin(this.env), ...secrets, BW_NOINTERACTION: "true" };
    const { code, stdout, stderr } = await run("bw", ["--response", "--nointeraction", ...args], { env, seconds: 120 });
    try {
      return JSON.parse(stdout);
    } catch {
      return { success: false, message: stderr.trim().split("\n")[0] || `exit code ${code} and no answer` };
    }
  }
}
