import { defaultQuotaProfile } from "@accoreboot/catalogue";
import type { Lookup } from "../../model.ts";
import type { Properties } from "../../properties.ts";
import { md5 } from "../../random.ts";
import { objects, text } from "../../text.ts";
import { projectOf } from "../project.ts";
import { absent } from "../refusals.ts";
import { seen } from "./envelope.ts";
import { profileOf } from "./limits.ts";
import { functionToken } from "./lookups.ts";
import { quota } from "./quota.ts";
import { quotaState, shownRegions } from "./quota-state.ts";
import { v2Tokens } from "./tokens.ts";

/** The quota of a project, whether a program manages it or not; of one region when given. */
const quotaLookup: Lookup = {
  token: functionToken("getCloudQuota"),
  call(call) {
    const project = projectOf(call);
    const region = text(call.inputs, "region");
    const entry = call.store.find(v2Tokens.quota, "", project);
    const managed = entry ? seen(call, quota, entry) : undefined;
    const prevents = managed?.["preventAutomaticQuotaUpgrade"] === true;
    const all = shownRegions(region === "" ? [] : [region]);
    const state = quotaState(call.store, project, prevents, all);
    const fits = (one: Properties) => region === "" || one["region"] === region;
    const profiles = all.map((name) => ({ region: name, profile: profileOf(call.store, project, name) }));
    const born = new Date(0).toISOString();
    return {
      ...call.inputs,
      id: project,
      checksum: managed?.["checksum"] ?? md5(`${project} ${defaultQuotaProfile}`),
      createdAt: managed?.["createdAt"] ?? born,
      updatedAt: managed?.["updatedAt"] ?? born,
      resourceStatus: managed?.["resourceStatus"] ?? "READY",
      preventAutomaticQuotaUpgrade: prevents,
      regions: profiles.filter(fits),
      currentState: { ...state, regions: objects(state, "regions").filter(fits) },
    };
  },
};

/** The content of a secret, in base64 as it was given. */
const payloadLookup: Lookup = {
  token: functionToken("getCloudKeyManagerSecretPayload"),
  call(call) {
    const id = text(call.inputs, "secretId");
    const secret = call.store.find(v2Tokens.secret, "", id);
    if (secret?.inputs["serviceName"] !== projectOf(call)) absent(`CloudKeyManagerSecret ${id} not found`);
    const payload = text(secret?.inputs ?? {}, "payload");
    if (payload === "") absent("Not Found. Sorry but your secret has no payload.");
    return { ...call.inputs, id, payload };
  },
};

export const projectLookups: readonly Lookup[] = [quotaLookup, payloadLookup];
