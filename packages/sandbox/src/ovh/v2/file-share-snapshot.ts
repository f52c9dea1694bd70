import { object, text } from "../../text.ts";
import { apiV2, settledOn } from "./envelope.ts";
import { life } from "./lives.ts";
import { locationOf } from "./places.ts";
import { shareOf } from "./shares.ts";
import { v2Tokens } from "./tokens.ts";

/** A snapshot of a file share, in its region. The share cannot go before it. */
export const fileShareSnapshot = apiV2({
  token: v2Tokens.shareSnapshot,
  importId: "serviceName/id",
  life: life({ making: 20, changing: 5 }, 20),
  need: (call) => ({ service: "share", items: { snapshots: 1 }, region: text(shareOf(call).inputs, "region") }),
  judge: (call) => void shareOf(call),
  target: (call, before) => ({ description: settledOn(call, before, "description", "") }),
  current(call, { target, before }) {
    const { outputs } = shareOf(call);
    return {
      name: text(target, "name"),
      description: text(target, "description"),
      shareId: text(target, "shareId"),
      size: object(before?.outputs ?? {}, "currentState")["size"] ?? outputs["size"],
      location: locationOf(outputs),
    };
  },
});
