import type { Life } from "../../life.ts";

const polls = "the provider polls every 5 to 10 seconds (source of Terraform provider 2.19.0)";

/**
 * The states of an API v2 resource.
 *
 * @param seconds how long it is made and changed, and taken down
 * @param minutes how long the provider waits
 * @param why where the seconds come from
 */
export function life(
  seconds: { readonly making: number; readonly changing?: number; readonly leaving?: number },
  minutes: number,
  why = "assumed",
): Life {
  const { making, changing = making, leaving = making } = seconds;
  return {
    output: "resourceStatus",
    making: [["CREATING", making]],
    ready: "READY",
    changing: [["UPDATING", changing]],
    leaving: [["DELETING", leaving]],
    patience: { create: minutes, update: minutes, delete: minutes },
    source: `${why}; ${polls}`,
  };
}

/** A life whose status the model works out itself, as it may be another than that of the timeline. */
export function ownStatus({ output: _output, ...rest }: Life): Life {
  return rest;
}
