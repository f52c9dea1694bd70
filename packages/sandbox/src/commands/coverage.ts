import type { Command } from "../command.ts";
import { coverageList, coveragePage } from "../coverage.ts";

/** `coverage`: what can be simulated. */
export const coverageCommand: Command = ({ flags }) => (flags.markdown ? coveragePage() : coverageList());
