import type { Call, Model } from "../../model.ts";
import { list, objects, text } from "../../text.ts";
import { refuse } from "../refusal.ts";
import { here, projectQuota, resource } from "../resource.ts";
import { tokens } from "../tokens.ts";

const policies = ["affinity", "anti-affinity", "soft-affinity", "soft-anti-affinity"];

/** Servers that are to be on the same host, or on different ones. That hosts run out is not simulated. */
export const serverGroup: Model = resource({
  token: tokens.serverGroup,
  service: "compute",
  immediate: "a record in Nova's database, there when the call answers",
  unlimited: projectQuota,
  judge({ inputs }) {
    const policy = String(list(inputs, "policies")[0] ?? "");
    if (!policies.includes(policy))
      refuse(
        400,
        `Invalid input for field/attribute policies. Value: [${policy}]. It is one of ${policies.join(", ")}.`,
      );
    if (inputs["rules"] !== undefined && policy !== "anti-affinity")
      refuse(400, "Invalid input for field/attribute rules. Only anti-affinity policy supports rules.");
  },
  shown: ({ inputs }) => ({ members: [], rules: inputs["rules"] ?? { maxServerPerHost: 0 } }),
  read: (call, entry) => ({ ...entry.outputs, members: membersOf(call, entry.id) }),
});

const membersOf = (call: Call, id: string): string[] =>
  here(call, tokens.instance)
    .filter(({ inputs }) => objects(inputs, "schedulerHints").some((hint) => text(hint, "group") === id))
    .map((server) => server.id);
