import { existsSync, readFileSync } from "node:fs";
import type { Command } from "../command.ts";
import { resourceContract } from "../contract/index.ts";
import { SandboxError, writeWhole } from "../directory.ts";
import { stateAt } from "../life.ts";
import type { Properties } from "../properties.ts";
import type { Entry } from "../store.ts";
import { existing, opened } from "./opened.ts";

const nameOf = ({ urn, inputs, id }: Entry) => urn.split("::").at(-1) || String(inputs["name"] ?? id);

/** `ls`: what exists, one line each. */
export const listCommand: Command = (line) =>
  existing(line, (sandbox) => {
    const [word = ""] = line.words;
    const now = sandbox.clock.now();
    const found = sandbox
      .entries()
      .filter((entry) => JSON.stringify([entry.token, entry.id, entry.urn]).includes(word));
    const lines = found.map((entry) => {
      const state = stateAt(entry.timeline, now);
      return `${entry.token}  ${entry.id}  ${nameOf(entry)}${state ? `  ${state}` : ""}\n`;
    });
    return `${lines.join("")}${found.length} ${found.length === 1 ? "resource" : "resources"}\n`;
  });

/** `show`: one thing. */
export const showCommand: Command = (line) =>
  existing(line, (sandbox) => {
    const entry = sandbox.find(wordOf(line.words, "show"));
    const { token, id, urn, inputs, outputs, timeline } = entry;
    const shown = line.flags["show-secrets"] ? { inputs, outputs } : masked(entry);
    const state = stateAt(timeline, sandbox.clock.now());
    return `${JSON.stringify({ token, id, urn, ...(state ? { state } : {}), ...shown }, null, 2)}\n`;
  });

/** `drift`: a change behind the engine's back. */
export const driftCommand: Command = (line) =>
  existing(line, (sandbox) => {
    const [, path, value] = line.words;
    const entry = sandbox.find(wordOf(line.words, "drift"));
    if (line.flags.delete) {
      sandbox.forget((other) => other.id === entry.id && other.token === entry.token);
      return `${entry.token} ${entry.id} is gone. A refresh finds it: pulumi refresh\n`;
    }
    if (path === undefined) throw new SandboxError("say what to change: ovh-sandbox drift <id> <path> <json>");
    sandbox.drift(entry.id, path, value === undefined ? undefined : parsed(value));
    return `${path} of ${entry.token} ${entry.id} is changed. A refresh finds it: pulumi refresh\n`;
  });

/** `journal`: every call. */
export const journalCommand: Command = (line) =>
  existing(line, (sandbox) => {
    const rows = sandbox.journal().map(({ number, operation, token, urn, id, result }) => {
      return `${number}  ${operation}  ${token}  ${urn.split("::").at(-1)}  ${id}  ${result}\n`;
    });
    return rows.join("");
  });

/** `dump`: the whole cloud as JSON. */
export const dumpCommand: Command = (line) =>
  existing(line, (sandbox) => {
    const text = `${JSON.stringify(sandbox.dump(), null, 2)}\n`;
    const { out } = line.flags;
    if (typeof out !== "string") return text;
    writeWhole(out, text);
    return `wrote ${out}, with passwords in clear\n`;
  });

/** `seed`: puts a dump's things into the cloud. */
export const seedCommand: Command = (line) =>
  opened(line, (sandbox) => {
    const file = wordOf(line.words, "seed");
    if (!existsSync(file)) throw new SandboxError(`there is no file ${file}`);
    sandbox.load(parsed(readFileSync(file, "utf8")));
    return `put the things of ${file} into ${sandbox.path}\n`;
  });

function wordOf([word]: readonly string[], command: string): string {
  if (word === undefined)
    throw new SandboxError(`ovh-sandbox ${command} wants a word more; "ovh-sandbox --help" shows it`);
  return word;
}

/** JSON where it is, else the text itself. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** Properties without what the SDK calls secret. */
function masked({ token, inputs, outputs }: Entry): { inputs: Properties; outputs: Properties } {
  const contract = resourceContract(token);
  const hidden = (name: string) => contract?.secretOutputs.has(name) || contract?.inputs[name]?.secret;
  const mask = (values: Properties) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, hidden(name) ? "[secret]" : value]));
  return { inputs: mask(inputs), outputs: mask(outputs) };
}
