import { type Clock, realClock } from "./clock.ts";

/** Who holds a lock on a stack, as Pulumi tells it. */
export interface Holder {
  readonly user: string;
  readonly host: string;
  readonly pid: number;
}

const line = /created by (\S+)@(\S+) \(pid (\d+)\) at/g;

/** The holders that Pulumi's refusal names; empty when the text is about something else. */
export function holdersIn(text: string): Holder[] {
  if (!text.includes("the stack is currently locked by")) return [];
  const holders = [...text.matchAll(line)].map(([, user = "", host = "", pid]) => ({ user, host, pid: Number(pid) }));
  return unique(holders);
}

/** Whether every holder was a process of this machine that is gone: then nobody works on the stack. */
export const abandoned = (
  holders: readonly Holder[],
  machine: string,
  lives: (pid: number) => boolean = alive,
): boolean => holders.length > 0 && holders.every(({ host, pid }) => host === machine && !lives(pid));

/** How long a process of this machine may take to end that was killed just before, and the pause between two looks. */
const moment = 3_000;
const pause = 100;

/** Whether they are abandoned, now or in a moment. */
export async function abandonedSoon(
  holders: readonly Holder[],
  machine: string,
  clock: Clock = realClock,
  lives: (pid: number) => boolean = alive,
): Promise<boolean> {
  if (holders.some(({ host }) => host !== machine)) return false;
  const end = clock.now() + moment;
  while (holders.length > 0) {
    if (abandoned(holders, machine, lives)) return true;
    if (clock.now() >= end) return false;
    await clock.sleep(pause);
  }
  return false;
}

/** The holders in words. */
export const told = (holders: readonly Holder[]): string =>
  holders.map(({ user, host, pid }) => `${user}@${host} (pid ${pid})`).join(", ");

function unique(holders: readonly Holder[]): Holder[] {
  return [...new Map(holders.map((holder) => [told([holder]), holder])).values()];
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
