import { parseCidr } from "@accoreboot/core";
import { text } from "../../text.ts";
import { bad, conflict, oneOf } from "../refusals.ts";
import { apiV2 } from "./envelope.ts";
import { life } from "./lives.ts";
import { shareOf } from "./shares.ts";
import { v2Tokens } from "./tokens.ts";

/** Who may mount a file share. Nothing of it can change. */
export const fileShareAcl = apiV2({
  token: v2Tokens.shareAcl,
  importId: "serviceName/shareId/id",
  life: life({ making: 10, leaving: 5 }, 20),
  judge(call, entry) {
    const { store, inputs } = call;
    const share = shareOf(call);
    const to = text(inputs, "accessTo");
    if (!parseCidr(to)) bad(`Invalid IP access: '${to}' is neither an address nor a block`);
    oneOf("accessLevel", inputs["accessLevel"], ["READ_WRITE", "READ_ONLY"]);
    const twin = store
      .entries(v2Tokens.shareAcl)
      .find(
        (other) => other.id !== entry?.id && other.inputs["shareId"] === share.id && other.inputs["accessTo"] === to,
      );
    if (twin) conflict(`Share access ip:${to} exists: ${twin.id}`);
  },
  current: (call, { target, before }) => ({
    accessTo: text(target, "accessTo"),
    accessLevel: text(target, "accessLevel"),
    state: "ACTIVE",
    createdAt: before?.outputs["createdAt"] ?? new Date(call.now).toISOString(),
  }),
});
