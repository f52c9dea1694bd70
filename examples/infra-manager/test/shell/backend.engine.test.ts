import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { leakedBelow } from "./leaks.ts";
import { type Place, place, shell } from "./place.ts";
import { fields, LOGIN, SECRETS, VARIABLES, vault } from "./vaults.ts";

let at: Place;
afterEach(() => at.remove());

/** A vault whose item points at a folder. */
function pointing(to: string): Place {
  const changed = place(vault(), { real: ["pulumi"] });
  const url = `file://${path.join(changed.home, to)}`;
  const item = { id: "aaaaaaaa-1", name: "infra-manager", fields: fields({ ...VARIABLES, PULUMI_BACKEND_URL: url }) };
  writeFileSync(path.join(changed.tools, "vault.json"), JSON.stringify(vault({ items: [item] })));
  return changed;
}

describe("C018 the state backend, with the real Pulumi", () => {
  it("C018 C022 is entered without a manual login, keeps secrets encrypted, and stays entered", async () => {
    at = pointing("state");
    mkdirSync(path.join(at.home, "state"));
    writeFileSync(path.join(at.example, "Pulumi.yaml"), "name: try\nruntime: nodejs\n");
    const script = [
      ". ./shell/enter.sh",
      "export PULUMI_SKIP_UPDATE_CHECK=true",
      "pulumi stack init dev >&2",
      `pulumi config set --secret token "$OVH_CLIENT_SECRET" >&2`,
      "pulumi config get token",
      "echo ---",
      "unset PULUMI_BACKEND_URL",
      "pulumi whoami --verbose --json",
    ].join(" && ");
    const { code, stdout, stderr } = await shell(at, LOGIN, "bash", script);
    expect(stderr).toContain(`state in file://${at.home}/state\n`);
    expect(code).toBe(0);
    const [token, whoami = ""] = stdout.split("\n---\n");
    expect(token).toBe(SECRETS.OVH_CLIENT_SECRET);
    expect(JSON.parse(whoami).url).toBe(`file://${at.home}/state`);
    expect(leakedBelow([at.example, at.home, at.temporary], SECRETS)).toEqual([]);
  });

  it("C018 is refused when it is not there, with what to do", async () => {
    at = pointing("nowhere");
    const { after, stderr } = await shell(at, LOGIN);
    expect(stderr).toMatch(
      /backend failed: pulumi login to file:\/\/.*nowhere ended with exit code [\s\S]+\n {2}next: make the folder/,
    );
    expect(after["STATUS"]).toBe("1");
    expect(after).not.toHaveProperty("PULUMI_BACKEND_URL");
  });
});
