import { computeRegions, defaultQuotaProfile, quotaProfiles } from "@accoreboot/catalogue";
import { habit } from "../../habit.ts";
import { objects, text } from "../../text.ts";
import { absent, bad } from "../refusals.ts";
import { apiV2 } from "./envelope.ts";
import { setProfile } from "./limits.ts";
import { life } from "./lives.ts";
import { quotaState } from "./quota-state.ts";
import { v2Tokens } from "./tokens.ts";

const neverReset = habit(
  "v2.quota-never-reset",
  "taking CloudQuota out of a program leaves the regions under the profiles that it asked for",
  "source of Terraform provider 2.19.0: its delete does nothing",
);

/** Which quota profile the regions of a project are under. There is one of it in a project, and its id is the project's. */
export const quota = apiV2({
  token: v2Tokens.quota,
  importId: "serviceName",
  habits: [neverReset],
  life: { ...life({ making: 15, leaving: 0 }, 20), making: [["UPDATING", 15]], idAfterWait: true },
  id: ({ inputs }) => text(inputs, "serviceName"),
  judge({ inputs }) {
    const asked = objects(inputs, "regions");
    for (const { region, profile } of asked) {
      if (!Object.hasOwn(computeRegions, String(region))) absent(`Region ${String(region)} not found`);
      if (!Object.hasOwn(quotaProfiles, String(profile)))
        bad(`Quota profile ${String(profile)} is none of ${Object.keys(quotaProfiles).join(", ")}`);
    }
    if (new Set(asked.map(({ region }) => region)).size < asked.length) bad("regions names one region twice");
  },
  apply({ store, inputs }) {
    for (const { region, profile } of objects(inputs, "regions"))
      setProfile(store, text(inputs, "serviceName"), String(region), String(profile));
  },
  target: ({ inputs }) => ({
    preventAutomaticQuotaUpgrade: String(inputs["preventAutomaticQuotaUpgrade"]) === "true",
  }),
  current: ({ store }, { id, target }) =>
    quotaState(
      store,
      id,
      target["preventAutomaticQuotaUpgrade"] === true,
      objects(target, "regions").map((one) => text(one, "region")),
    ),
  remove(call, { id, inputs }) {
    if (call.has(neverReset)) return;
    for (const { region } of objects(inputs, "regions"))
      setProfile(call.store, id, String(region), defaultQuotaProfile);
  },
});
