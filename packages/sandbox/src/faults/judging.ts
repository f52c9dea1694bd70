import { SandboxError } from "../directory.ts";
import { lookups, models } from "../models.ts";
import { events, operationsOf } from "./events.ts";
import { type Fault, matchesToken } from "./schedule.ts";

const operations = ["create", "read", "update", "delete", "lookup"];
const fields = ["event", "token", "operation", "nth", "times", "probability", "seed", "seconds"];

/** Refuses trouble that could never come, with every reason: a misspelt fault would let a test pass for nothing. */
export function judgeFault(fault: Fault): void {
  const problems = [...problemsOf(fault)];
  if (problems.length > 0) throw new SandboxError(`this fault can never happen:\n  ${problems.join("\n  ")}`);
}

function* problemsOf(fault: Fault): Generator<string> {
  const { event, token = "*", operation, nth = 1, times = 1, probability = 0, seconds = 0 } = fault;
  for (const name of Object.keys(fault)) if (!fields.includes(name)) yield `${name}: there is no such field`;
  if (!Object.hasOwn(events, event)) yield `event: ${event} is not one of ${Object.keys(events).join(", ")}`;
  if (operation !== undefined && !operations.includes(operation))
    yield `operation: ${operation} is not one of ${operations.join(", ")}`;
  const possible = operationsOf[event];
  if (operation !== undefined && possible && !possible.includes(operation))
    yield `operation: ${event} happens at ${possible.join(", ")} only`;
  if (![...models.keys(), ...lookups.keys()].some((known) => matchesToken(token, known)))
    yield `token: ${token} fits nothing that is modelled`;
  if (!Number.isInteger(nth) || nth < 1) yield "nth: is counted from 1";
  if (!Number.isInteger(times) || times < 0) yield "times: is a whole number, 0 for all that follow";
  if (!(probability >= 0 && probability <= 1)) yield "probability: lies between 0 and 1";
  if (!(seconds >= 0 && Number.isFinite(seconds))) yield "seconds: is a number of virtual seconds";
}
