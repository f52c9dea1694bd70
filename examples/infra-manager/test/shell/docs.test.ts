import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { ALLOWED } from "../../shell/secrets.mjs";
import { EXAMPLE } from "./place.ts";

const text = (name: string) => readFileSync(path.join(EXAMPLE, name), "utf8");
const page = text("docs/shell.md");
/** Commands of the page's shell blocks. */
const commands = [...page.matchAll(/^```sh\n(.*?)^```$/gms)].flatMap(([, block = ""]) => block.trim().split("\n"));

describe("docs/shell.md", () => {
  it("C020 names the file and the setting that switch flakes on, and the multi-user installation with its reason", () => {
    expect(page).toContain("`~/.config/nix/nix.conf`");
    expect(page).toMatch(/^experimental-features = nix-command flakes$/m);
    expect(commands.filter((command) => command.includes("nixos.org/nix/install"))).toEqual([
      expect.stringMatching(/ --daemon$/),
    ]);
    expect(page).toMatch(/multi-user installation: builds run as users of their own and the store belongs to root/);
    expect(page).toContain("Close the terminal and open a new one");
  });

  it("C015 shows `pulumi up` without anything that answers for the person", () => {
    expect(commands).toContain("pulumi up");
    for (const command of commands)
      expect(command).not.toMatch(/--yes|(^| )-y\b|--skip-preview|PULUMI_SKIP_CONFIRMATIONS/);
  });

  it("C017 shows both ways to read the configuration, the clear one right after its caution", () => {
    expect(commands).toContain("pulumi config");
    expect(page).toMatch(
      /> \*\*Caution:\*\*[^\n]*secret in clear[^\n]*\n(>[^\n]*\n)+\n```sh\npulumi config --show-secrets\n```/,
    );
  });

  it("C022 lists every field that the shell takes, and no other", () => {
    const section = page.slice(page.indexOf("## The vault item"), page.indexOf("The address of a state bucket"));
    const rows = section.split("\n").filter((line) => line.startsWith("| `"));
    const listed = rows.flatMap((row) => [...(row.split("|")[1] ?? "").matchAll(/`(\w+)`/g)].map(([, name]) => name));
    expect(listed.sort()).toEqual([...ALLOWED].sort());
  });
});

describe("the other ways in", () => {
  it("C024 .envrc.example holds placeholders of the three variables, and git does not see .envrc", () => {
    const set = [...text(".envrc.example").matchAll(/^export (\w+)="(.*)"$/gm)].map(([, name, value]) => [name, value]);
    expect(set).toEqual([
      ["BW_CLIENTID", "user.00000000-0000-0000-0000-000000000000"],
      ["BW_CLIENTSECRET", "your-client-secret"],
      ["BW_PASSWORD", "your-master-password"],
    ]);
    expect(text(".gitignore").split("\n")).toContain(".envrc");
  });

  it("C019 the dev container pins image and feature, holds no secret, and opens terminals by the flake", () => {
    const container = JSON.parse(text(".devcontainer/devcontainer.json"));
    expect(container.image).toMatch(/:\d+\.\d+\.\d+-\w+$/);
    expect(Object.keys(container.features)).toEqual([
      expect.stringMatching(/^ghcr\.io\/devcontainers\/features\/nix:\d+\.\d+\.\d+$/),
    ]);
    for (const [name, value] of Object.entries(container.remoteEnv)) expect(value).toBe(`\${localEnv:${name}}`);
    expect(JSON.stringify(container.customizations)).toContain("exec nix develop");
  });

  it("C019 the workflow pins its actions by commit and opens the shell that the flake gives", () => {
    const workflow = readFileSync(path.join(EXAMPLE, "../../.github/workflows/infra-manager.yml"), "utf8");
    const { jobs, permissions } = parse(workflow);
    expect(permissions).toEqual({});
    const steps = Object.values(jobs).flatMap((job) => (job as { steps: { uses?: string; run?: string }[] }).steps);
    for (const { uses } of steps) if (uses) expect(uses).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
    const runs = steps.map(({ run }) => run);
    expect(runs).toContain("nix flake check");
    expect(runs).toContain("node test/shell/enter-with-nix.ts");
  });
});
