import type { Command } from "../command.ts";
import { SandboxError } from "../directory.ts";
import type { FaultEvent } from "../faults/events.ts";
import type { Fault } from "../faults/schedule.ts";
import { habits } from "../models.ts";
import { opened } from "./opened.ts";

/** `fault`: orders, lists and cancels trouble. */
export const faultCommand: Command = (line) =>
  opened(line, (sandbox) => {
    const { flags } = line;
    const [event] = line.words;
    if (flags.cancel !== undefined) {
      const number = flags.cancel === "all" ? undefined : numberOf("cancel", flags.cancel);
      if (number !== undefined && !sandbox.faults().some((ordered) => ordered.number === number))
        throw new SandboxError(`there is no fault ${number}: ovh-sandbox fault`);
      sandbox.calm(number);
    } else if (event !== undefined) {
      const given = { token: flags.on, operation: flags.operation, seed: flags.seed };
      const numbers = ["nth", "times", "probability", "seconds"] as const;
      const counted = numbers.map((name) => [name, flags[name] && numberOf(name, flags[name])]);
      const known = [...Object.entries(given), ...counted].filter(([, value]) => value !== undefined);
      sandbox.fault({ event: event as FaultEvent, ...Object.fromEntries(known) } as Fault);
    }
    const rows = sandbox.faults().map(({ number, fault, seen, happened }) => {
      const { event: name, ...how } = fault;
      return `${number}  ${name}  ${JSON.stringify(how)}  requests seen: ${seen}, happened: ${happened}\n`;
    });
    return rows.join("") || "no trouble ordered\n";
  });

/** `habit`: lists the bad habits, or switches one. */
export const habitCommand: Command = (line) =>
  opened(line, (sandbox) => {
    const [how, name = ""] = line.words;
    if (how !== undefined && how !== "off" && how !== "on")
      throw new SandboxError("say off or on, and which: ovh-sandbox habit off database.pn-id-refused");
    if (how && name === "") throw new SandboxError(`say which habit to switch ${how}: "ovh-sandbox habit" lists them`);
    if (how) sandbox.habit(name, how === "on");
    const off = Object.entries(sandbox.dump().settings).filter(([key, value]) => key.startsWith("habit ") && !value);
    const isOff = (habit: string) => off.some(([key]) => key === `habit ${habit}`);
    const rows = [...habits.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
    return rows.map((h) => `${isOff(h.name) ? "off" : "on "}  ${h.name}  ${h.about} (${h.source})\n`).join("");
  });

/** `clock`: shows, moves and paces the time. */
export const clockCommand: Command = (line) =>
  opened(line, ({ clock }) => {
    const { advance, speed } = line.flags;
    if (typeof speed === "string") {
      const skips = speed === "instant";
      clock.set({ skips, scale: skips ? 1 : numberOf("speed", speed) });
    }
    if (typeof advance === "string") clock.advance(millisecondsOf(advance));
    return `${new Date(clock.now()).toISOString()}\n`;
  });

/** `quota`: how many a project may have. */
export const quotaCommand: Command = (line) =>
  opened(line, (sandbox) => {
    const [token = "", limit] = line.words;
    sandbox.quota(token, numberOf("limit", limit));
    return `a project may have ${limit} of ${token}\n`;
  });

function numberOf(name: string, value: unknown): number {
  const number = Number(value);
  if (value === undefined || value === "" || !Number.isFinite(number) || number < 0)
    throw new SandboxError(`${name} is a number, not "${String(value)}"`);
  return number;
}

const units: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

function millisecondsOf(text: string): number {
  const [, count, unit = ""] = /^(\d+)([smhd])$/.exec(text) ?? [];
  if (count === undefined) throw new SandboxError(`advance is a time such as 90s, 5m, 2h or 3d, not "${text}"`);
  return Number(count) * (units[unit] ?? 0);
}
