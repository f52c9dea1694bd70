import { afterEach, describe, expect, it } from "vitest";
import { leakedIn } from "./leaks.ts";
import { ENTER, type Place, place, shell, terminal } from "./place.ts";
import { LOGIN, SECRETS, VARIABLES, vault } from "./vaults.ts";

let at: Place;
afterEach(() => at.remove());

const QUESTIONS = {
  BW_CLIENTID: "Bitwarden client_id: ",
  BW_CLIENTSECRET: "Bitwarden client_secret: ",
  BW_PASSWORD: "Bitwarden master password: ",
} as const;
const NAMES = ["BW_CLIENTID", "BW_CLIENTSECRET", "BW_PASSWORD"] as const;

/** The login with some of its variables set, the others typed. */
function split(unset: readonly (typeof NAMES)[number][]) {
  const set = Object.fromEntries(NAMES.filter((name) => !unset.includes(name)).map((name) => [name, LOGIN[name]]));
  return { set, typed: Object.fromEntries(unset.map((name) => [QUESTIONS[name], LOGIN[name]])) };
}

describe("C023 questions at the terminal", () => {
  const subsets: (typeof NAMES)[number][][] = [
    [],
    ...NAMES.map((name) => [name]),
    ["BW_CLIENTSECRET", "BW_PASSWORD"],
    [...NAMES],
  ];
  it.each(subsets.map((unset) => [unset.join(" and ") || "nothing", unset] as const))(
    "C023 asks for %s when that is unset, and for nothing else",
    async (_title, unset) => {
      at = place(vault());
      const { set, typed } = split(unset);
      const { after, stdout } = await terminal(at, set, typed);
      expect(after["STATUS"]).toBe("0");
      expect(after).toMatchObject(VARIABLES);
      for (const name of NAMES) expect(stdout.includes(QUESTIONS[name])).toBe(unset.includes(name));
      expect(leakedIn(stdout, SECRETS)).toEqual([]);
      expect(stdout.includes(LOGIN.BW_CLIENTID)).toBe(unset.includes("BW_CLIENTID"));
    },
  );

  it("C023 takes an empty variable for unset", async () => {
    at = place(vault({ status: "locked" }));
    const env = { ...LOGIN, BW_CLIENTID: "", BW_PASSWORD: "" };
    const { after, stdout } = await terminal(at, env, split(["BW_PASSWORD"]).typed);
    expect(after).toMatchObject(VARIABLES);
    expect(stdout).not.toContain(QUESTIONS.BW_CLIENTID);
  });

  it("C023 asks at the terminal even when standard input and output are not it", async () => {
    at = place(vault({ status: "locked" }));
    const script = `exec 9>&1; { ${ENTER.replace("./shell/enter.sh", "./shell/enter.sh >/dev/null")} >&9; } </dev/null`;
    const { after } = await terminal(at, {}, split(["BW_PASSWORD"]).typed, script);
    expect(after).toMatchObject(VARIABLES);
  });

  it("C023 lets a person leave a question with Ctrl-C, and leaves the terminal as it was", async () => {
    at = place(vault({ status: "locked" }));
    const script = `before=$(stty -g); trap : INT; . ./shell/enter.sh; echo "left $?"; [ "$before" = "$(stty -g)" ] && echo same`;
    const { stdout } = await terminal(at, {}, { [QUESTIONS.BW_PASSWORD]: "\x03" }, script);
    expect(stdout).toMatch(/no answer for BW_PASSWORD[\s\S]*left 1\r\nsame\r\n/);
  });

  it.each(NAMES)("C024 names %s when it is unset and there is no terminal to ask at", async (name) => {
    at = place(vault());
    const { set } = split([name]);
    const { after, stderr } = await shell(at, set, "bash", `setsid --wait bash -c '${ENTER.replaceAll("'", "'\\''")}'`);
    expect(after["STATUS"]).toBe("1");
    expect(stderr).toContain(`no answer for ${name} (unset: ${name}) and no terminal to ask at`);
    expect(stderr).toContain("next: set BW_CLIENTID, BW_CLIENTSECRET and BW_PASSWORD as in .envrc.example");
  });
});
